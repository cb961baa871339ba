"""The people of the desk, as the portal admin sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from networks.models import Office, Posting
from pacc.accounts.models import User
from pacc.thai.collation import search_key, sort_key


@dataclass(frozen=True)
class StaffRow:
    """One person with the postings of today and of the days to come."""

    user: User
    postings: list[Posting]
    state: str  # "closed", "invited" (never entered), "out" (no role and no posting today), "in"


def staff_list(*, on: date, text: str = "", office: int | None = None) -> list[StaffRow]:
    """In Thai order of names. Two queries. There are some hundreds of staff, so all are read and sorted here."""
    rows = [_row(user, on) for user in _with_postings(User.objects.filter(is_staff=True), on)]
    wanted = search_key(text)
    found = [
        row
        for row in rows
        if (not wanted or wanted in search_key(f"{row.user.name} {row.user.email}"))
        and (office is None or any(posting.office_id == office for posting in row.postings))
    ]
    return sorted(found, key=lambda row: (sort_key(row.user.name), row.user.email))


def staff_row(user: User, *, on: date) -> StaffRow:
    return _row(_with_postings(User.objects.filter(pk=user.pk), on).get(), on)


def offices_without_officer(*, on: date) -> QuerySet[Office]:
    """Offices where nobody serves today: reports that arrive there wait unseen."""
    serving = Posting.objects.in_force(on=on).filter(user__is_active=True).exclude(role=Posting.Role.CONFLICT)
    return Office.objects.exclude(number__in=serving.values("office_id"))


def has_conflict_officer(*, on: date) -> bool:
    """Somebody sees reports about headquarters or an unknown part of the PACC."""
    postings = Posting.objects.in_force(on=on).filter(role=Posting.Role.CONFLICT, user__is_active=True)
    return postings.exists()


def _with_postings(users: QuerySet[User], on: date) -> QuerySet[User]:
    current = Posting.objects.filter(Q(ends=None) | Q(ends__gte=on)).select_related("office").order_by("starts", "pk")
    return users.prefetch_related(Prefetch("postings", queryset=current, to_attr="current"))


def _row(user: User, on: date) -> StaffRow:
    postings: Iterable[Posting] = user.current  # type: ignore[attr-defined]
    postings = list(postings)
    return StaffRow(user, postings, _state(user, postings, on))


def _state(user: User, postings: list[Posting], on: date) -> str:
    if not user.is_active:
        return "closed"
    if not user.last_login and not user.has_usable_password():
        return "invited"
    serves = user.is_workshop_admin or user.is_portal_admin or any(posting.starts <= on for posting in postings)
    return "in" if serves else "out"
