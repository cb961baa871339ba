"""What an admin writes about one line of the agenda."""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.workshops import SessionFacts
from events.models import Session, Workshop
from pacc.forms import Form, LineField
from pacc.thai.dates import format_long
from pacc.thai.digits import to_arabic, without_invisible

# 9, 9.30, 09:30, ๐๙.๓๐ น.
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:น\.?)?")


class ClockField(forms.CharField):
    """A time of the day as Thais write it; cleans to a time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.update({"class": "w4", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = "".join(to_arabic(without_invisible(super().clean(value))).split())
        if not typed and not self.required:
            return None
        found = _CLOCK.fullmatch(typed)
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._refuse()
        except ValueError:
            self._refuse()

    def _refuse(self) -> None:
        raise ValidationError(_("Write the time in hours and minutes, such as 09.30"), code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value


class SessionForm(Form):
    on = forms.ChoiceField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    kind = forms.ChoiceField(label=pgettext_lazy("session", "Kind"), choices=Session.Kind.choices)
    title = LineField(label=_("Topic"), max_length=200)
    speaker = LineField(label=_("Speaker"), max_length=200, required=False)
    room = LineField(label=_("Room"), max_length=120, required=False)

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = (workshop.ends_on - workshop.starts_on).days + 1
        dates = [workshop.starts_on + timedelta(days=count) for count in range(days)]
        self.fields["on"].choices = [(day.isoformat(), format_long(day)) for day in dates]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The end is before the beginning"))
        return cleaned

    def facts(self) -> SessionFacts:
        typed = self.cleaned_data
        return SessionFacts(**{**typed, "on": date.fromisoformat(typed["on"])})


def facts_of(session: Session) -> dict[str, Any]:
    """What the form shows first when a line is changed."""
    return {name: getattr(session, name) for name in SessionForm.base_fields} | {"on": session.on.isoformat()}
