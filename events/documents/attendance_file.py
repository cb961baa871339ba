"""The people of a workshop and who came when, as an Excel file for the office's own use."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import HalfDay
from events.queries.people import Row
from pacc.spreadsheets.write import workbook
from pacc.thai.dates import format_short
from pacc.thai.phone_numbers import show_phone


def attendance_file(half_days: list[HalfDay], rows: Iterable[Row]) -> bytes:
    """One line a person; a half-day's column says 1 where she was present, so that Excel can add up."""
    headings = [
        _("Number"), _("Title"), _("Name and surname"), _("Position or organisation"), _("Network"), _("Province"),
        _("Telephone"), _("E-mail address"), _("Takes part as"),
        *(f"{format_short(each.on)} {each.get_part_display()}".replace("\u00a0", " ") for each in half_days),
    ]  # fmt: skip
    lines = (
        [
            number,
            row.person.title,
            row.person.name,
            row.person.organisation,
            row.person.network.name if row.person.network else "",
            str(row.person.province or ""),
            show_phone(row.person.phone).replace("\u00a0", " "),
            row.person.email,
            row.person.get_kind_display(),
            *(1 if came else "" for _half_day, came in row.marks),
        ]
        for number, row in enumerate(rows, start=1)
    )
    return workbook(pgettext("name of a sheet", "Attendance"), headings, lines)
