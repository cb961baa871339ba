"""The holidays that an admin keeps. One query a page or transaction: each asks once and hands the table on."""

from reports.models import Holiday
from reports.rules.holidays import HolidayTable, table_of


def holiday_table() -> HolidayTable:
    """What the clocks are counted by. One query, some twenty rows a year."""
    return table_of(Holiday.objects.order_by().values_list("on", "is_retired"))
