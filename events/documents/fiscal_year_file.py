"""The workshops of a fiscal year, office by office, as an Excel file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from events.queries.folder import OfficeYear
from pacc.spreadsheets.write import workbook


def fiscal_year_file(name: str, years: Sequence[OfficeYear]) -> bytes:
    headings = [
        _("Host"), _("Workshops"), _("Registered"), _("Came to at least one half-day"), _("Planned (baht)"),
        _("Spent (baht)"),
    ]  # fmt: skip
    rows = [[str(year.office), year.workshops, year.registered, year.came, year.planned, year.spent] for year in years]
    return workbook(name, headings, rows)
