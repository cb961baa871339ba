"""Who gets a badge, or a sign for the table."""

from django.db.models import QuerySet

from events.models import Registration, Workshop
from events.queries.people import people_of


def people_with_badges(workshop: Workshop) -> QuerySet[Registration]:
    """Everybody registered, in Thai order, each with her group."""
    registered = people_of(workshop).filter(state=Registration.State.REGISTERED)
    return registered.select_related("province", "network", "party", "group_member__group").order_by("sort_key", "pk")
