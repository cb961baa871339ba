"""A sheet that somebody answers, and the questions that an admin writes for it."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.actions.surveys import ItemFacts
from events.models import SurveyItem
from events.models.surveys import MAX_TEXT
from events.queries.surveys import fingerprint
from events.rules.evaluation import RATING_WORDS
from pacc.forms import Form, LineField, LongTextField

_MAX_CHOICES = 12


class SheetForm(Form):
    """One sheet. No question has to be answered, but for those of a test; an empty sheet is refused."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)  # the questions as they were shown

    def __init__(self, *args: Any, items: Sequence[SurveyItem], is_test: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"uid": uuid.uuid4(), "seen": fingerprint(items)}, **kwargs)
        self.items = {f"item_{item.pk}": item for item in items}
        for name, item in self.items.items():
            field = _field_for(item)
            field.required = is_test and item.kind == SurveyItem.Kind.CHOICE
            field.optional_label = ""
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"uid", "seen"} & set(self.errors):
            # Cut or altered on the way: the reader cannot mend it, and has no box for it.
            for name in ("uid", "seen"):
                self.errors.pop(name, None)
            self.draw_anew(uid=str(uuid.uuid4()))
            raise ValidationError(_("The page did not arrive whole. Look through your answers, then send them again"))
        if not self.errors and not any(cleaned.get(name) for name in self.items):
            raise ValidationError(_("Answer at least one question"))
        return cleaned

    def draw_anew(self, **hidden: str) -> None:
        """The form comes back as the questions are now, and keeps what was chosen."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "seen": self.initial["seen"], **hidden}

    def marks(self) -> dict[int, int]:
        """By question: the level, or the place of the choice."""
        marked = (item for name, item in self.items.items() if item.kind != SurveyItem.Kind.TEXT)
        return {item.pk: int(value) for item in marked if (value := self.cleaned_data[f"item_{item.pk}"])}

    def texts(self) -> dict[int, str]:
        written = (item for name, item in self.items.items() if item.kind == SurveyItem.Kind.TEXT)
        return {item.pk: value for item in written if (value := self.cleaned_data[f"item_{item.pk}"])}

    def sections(self) -> list[tuple[str, list[Any]]]:
        """(heading, fields), in the order of the questions."""
        found: dict[str, list[Any]] = {}
        for name, item in self.items.items():
            found.setdefault(item.section, []).append(self[name])
        return list(found.items())


def _field_for(item: SurveyItem) -> Any:
    english = (get_language() or "th").startswith("en")
    label = (english and item.label_en) or item.label
    if item.kind == SurveyItem.Kind.RATING:
        field: Any = forms.ChoiceField(label=label, choices=list(RATING_WORDS.items()), widget=forms.RadioSelect)
        field.is_scale = True  # drawn as five large boxes in a row
        return field
    if item.kind == SurveyItem.Kind.CHOICE:
        choices = [(str(place), choice) for place, choice in enumerate(item.choices)]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    return LongTextField(label=label, max_length=MAX_TEXT, rows=3)


class ItemForm(Form):
    """One question; `is_test`: with the right answer."""

    section = LineField(label=_("Heading above it"), max_length=120, required=False)
    label = LineField(label=pgettext_lazy("question", "Question"), max_length=300)
    label_en = LineField(label=_("The question in English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Answer"), choices=SurveyItem.Kind.choices)
    choices = LongTextField(
        label=_("Choices"), max_length=4000, rows=5, required=False,
        help_text=_("One a line. Only for one of several"),
    )  # fmt: skip
    right = LineField(
        label=_("Right choice"), max_length=200, required=False, help_text=_("Written as it stands above")
    )

    def __init__(self, *args: Any, is_test: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_test = is_test
        if is_test:
            for name in ("kind", "section"):
                del self.fields[name]
            self.fields["right"].required = self.fields["choices"].required = True
        else:
            del self.fields["right"]

    def clean_choices(self) -> list[str]:
        return [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choices = cleaned.get("choices")
        wants_choices = self.is_test or cleaned.get("kind") == SurveyItem.Kind.CHOICE
        if choices is not None and wants_choices:
            if len(choices) < 2:
                self.add_error("choices", _("Write at least two choices, one a line"))
            elif len(choices) > _MAX_CHOICES:
                self.add_error("choices", _("At most 12 choices"))
            elif len(set(choices)) < len(choices):
                self.add_error("choices", _("A choice stands there twice"))
            elif self.is_test and "right" in cleaned and cleaned["right"] not in choices:
                self.add_error("right", _("This is none of the choices above"))
        return cleaned

    def facts(self) -> ItemFacts:
        typed = self.cleaned_data
        kind = SurveyItem.Kind.CHOICE if self.is_test else typed["kind"]
        choices = typed["choices"] if kind == SurveyItem.Kind.CHOICE else []
        return ItemFacts(
            kind=kind, label=typed["label"], label_en=typed["label_en"], section=typed.get("section", ""),
            choices=choices, right=choices.index(typed["right"]) if self.is_test else None,
        )  # fmt: skip


def item_shown(item: SurveyItem) -> dict[str, Any]:
    """What the form shows first."""
    right = item.choices[item.right] if item.right is not None and item.right < len(item.choices) else ""
    return {
        "section": item.section, "label": item.label, "label_en": item.label_en, "kind": item.kind,
        "choices": "\n".join(item.choices), "right": right,
    }  # fmt: skip
