"""Which office and which days a dashboard or a monthly report is of."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form, ThaiDateField
from pacc.thai.dates import BUDDHIST_ERA_OFFSET, format_month, year_shown
from reports.queries.figures import Scope
from reports.rules.periods import (
    LONGEST,
    Period,
    PeriodKind,
    fiscal_year_period,
    fiscal_years_back,
    month_before,
    month_of,
    months_back,
)

FISCAL_YEARS = 5
MONTHS = 24
_FISCAL_YEAR = "fy-"


class _Scoped(Form):
    """One of `scopes`; asked only where there are several."""

    office = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, data: QueryDict, *, scopes: Sequence[Scope], today: date, **kwargs: Any) -> None:
        asked = data.copy()
        for name, value in {"office": scopes[0].value, **self.usual(today)}.items():
            if not asked.get(name):
                asked[name] = value
        super().__init__(asked, **kwargs)
        self.today, self._scopes = today, scopes
        self.fields["office"].choices = [(scope.value, scope.label) for scope in scopes]  # type: ignore[attr-defined]

    def usual(self, today: date) -> dict[str, str]:
        """What is shown to whoever asked for nothing."""
        return {}

    @property
    def kept(self) -> str:
        """What was asked for beside the office, to follow an office in an address."""
        told = {name: value for name, value in self.data.items() if name not in ("office", "csrfmiddlewaretoken")}
        return f"&{urlencode(told)}"

    @property
    def scope(self) -> Scope:
        """The one that was chosen, or the usual."""
        value = self.cleaned_data.get("office")
        return next((scope for scope in self._scopes if scope.value == value), self._scopes[0])

    @property
    def is_alone(self) -> bool:
        return len(self._scopes) == 1


class OverviewForm(_Scoped):
    period = forms.ChoiceField(label=_("Period"), required=False)
    first = ThaiDateField(label=_("First day"), whole=True, past=True, required=False)
    last = ThaiDateField(label=_("Last day"), whole=True, required=False)

    def usual(self, today: date) -> dict[str, str]:
        return {"period": PeriodKind.THIS_MONTH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last"):
            self.fields[name].optional_label = ""  # type: ignore[attr-defined]
        years = [
            (f"{_FISCAL_YEAR}{year}", _("Fiscal year %(year)s") % {"year": year_shown(year - BUDDHIST_ERA_OFFSET)})
            for year in fiscal_years_back(self.today, FISCAL_YEARS)
        ]
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (PeriodKind.THIS_MONTH, _("This month")),
            (PeriodKind.LAST_MONTH, _("Last month")),
            *years,
            (PeriodKind.DATES, _("Days of your own choice")),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("period") != PeriodKind.DATES or {"first", "last"} & self.errors.keys():
            return told
        first, last = told.get("first"), told.get("last")
        if first is None:
            self.add_error("first", _("Choose the first day"))
        elif last is None:
            self.add_error("last", _("Choose the last day"))
        elif last < first:
            self.add_error("last", _("The last day is before the first"))
        elif (last - first).days > LONGEST:
            self.add_error("last", _("Choose five years at most"))
        return told

    @property
    def chosen(self) -> Period:
        """This month where nothing, or nothing that holds, was asked for."""
        told = self.cleaned_data.get("period") or PeriodKind.THIS_MONTH
        if told.startswith(_FISCAL_YEAR):
            return fiscal_year_period(int(told.removeprefix(_FISCAL_YEAR)))
        if told == PeriodKind.LAST_MONTH:
            return month_before(self.today)
        if told == PeriodKind.DATES and not self.errors:
            return Period(self.cleaned_data["first"], self.cleaned_data["last"])
        return month_of(self.today)

    @property
    def asks_for_days(self) -> bool:
        return self.data.get("period") == PeriodKind.DATES


class MonthForm(_Scoped):
    month = forms.ChoiceField(label=_("Month"), required=False)
    thai_digits = forms.BooleanField(label=_("Thai numerals"), required=False)

    def usual(self, today: date) -> dict[str, str]:
        """Last month, which is whole."""
        return {"month": f"{month_before(today).first:%Y-%m}"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = months_back(self.today, MONTHS)
        self.fields["month"].choices = [(f"{each:%Y-%m}", format_month(each)) for each in months]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Period:
        if month := self.cleaned_data.get("month"):
            return month_of(date.fromisoformat(f"{month}-01"))
        return month_before(self.today)
