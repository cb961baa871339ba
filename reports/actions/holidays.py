"""The table of holidays: seeded from the package, changed and checked by portal admins.

After each change the clocks of open reports are reckoned anew, by a job.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.thai.dates import format_long
from pacc.thai.working_days import named_holidays
from reports.models import Holiday, HolidayYear
from reports.rules.holidays import SEEDED_AHEAD, may_hold


class YearChanged(DomainError):
    """Somebody was quicker. Nothing was done."""


@transaction.atomic(durable=True)
def seed_holidays(*, today: date | None = None) -> list[int]:
    """Make last year's table to that of two years ahead, where they are missing; which were made. Twice is once."""
    this_year = (today or timezone.localdate()).year
    return [year for year in range(this_year - 1, this_year + SEEDED_AHEAD + 1) if _make(year)]


@transaction.atomic(durable=True)
def add_holiday(*, by: User, on: date, name_th: str, name_en: str) -> Holiday:
    """Raises DomainError where the day is one already, or lies in a year that nobody can know."""
    _ask(by)
    _check_year(on)
    year = _locked(on.year)
    _refuse_double(on)
    holiday = Holiday.objects.create(year=year, on=on, name_th=name_th, name_en=name_en)
    _changed(year, "holidays.added", by=by, day=on, since=on)
    return holiday


@transaction.atomic(durable=True)
def change_holiday(holiday: Holiday, *, by: User, on: date, name_th: str, name_en: str, version: int) -> None:
    """Its day within the year, or its name. Raises DomainError where somebody else changed the year meanwhile."""
    _ask(by)
    year = _locked(holiday.year_id, version=version)
    holiday = Holiday.objects.get(pk=holiday.pk)
    if holiday.is_retired:
        raise DomainError(_("This holiday was taken out. Add it anew if it holds after all."))
    if on.year != year.year:
        raise DomainError(_("A holiday stays in its year. Take it out here, and add it there."))
    if (holiday.on, holiday.name_th, holiday.name_en) == (on, name_th, name_en):
        return
    was = holiday.on
    if on != was:
        _refuse_double(on)
    holiday.on, holiday.name_th, holiday.name_en = on, name_th, name_en
    holiday.save(update_fields=["on", "name_th", "name_en"])
    _changed(year, "holidays.changed", by=by, day=on, since=min(was, on), was=was)


@transaction.atomic(durable=True)
def retire_holiday(holiday: Holiday, *, by: User, version: int) -> None:
    """It no longer holds; the row stays. Twice is once."""
    _ask(by)
    holiday = Holiday.objects.get(pk=holiday.pk)
    if holiday.is_retired:
        return
    year = _locked(holiday.year_id, version=version)
    holiday.refresh_from_db()
    holiday.is_retired = True
    holiday.save(update_fields=["is_retired"])
    _changed(year, "holidays.retired", by=by, day=holiday.on, since=holiday.on)


@transaction.atomic(durable=True)
def confirm_year(year_number: int, *, by: User, source: str, version: int) -> None:
    """She compared the year with the cabinet's list: her name and the day are kept. A later change undoes it."""
    _ask(by)
    year = _locked(year_number, version=version)
    year.checked_on, year.checked_by, year.source = timezone.localdate(), by, source
    year.version += 1
    year.save(update_fields=["checked_on", "checked_by", "source", "version"])
    record("holidays.checked", by=by, year=year.year)


def _make(year_number: int) -> bool:
    """Whether the year was missing. RACE: two at once meet at the key, and the second finds it made."""
    year, is_new = HolidayYear.objects.get_or_create(year=year_number, defaults={"seeded_on": timezone.localdate()})
    if is_new:
        Holiday.objects.bulk_create(
            Holiday(year=year, on=day, name_th=name_th, name_en=name_en)
            for day, (name_th, name_en) in named_holidays(year_number).items()
        )
        record("holidays.seeded", year=year_number)
        # A newer package may know more of the year than the one by which deadlines were reckoned so far.
        enqueue("reports.recount_clocks", since=str(date(year_number, 1, 1)))
    return is_new


def _locked(year_number: int, *, version: int | None = None) -> HolidayYear:
    """RACE: whoever changes a year waits for its row, and is told where it is no longer as her page showed it."""
    _make(year_number)
    year = HolidayYear.objects.select_for_update().get(pk=year_number)
    if version is not None and version != year.version:
        raise YearChanged(_("Somebody changed this year’s holidays meanwhile. Look at the list again, then decide."))
    return year


def _changed(year: HolidayYear, what: str, *, by: User, day: date, since: date, was: date | None = None) -> None:
    year.version += 1
    year.checked_on = year.checked_by = None
    year.source = ""
    year.save(update_fields=["version", "checked_on", "checked_by", "source"])
    record(what, by=by, day=str(day), was=str(was or ""))
    enqueue("reports.recount_clocks", since=str(since))


def _refuse_double(on: date) -> None:
    known = Holiday.objects.filter(on=on, is_retired=False).first()
    if known:
        raise DomainError(
            _("%(day)s is a holiday already: %(name)s") % {"day": format_long(on), "name": known.name}
        )  # fmt: skip


def _check_year(on: date) -> None:
    if not may_hold(on.year, today=timezone.localdate()):
        raise DomainError(_("The cabinet sets holidays a year or two ahead. Check the year."))


def _ask(by: User) -> None:
    if not may_manage_staff(by):
        raise PermissionDenied
