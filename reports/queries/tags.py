"""What an office sorts by."""

from reports.models import Tag


def offered_tags(office_number: int | None) -> list[str]:
    """The names that officers of the office choose from; of conflict cases for None. One query."""
    mine = Tag.objects.filter(office=office_number, is_retired=False)
    return list(mine.values_list("name", flat=True))
