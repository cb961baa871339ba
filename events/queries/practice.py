"""Whether a practice link holds."""

from datetime import date

from events.models import Workshop
from events.rules.practice import practice_days
from events.workflow import State


def may_practise_by(key: str, *, on: date) -> bool:
    """Some workshop has this key, was not cancelled, and takes place about that day. One query.

    SECURITY: yes or no, and nothing of the workshop: who practises is not to be joined with who came.
    """
    found = Workshop.objects.filter(practice_key=key).exclude(practice_key="").exclude(state=State.CANCELLED)
    days = found.values_list("starts_on", "ends_on").first()
    if days is None:
        return False
    first, last = practice_days(*days)
    return first <= on <= last
