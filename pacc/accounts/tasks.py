"""What the desk's workers tidy up."""

from django.utils import timezone

from pacc.accounts.limits import forget_expired
from pacc.accounts.models import DeskSession, Invitation, SiteSession
from pacc.outbox.tasks import periodic


@periodic("clean_up")
def forget_what_ran_out() -> None:
    """Sessions, counts and links that nobody can use any more."""
    now = timezone.now()
    forget_expired()
    for table in (SiteSession, DeskSession):
        table._default_manager.filter(expire_date__lt=now).delete()
    Invitation.objects.filter(valid_until__lt=now).delete()
