"""Lists of people from files: read and judged first, kept for a second look, saved on confirmation only."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.actions.registering import PersonFacts, lock_workshop, register_all
from events.actions.seating import seats_may_be_free
from events.models import CheckIn, ImportPreview, Registration, Workshop
from events.models.registration import LIVE
from events.rules.import_rows import Line, Standing, judged, line_of, linked
from networks.access import networks_announced
from networks.models import Membership, Network, Province
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.spreadsheets.people import PeopleList
from pacc.thai.collation import search_key

# Long enough to look a list through, short enough that a forgotten one does not lie about.
KEPT_FOR = timedelta(hours=2)
# Of the lines that hold no person, so many are kept to be shown.
_PASSED_OVER_SHOWN = 200
_HEADINGS_SHOWN = 60
_BANGKOK = {"กทม": "10", "กรุงเทพ": "10", "กรุงเทพฯ": "10"}  # as it is written most


@transaction.atomic(durable=True)
def prepare_import(workshop: Workshop, found: PeopleList, *, file_name: str, by: User) -> ImportPreview:
    """Judge every line and keep the list for its bringer; one that she brought before is forgotten.

    Raises DomainError where there is nobody in it.
    """
    if not access.may_change(by, workshop):
        raise PermissionDenied
    if not access.may_register(by, workshop):
        raise DomainError(_("The workshop was cancelled"))
    if not found.people:
        raise DomainError(_("Nobody was found in this file. Above the names a heading must stand, such as “ชื่อ-สกุล”"))
    access.import_previews_of(by, workshop).filter(saved_at=None).delete()
    lines = judged(found.people, provinces=_provinces(), networks=_networks(), registered=_registered(workshop))
    lines = linked(lines, _members({line.phone for line in lines if line.phone}))
    passed_over = [[line.sheet, line.row, line.text] for line in found.passed_over[:_PASSED_OVER_SHOWN]]
    return ImportPreview.objects.create(
        workshop=workshop,
        by=by,
        file_name=file_name[:120],
        rows=[line.as_json for line in lines],
        notes={
            "passed_over": passed_over,
            "without_headings": found.without_headings,
            "headings": [[heading, column or ""] for heading, column in found.headings.items()][:_HEADINGS_SHOWN],
        },
        expires_at=timezone.now() + KEPT_FOR,
    )


def _registered(workshop: Workshop) -> list[tuple[str, str]]:
    people = workshop.registrations.filter(state__in=LIVE)
    return list(people.values_list("search_key", "phone"))


def _provinces() -> dict[str, str]:
    """Code by name, in both languages."""
    keys = dict(_BANGKOK)
    for province in Province.objects.all():
        for name in (province.name_th, province.name_en):
            keys[search_key(name, ignore_titles=False)] = province.code
    return keys


def _networks() -> dict[str, int]:
    """Id by name; names that two networks share lead to none."""
    rows = list(networks_announced().values_list("search_key", "pk"))
    bearers = Counter(key for key, _pk in rows)
    return {key: pk for key, pk in rows if bearers[key] == 1}


def _members(phones: Collection[str]) -> dict[tuple[str, str], int]:
    """Network by search key and telephone number, of the members with one of these numbers. One query."""
    approved = Membership.objects.filter(
        phone__in=phones, state=Membership.State.APPROVED, network__is_active=True
    ).order_by("-pk")
    return {(key, phone): network for key, phone, network in approved.values_list("search_key", "phone", "network")}


def lines_of(preview: ImportPreview) -> list[Line]:
    """What was read, in the order of the file; nothing once it was saved."""
    return [line_of(stored) for stored in preview.rows]


@transaction.atomic(durable=True)
def save_import(preview: ImportPreview, *, alike_too: Collection[int], by: User) -> ImportPreview:
    """Register the new people of the list, and those of `alike_too` (places in the list) whose name is known already.

    A second time changes nothing. Raises DomainError where places are too few, and where the list was kept too long.
    """
    workshop = lock_workshop(preview.workshop, by)
    kept = access.import_previews_of(by, workshop).select_for_update(of=("self",)).filter(pk=preview.pk).first()
    if kept is None or (kept.saved_at is None and kept.expires_at <= timezone.now()):
        raise DomainError(_("The list was kept for two hours and is gone. Bring the file again"))
    if kept.saved_at is not None:
        return kept
    chosen = [
        line
        for place, line in enumerate(lines_of(kept))
        if line.standing is Standing.NEW or (line.standing is Standing.ALIKE and place in alike_too)
    ]
    kept.added = len(register_all(workshop, _facts(chosen), imported=kept))
    kept.rows, kept.notes, kept.saved_at = [], {}, timezone.now()
    kept.save(update_fields=["rows", "notes", "saved_at", "added"])
    record("registration.imported", by=by, workshop_id=workshop.pk, people=kept.added)
    return kept


def _facts(lines: list[Line]) -> list[PersonFacts]:
    provinces = Province.objects.in_bulk({line.province for line in lines if line.province})
    networks = Network.objects.in_bulk({line.network for line in lines if line.network})
    return [
        PersonFacts(
            name=line.name,
            title=line.title,
            phone=line.phone,
            email=line.email,
            organisation=line.organisation,
            province=provinces.get(line.province),
            network=networks.get(line.network) if line.network else None,
        )
        for line in lines
    ]


@transaction.atomic(durable=True)
def drop_import(preview: ImportPreview, *, by: User) -> None:
    """Forget a list that was not saved; a second time does nothing."""
    access.import_previews_of(by, preview.workshop).filter(pk=preview.pk, saved_at=None).delete()


@transaction.atomic(durable=True)
def undo_import(saved: ImportPreview, *, by: User) -> tuple[int, int]:
    """Cancel the registrations that came with this list: (how many, how many stay because they were marked as present).

    A second time finds nobody left. Bringing the file again registers them anew.
    """
    workshop = lock_workshop(saved.workshop, by)
    people = workshop.registrations.filter(imported=saved, state=Registration.State.REGISTERED)
    # The lock on each person keeps a mark of attendance from slipping in between.
    ids = list(people.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    present = set(CheckIn.objects.filter(registration__in=ids).values_list("registration_id", flat=True))
    cancelled = Registration.objects.filter(pk__in=set(ids) - present).update(state=Registration.State.CANCELLED)
    if cancelled:
        seats_may_be_free(workshop)
        enqueue("events.tell_people", workshop_id=workshop.pk)
        record("registration.import_undone", by=by, workshop_id=workshop.pk, people=cancelled)
    return cancelled, len(present)


def sweep_previews(*, now: datetime | None = None) -> int:
    """Forget the lists that nobody confirmed in time, and say how many. May run twice and anywhere."""
    gone, _each = ImportPreview.objects.filter(saved_at=None, expires_at__lte=now or timezone.now()).delete()
    return gone
