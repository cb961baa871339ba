"""A note names colleagues: they find the report among theirs, and a mail without content tells them to look."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.notify.send import promise_mail
from reports.access import officers_to_tell
from reports.models import Mention, Message, Report


def mention(note: Message, report: Report, people: Collection[int], *, by: User) -> list[int]:
    """Tell each of them once; the writer needs no telling. Assumes the note's transaction, with the report locked.

    Raises DomainError where somebody named does not see the report any more.
    """
    others = set(people) - {by.pk}
    if not others:
        return []
    told = list(officers_to_tell(report, on=timezone.localdate()).filter(pk__in=others).order_by("pk"))
    if len(told) != len(others):
        raise DomainError(_("Somebody whom the note names does not see this report any more. Nothing was added."))
    Mention.objects.bulk_create(Mention(message=note, user=person) for person in told)
    for person in told:
        with override(person.language):
            url = f"{settings.DESK_URL}{reverse('reports:report_list')}?mentioned=me&state=any"
        promise_mail("mentioned", to=person, url=url)
    return [person.pk for person in told]


def mentions_read(report: Report, *, by: User) -> None:
    """She opened it. One query."""
    unread = Mention.objects.filter(user=by, read_on=None, message__report=report)
    unread.update(read_on=timezone.localdate())
