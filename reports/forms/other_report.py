"""Another report, named by its reference."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.accounts.models import User
from pacc.vault import codes
from reports.access import reports_visible_to
from reports.models import Report


def other_report_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reference of the other report"),
        help_text=_("The one that is worked on from now on"),
        max_length=40,
        error_messages={"required": _("Write the reference of the other report")},
    )


def other_report(typed: str, *, by: User) -> Report:
    """The report that she sees under that reference. Up to two queries. Raises ValidationError for none."""
    found = reports_visible_to(by).filter(reference=codes.clean_reference(typed)).first()
    if found is None:
        raise ValidationError(_("No report that you see has this reference. Check its letters and digits"))
    return found
