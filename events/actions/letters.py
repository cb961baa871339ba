"""Whoever gets letters of workshops ends them, or wants them again. Runs under the site's database role."""

from django.db import transaction

from events.models import NoLetters
from events.models.registrant_scope import enter_letters


@transaction.atomic(durable=True)
def want_no_letters(digest: str) -> None:
    """A second time does nothing."""
    enter_letters(digest)
    NoLetters.objects.bulk_create([NoLetters(digest=digest)], ignore_conflicts=True)


@transaction.atomic(durable=True)
def want_letters(digest: str) -> None:
    enter_letters(digest)
    NoLetters.objects.filter(pk=digest).delete()


@transaction.atomic
def are_letters_wanted(digest: str) -> bool:
    enter_letters(digest)
    return not NoLetters.objects.filter(pk=digest).exists()
