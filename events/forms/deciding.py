"""What organisers decide about one registration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.workflow import Deed
from pacc.forms import Form, LineField


class DecideForm(Form):
    """A deed, and the reason that turning down wants."""

    deed = forms.ChoiceField(label=_("Decision"), choices=Deed.choices, widget=forms.RadioSelect)
    reason = LineField(
        label=_("Reason"), max_length=300, required=False, help_text=_("For turning down: the person reads it.")
    )

    def __init__(self, *args: Any, deeds: tuple[Deed, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = [(deed.value, deed.label) for deed in deeds]  # type: ignore[attr-defined]
        if Deed.DECLINE not in deeds:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("deed") == Deed.DECLINE and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write why. The person reads it"))
        return cleaned


class ReasonForm(Form):
    """Why a citizen id is opened: the ledger keeps it."""

    why = LineField(label=_("What it is needed for"), max_length=200)
