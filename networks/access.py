"""Who serves where today, and what that lets them see and do among networks and offices."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from networks.models import Posting
from pacc.accounts.models import User


@dataclass(frozen=True)
class Service:
    """A person's postings on one day. Empty for everybody whose postings ended."""

    offices: frozenset[int]  # offices served as officer, director or intake officer
    directs: frozenset[int]  # offices directed
    is_intake: bool
    sees_conflicts: bool

    @property
    def is_empty(self) -> bool:
        return not self.offices and not self.sees_conflicts


def service_of(user: User, *, on: date | None = None) -> Service:
    """What the person's postings in force say. One query."""
    rows = list(
        Posting.objects.in_force(on=on or timezone.localdate()).filter(user=user).values_list("office_id", "role")
    )
    role = Posting.Role
    return Service(
        offices=frozenset(office for office, kind in rows if kind != role.CONFLICT),
        directs=frozenset(office for office, kind in rows if kind == role.DIRECTOR),
        is_intake=any(kind == role.INTAKE for _office, kind in rows),
        sees_conflicts=any(kind == role.CONFLICT for _office, kind in rows),
    )
