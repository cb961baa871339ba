"""Which office covers a province on a day."""

from datetime import date

from networks.models import ProvinceOffice


def covering_office(province_code: str, *, on: date) -> int | None:
    """The office's number by the table in force that day; None where the table has no row. One query."""
    # The later row wins where an admin let two overlap: it was made with the earlier one in view.
    return (
        ProvinceOffice.objects.in_force(on=on)
        .filter(province=province_code)
        .order_by("-valid_from")
        .values_list("office_id", flat=True)
        .first()
    )
