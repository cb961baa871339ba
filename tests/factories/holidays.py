"""Holidays as an admin keeps them."""

from datetime import date

from reports.models import Holiday, HolidayYear


def a_holiday(on: date, name_th: str = "วันหยุดพิเศษ", *, is_retired: bool = False) -> Holiday:
    """In a year that holds nothing else: from then on the package is no longer asked for that year."""
    year, _made = HolidayYear.objects.get_or_create(year=on.year, defaults={"seeded_on": on})
    return Holiday.objects.create(year=year, on=on, name_th=name_th, is_retired=is_retired)
