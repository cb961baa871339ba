"""What an organiser writes to many, to whom, and when it goes."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.actions.mailings import MailingWords
from events.forms.agenda import ClockField
from events.models import Mailing
from events.models.mailings import MAX_ADDRESSES, MAX_BODY, MAX_SUBJECT
from events.rules.letter_words import PLACES, unknown_places
from pacc.forms import Form, LineField, LongTextField, ThaiDateField
from pacc.thai.dates import BANGKOK

_PARTS = ("state", "came", "kind")
_PLACES_HINT = " ".join(f"{{{name}}}" for name in PLACES)


class MailingForm(Form):
    """The letter, and whom it is for: addresses of an invitation, else a part of those registered."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, required=False)
    addresses = LongTextField(
        label=_("E-mail addresses"), max_length=MAX_ADDRESSES * 100, rows=6,
        help_text=_("One a line, at most 500. Nobody sees the others"),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("Registration"))
    came = forms.ChoiceField(label=_("Attendance"), required=False, help_text=_("As it is at the moment of sending"))
    kind = forms.ChoiceField(label=_("Takes part as"), required=False)
    subject = LineField(label=_("Subject"), max_length=MAX_SUBJECT)
    body = LongTextField(
        label=_("Letter"), max_length=MAX_BODY, rows=14,
        help_text=_("These words are filled in for each reader:") + " " + _PLACES_HINT,
    )  # fmt: skip
    subject_en = LineField(label=_("Subject in English"), max_length=MAX_SUBJECT, required=False)
    body_en = LongTextField(
        label=_("Letter in English"), max_length=MAX_BODY, rows=14, required=False,
        help_text=_("For those who registered in English. They get the Thai letter where this is blank"),
    )  # fmt: skip

    def __init__(self, *args: Any, letter: str, asked: Form, **kwargs: Any) -> None:
        """`letter`: the kind of mailing; `asked`: the filters of the list of people, for their choices."""
        super().__init__(*args, **kwargs)
        if letter == Mailing.Kind.INVITATION:
            for name in _PARTS:
                del self.fields[name]
            return
        del self.fields["addresses"]
        for name in _PARTS:
            self.fields[name].choices = asked.fields[name].choices  # type: ignore[attr-defined]

    def clean_addresses(self) -> str:
        typed = [part for part in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if part]
        addresses = list(dict.fromkeys(address.lower() for address in typed))
        if len(addresses) > MAX_ADDRESSES:
            raise ValidationError(_("At most %(most)s addresses"), params={"most": MAX_ADDRESSES})
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("“%(address)s” is no e-mail address"), params={"address": address[:100]}
                ) from None
        return "\n".join(addresses)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("subject", "body", "subject_en", "body_en"):
            if unknown := unknown_places(cleaned.get(name) or ""):
                self.add_error(name, str(_("Nothing is known for %(place)s")) % {"place": unknown[0]})
        return cleaned

    def words(self) -> MailingWords:
        typed = self.cleaned_data
        people = QueryDict(mutable=True)
        people.update({name: typed[name] for name in _PARTS if typed.get(name)})
        return MailingWords(
            subject=typed["subject"], body=typed["body"], subject_en=typed["subject_en"], body_en=typed["body_en"],
            people=people.urlencode(), addresses=typed.get("addresses", ""),
        )  # fmt: skip

    def answer_to(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def words_shown(words: MailingWords | Mailing) -> dict[str, Any]:
    """What the form shows first."""
    shown = {name: getattr(words, name) for name in MailingWords.__dataclass_fields__}
    return shown | QueryDict(words.people).dict() | {"version": getattr(words, "version", None)}


class PlanForm(Form):
    """When a letter goes. Blank: now."""

    on = ThaiDateField(label=_("Day"), whole=True, required=False)
    at = ClockField(label=_("Time"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on") and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Write the time in hours and minutes, such as 09.30"))
        if cleaned.get("at") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", forms.ValidationError(_("Write the day"), code="day"))
        return cleaned

    def moment(self) -> datetime | None:
        on, at = self.cleaned_data.get("on"), self.cleaned_data.get("at")
        return datetime.combine(on, at, BANGKOK) if on and at else None
