"""The long papers that somebody ordered."""

from django.db.models import QuerySet
from django.utils import timezone

from events.models import PaperOrder, Workshop
from pacc.accounts.models import User


def paper_orders_of(user: User, workshop: Workshop) -> QuerySet[PaperOrder]:
    """Her own, the newest first, without the files. Nobody else's: each holds everybody's names and tickets."""
    own = PaperOrder.objects.filter(workshop=workshop, by=user, expires_at__gt=timezone.now())
    return own.defer("sealed", "wrapped_key").order_by("-ordered_at", "pk")
