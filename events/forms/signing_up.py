"""What somebody says who registers by herself: facts, consents, and the organiser's questions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.actions.answers import Given
from events.actions.own_registration import OwnChange
from events.actions.registering import PersonFacts
from events.actions.signing_up import SignUp
from events.models import Question, Registration, Workshop
from events.rules.answers import applying
from events.rules.citizen_id import clean_citizen_id
from networks.access import networks_announced
from networks.models import Network, Province
from pacc.forms import Form, LineField, LongTextField
from pacc.people_fields import NameField, PhoneField, TitleField, apart

MAX_FILE_BYTES = 5_000_000
_OWN_FACTS = ("title", "name", "phone", "email", "organisation", "province", "network")


class CitizenIdField(forms.CharField):
    """Cleans to 13 digits whose last one is right; "" where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, **kwargs)
        self.widget.attrs.update({"class": "w10", "inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return clean_citizen_id(typed) if typed else ""
        except ValueError:
            raise ValidationError(_("Check the 13 digits of the citizen id"), code="invalid") from None


class OwnFactsForm(Form):
    """Who somebody is, and the answers to the questions of her workshop."""

    title = TitleField(autocomplete="honorific-prefix")
    name = NameField()
    phone = PhoneField()
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_(
            "The confirmation with the QR is sent there. With neither e-mail nor telephone we cannot reach you."
        ),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    organisation = LineField(label=_("Position or organisation"), max_length=160, required=False)
    province = forms.ModelChoiceField(
        label=_("Province"),
        queryset=Province.objects.all(),
        required=False,
        empty_label=pgettext_lazy("province of a person", "Not provided"),
    )
    network = forms.ModelChoiceField(
        label=_("Network"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=pgettext_lazy("network of a person", "None"),
    )
    wants_network = forms.BooleanField(label=_("I wish to join a network"), required=False)
    agrees_to_photos = forms.BooleanField(
        label=_("I agree that photographs of me are shown in the report and the news of the workshop"),
        help_text=_("You may take part without agreeing, and change it later."),
        required=False,
    )

    reached_otherwise = False  # by the coordinator of her party

    def __init__(self, *args: Any, workshop: Workshop, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop, self.questions = workshop, questions
        networks = networks_announced().order_by("sort_key", "pk")
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget.attrs["autocomplete"] = "tel"
        last = {name: self.fields.pop(name) for name in ("wants_network", "agrees_to_photos")}
        for question in questions:
            self.fields[_key(question)] = _field_for(question, questions)
        self.fields.update(last)
        if not workshop.asks_photo_consent:
            del self.fields["agrees_to_photos"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        apart(cleaned)
        unreachable = not cleaned.get("phone") and not cleaned.get("email") and not self.reached_otherwise
        if unreachable and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Write a telephone number or an e-mail address"))
        self._ask_what_is_required()
        return cleaned

    def _ask_what_is_required(self) -> None:
        for question in self.asked():
            key = _key(question)
            if question.is_required and key not in self.errors and not self.cleaned_data.get(key):
                if question.kind == Question.Kind.FILE and self.initial.get(key):
                    continue
                field = self.fields[key]
                self.add_error(key, str(_("Answer “%(question)s”")) % {"question": field.label})

    def asked(self) -> list[Question]:
        """The questions whose condition holds, given what was just answered."""
        chosen = {question.pk: _chosen(self.cleaned_data.get(_key(question))) for question in self.questions}
        return applying(self.questions, chosen)

    def answers(self) -> list[Given]:
        """Those to questions that are asked; what was written under a condition that does not hold is left out."""
        return [_given(question, self.cleaned_data.get(_key(question))) for question in self.asked()]

    def facts(self) -> PersonFacts:
        return PersonFacts(**{name: self.cleaned_data[name] for name in _OWN_FACTS})

    def change(self) -> OwnChange:
        return OwnChange(
            facts=self.facts(),
            agrees_to_photos=self.cleaned_data.get("agrees_to_photos"),
            wants_network=self.cleaned_data["wants_network"],
            answers=self.answers(),
            asked=self.asked(),
        )


class SignUpForm(OwnFactsForm):
    """Registering; `uid` tells a form that is sent twice from two people."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    citizen_id = CitizenIdField(
        label=_("Citizen id"),
        help_text=_("For the accountant of the workshop only. It is sealed, never in the QR, and erased by itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uid"].initial = uuid4
        if not self.workshop.asks_citizen_id:
            del self.fields["citizen_id"]

    def sign_up(self) -> SignUp:
        return SignUp(
            uid=self.cleaned_data["uid"],
            facts=self.facts(),
            language=(get_language() or "th")[:2],
            agrees_to_photos=self.cleaned_data.get("agrees_to_photos"),
            wants_network=self.cleaned_data["wants_network"],
            citizen_id=self.cleaned_data.get("citizen_id", ""),
            answers=self.answers(),
            asked=self.asked(),
        )


def facts_shown(person: Registration) -> dict[str, Any]:
    """What the form shows first when somebody corrects her own registration."""
    shown: dict[str, Any] = {name: getattr(person, name) for name in _OWN_FACTS}
    shown |= {"wants_network": person.wants_network, "agrees_to_photos": bool(person.agrees_to_photos)}
    for answer in person.answers.all():
        kind, key = answer.question.kind, _key(answer.question)
        shown[key] = answer.text or (answer.chosen if _takes_several(kind) else next(iter(answer.chosen), ""))
        if kind == Question.Kind.FILE:
            shown[key] = True
    return shown


def _key(question: Question) -> str:
    return f"question_{question.pk}"


def _takes_several(kind: str) -> bool:
    return kind in {Question.Kind.SEVERAL, Question.Kind.ACCESS}


def _field_for(question: Question, questions: Iterable[Question]) -> forms.Field:
    english = (get_language() or "th").startswith("en")
    common: dict[str, Any] = {
        "label": (english and question.label_en) or question.label,
        "help_text": _condition(question, questions),
        "required": False,
    }
    choices = [(choice, choice) for choice in question.choices]
    field: Any
    if question.kind == Question.Kind.FILE:
        field = AnswerFileField(**common)
    elif choices and _takes_several(question.kind):
        field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    elif choices:
        field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    else:
        field = LongTextField(max_length=1000, rows=3, **common)
    if question.is_required:
        field.optional_label = ""
    return field  # type: ignore[no-any-return]


def _condition(question: Question, questions: Iterable[Question]) -> str:
    """Without a script the page shows every question: each says of whom it is asked."""
    before = next((one for one in questions if one.pk == question.only_if_id), None)
    if before is None:
        return ""
    english = (get_language() or "th").startswith("en")
    label = (english and before.label_en) or before.label
    return str(_("Only for those who chose “%(choice)s” in “%(question)s”")) % {
        "choice": question.only_if_choice, "question": label,
    }  # fmt: skip


class AnswerFileField(forms.FileField):
    """A file of up to 5 MB; what is in it is the office's to look at."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, None)
        if file and not file.size:
            raise ValidationError(_("This file is empty"), code="empty")
        if file and file.size > MAX_FILE_BYTES:
            raise ValidationError(_("A file may have up to 5 MB"), code="size")
        return file


def _chosen(answer: Any) -> Sequence[str]:
    if isinstance(answer, list):
        return answer
    return (answer,) if isinstance(answer, str) and answer else ()


def _given(question: Question, answer: Any) -> Given:
    if question.kind == Question.Kind.FILE:
        return Given(question, file=(answer.name or "", answer.read()) if answer else None)
    if question.choices:
        return Given(question, chosen=tuple(_chosen(answer)))
    return Given(question, text=answer or "")
