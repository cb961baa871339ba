"""A coordinator registers several people at once; a button gives one line more, without a script."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.actions.registering import PersonFacts
from events.actions.signing_up import MOST_IN_PARTY, GroupSignUp
from events.models import Workshop
from networks.access import networks_announced
from networks.models import Network, Province
from pacc.forms import Form, LineField
from pacc.people_fields import NameField, PhoneField
from pacc.thai.names import split_title

_LINES_AT_FIRST = 3


class GroupForm(Form):
    """The coordinator, what all have in common, and a line for each person. Empty lines are passed over."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    group = LineField(label=_("Name of the group"), max_length=160)
    contact_name = NameField(label=_("Your name and surname"))
    contact_phone = PhoneField(label=_("Your telephone"))
    contact_email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("The confirmation with everybody's QR is sent there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
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
    told_them = forms.BooleanField(
        label=_("Everybody in the list knows that I register them, and read the notice below")
    )
    agrees_to_photos = forms.BooleanField(
        label=_("Everybody in the list agrees to photographs being shown in the report and the news of the workshop"),
        help_text=_("Without it nobody's is shown. Each can be changed afterwards."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["network"].queryset = networks_announced().order_by("sort_key", "pk")  # type: ignore[attr-defined]
        self.lines = _lines_in(data)
        last = {name: self.fields.pop(name) for name in ("told_them", "agrees_to_photos")}
        for number in range(self.lines):
            counted = {"number": number + 1}
            self.fields[f"name_{number}"] = NameField(label=_("Name and surname %(number)s") % counted, required=False)
            self.fields[f"phone_{number}"] = PhoneField(label=_("Telephone %(number)s") % counted)
            self.fields[f"phone_{number}"].optional_label = ""  # type: ignore[attr-defined]
            self.fields[f"name_{number}"].optional_label = ""  # type: ignore[attr-defined]
        self.fields.update(last)
        if not workshop.asks_photo_consent:
            del self.fields["agrees_to_photos"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"contact_phone", "contact_email"} & set(self.errors) and not (
            cleaned.get("contact_phone") or cleaned.get("contact_email")
        ):
            self.add_error("contact_phone", _("Write a telephone number or an e-mail address"))
        for number in range(self.lines):
            name, phone = f"name_{number}", f"phone_{number}"
            if cleaned.get(phone) and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Write the name of the person with this telephone number"))
        if not self.errors and not self._people():
            self.add_error("name_0", _("Write at least one person"))
        return cleaned

    @property
    def head(self) -> list[BoundField]:
        return [
            self[name] for name in ("group", "contact_name", "contact_phone", "contact_email", "province", "network")
        ]

    @property
    def rows(self) -> list[tuple[int, BoundField, BoundField]]:
        return [(number + 1, self[f"name_{number}"], self[f"phone_{number}"]) for number in range(self.lines)]

    @property
    def tail(self) -> list[BoundField]:
        return [self[name] for name in ("told_them", "agrees_to_photos") if name in self.fields]

    def _people(self) -> list[PersonFacts]:
        people = []
        for number in range(self.lines):
            if name := self.cleaned_data.get(f"name_{number}"):
                title, bare = split_title(name)
                people.append(
                    PersonFacts(
                        name=bare or name,
                        title=title[:40] if bare else "",
                        phone=self.cleaned_data.get(f"phone_{number}", ""),
                        province=self.cleaned_data.get("province"),
                        network=self.cleaned_data.get("network"),
                    )
                )
        return people

    def sign_up(self) -> GroupSignUp:
        return GroupSignUp(
            uid=self.cleaned_data["uid"],
            name=self.cleaned_data["group"],
            contact_name=self.cleaned_data["contact_name"],
            phone=self.cleaned_data["contact_phone"],
            email=self.cleaned_data["contact_email"],
            people=self._people(),
            language=(get_language() or "th")[:2],
            agrees_to_photos=self.cleaned_data.get("agrees_to_photos"),
        )


def _lines_in(data: Mapping[str, Any] | None) -> int:
    """As many as the page had, one more where the button was pressed."""
    if data is None:
        return _LINES_AT_FIRST
    sent = sum(f"name_{number}" in data for number in range(MOST_IN_PARTY))
    return min(max(sent, 1) + ("add" in data), MOST_IN_PARTY)
