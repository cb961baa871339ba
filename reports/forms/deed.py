"""What all forms of officers' deeds share. Each deed is a form on a page of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacc.accounts.models import User
from pacc.forms import Form, ThaiDateField
from pacc.thai.dates import format_long
from reports.models import Report
from reports.rules.seen import Seen, read_seen
from reports.workflow import PUBLIC_OF, RULES, Move, Public

LETTERS = 5_000


class DeedForm(Form):
    """`deed`: a move of the workflow, or one of `access`' own. `button` names what is done, `done` that it was.

    `is_previewed`: it cannot be taken back, so it is read once more before it is done. `leaves`: the report is then
    out of the officer's sight. `ends`: with it she is done for now, and may go on to the next report of her list.
    `asks_seen`: it is not done where somebody else was quicker.
    """

    deed: str
    heading: str | Promise
    button: str | Promise
    done: str | Promise
    says: str | Promise = ""
    is_previewed: bool = False
    ends: bool = True
    is_final: bool = False
    leaves: bool = False
    asks_seen: bool = True
    taken_from_address: tuple[str, ...] = ()  # fields that a link to the form may fill in
    shows_proposal = False  # a closing that waits for a second person stands above the form
    agencies: Sequence[str | Promise] = ()  # proposed where an agency is named
    leaves_no_trace = True  # a shared browser at an office remembers nothing of a case either

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=60,
        error_messages={"required": _("The page was not complete. Read the report again, then decide.")},
    )

    def __init__(self, *args: Any, report: Report, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.by = report, by
        if not self.asks_seen:
            del self.fields["seen"]

    def clean_seen(self) -> Seen:
        seen = read_seen(self.cleaned_data["seen"])
        if seen is None:
            raise ValidationError(self.fields["seen"].error_messages["required"])
        return seen

    def show(self, seen: Seen) -> None:
        """The page is shown again, with the report as it is now: from here on that is what the officer saw."""
        if self.asks_seen:
            self.data = {**dict(self.data.items()), "seen": str(seen)}

    def typed(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that shows it before it is done."""
        own = tuple(f"{name}_" for name in self.fields)
        return [(name, value) for name, value in self.data.items() if f"{name}_".startswith(own)]

    def shown(self) -> list[tuple[Any, Any]]:
        """What was typed in words, for reading it once more: label and text."""
        return [
            (field.label, self.in_words(field.name))
            for field in self.visible_fields()
            if field.name in self.cleaned_data and self.in_words(field.name)
        ]

    def in_words(self, name: str) -> Any:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.BooleanField):
            return _("Yes") if value else _("No")
        if isinstance(field, ThaiDateField):
            return format_long(value)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            return dict(field.choices).get(value, "")  # type: ignore[arg-type]
        return value

    @property
    def then(self) -> Public | None:
        """What the reporter sees as the status afterwards; None where it stays."""
        target = RULES[Move(self.deed)].target if self.deed in Move else None
        return PUBLIC_OF[target] if target else None


class SentOnceForm(DeedForm):
    """With a name of its own, so that a repeated send is done once."""

    send_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"required": _("The page was not complete. Read the report again, then decide.")},
    )
