"""What was sent for practice is erased after midnight: rows, keys and files."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from pacc.vault import files
from reports.models import Evidence, Report

_ERASED_AT_ONCE = 200


def erase_practice(*, today: date | None = None) -> int:
    """Erase practice of the days before `today`, so at most a day old, and say how many. May run twice and anywhere.

    Only practice: a real report goes by a destruction list and a committee, never by a timer (domain.md). The ledger
    has no entry of it, neither of its coming nor of its going.
    """
    over = Report.objects.filter(is_practice=True, submitted_on__lt=today or timezone.localdate())
    with transaction.atomic():
        # RACE: two workers take different ones; one that is being answered at this moment is taken next time.
        ids = list(
            over.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)[:_ERASED_AT_ONCE]
        )
        names = list(Evidence.objects.filter(report__in=ids).values_list("store_name", flat=True))
        Report.objects.filter(pk__in=ids).delete()
        for name in names:
            # After the commit: a file too many is swept, one too few would be a loss were this rolled back.
            transaction.on_commit(lambda name=name: files.remove(name))  # type: ignore[misc]
    return len(ids)
