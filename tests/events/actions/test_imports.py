"""A list from a file: judged, kept for a second look, saved once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from events.actions.imports import (
    drop_import,
    lines_of,
    prepare_import,
    save_import,
    sweep_previews,
    undo_import,
)
from events.models import CheckIn, ImportPreview, Registration
from events.tasks import sweep_previews as task
from events.workflow import State
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.spreadsheets.people import PeopleList, PersonRow
from tests.factories.events import a_workshop, present, some_people
from tests.factories.networks import NetworkFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin)


def people_list(*names, **given):
    return PeopleList([PersonRow("แผ่น1", row, name, **given) for row, name in enumerate(names, start=4)])


def prepared(workshop, admin, *names, **given):
    return prepare_import(workshop, people_list(*names, **given), file_name="รายชื่อ.xlsx", by=admin)


def test_prepare_registers_nobody(workshop, admin):
    network = NetworkFactory(name="เครือข่ายหนองบัว")
    preview = prepared(workshop, admin, "นายสมชาย ใจดี", network="เครือข่ายหนองบัว", province="จังหวัดสุรินทร์")
    (line,) = lines_of(preview)
    assert (line.name, line.network, line.province) == ("สมชาย ใจดี", network.pk, "32")
    assert not Registration.objects.exists()


def test_save_registers_the_new_and_forgets_the_list(workshop, admin):
    some_people(workshop, admin, "สมหญิง ใจดี")
    preview = prepared(workshop, admin, "นายสมชาย ใจดี", "สมหญิง ใจดี", "...")
    saved = save_import(preview, alike_too=(), by=admin)
    assert saved.added == 1
    saved.refresh_from_db()
    assert (saved.rows, saved.notes) == ([], {})
    added = Registration.objects.get(imported=saved)
    assert (added.title, added.name, added.source) == ("นาย", "สมชาย ใจดี", "import")
    entry = Entry.objects.get(what="registration.imported")
    assert entry.detail == {"workshop_id": workshop.pk, "people": 1}


def test_alike_are_added_on_request_only(workshop, admin):
    some_people(workshop, admin, "สมชาย ใจดี")
    preview = prepared(workshop, admin, "สมชาย ใจดี", phone="0812345678")
    assert save_import(preview, alike_too=(), by=admin).added == 0
    preview = prepared(workshop, admin, "สมชาย ใจดี", phone="0812345678")
    assert save_import(preview, alike_too={0}, by=admin).added == 1


def test_same_file_again_adds_nobody(workshop, admin):
    for added in (2, 0):
        preview = prepared(workshop, admin, "นายสมชาย ใจดี", "สมหญิง ใจดี")
        assert save_import(preview, alike_too=(), by=admin).added == added
    assert Registration.objects.count() == 2


def test_saving_twice_changes_nothing(workshop, admin):
    preview = prepared(workshop, admin, "สมชาย ใจดี")
    save_import(preview, alike_too=(), by=admin)
    assert save_import(preview, alike_too={0}, by=admin).added == 1
    assert Registration.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_register_once(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin)
    preview = prepared(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")
    answers = at_once(*[lambda: save_import(preview, alike_too=(), by=admin).added] * 2)
    assert answers == [2, 2]
    assert Registration.objects.count() == 2


def test_too_few_places_register_nobody(admin):
    workshop = a_workshop(admin, capacity=1)
    preview = prepared(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")
    with pytest.raises(DomainError):
        save_import(preview, alike_too=(), by=admin)
    preview.refresh_from_db()
    assert preview.saved_at is None
    assert len(preview.rows) == 2
    assert not Registration.objects.exists()


def test_list_of_nobody_is_refused(workshop, admin):
    with pytest.raises(DomainError):
        prepare_import(workshop, PeopleList(), file_name="x", by=admin)
    assert not ImportPreview.objects.exists()


def test_a_second_file_takes_the_place_of_the_first(workshop, admin):
    first = prepared(workshop, admin, "สมชาย ใจดี")
    save_import(first, alike_too=(), by=admin)
    prepared(workshop, admin, "ก ก")
    last = prepared(workshop, admin, "ข ข")
    assert set(ImportPreview.objects.values_list("pk", flat=True)) == {first.pk, last.pk}


def test_old_list_is_gone(workshop, admin):
    preview = prepared(workshop, admin, "สมชาย ใจดี")
    ImportPreview.objects.update(expires_at=timezone.now())
    with pytest.raises(DomainError):
        save_import(preview, alike_too=(), by=admin)
    assert not Registration.objects.exists()


def test_dropped_list_is_gone_and_a_saved_one_stays(workshop, admin):
    preview = prepared(workshop, admin, "สมชาย ใจดี")
    drop_import(preview, by=admin)
    drop_import(preview, by=admin)
    assert not ImportPreview.objects.exists()
    saved = save_import(prepared(workshop, admin, "สมชาย ใจดี"), alike_too=(), by=admin)
    drop_import(saved, by=admin)
    assert ImportPreview.objects.exists()


def test_sweep_forgets_what_nobody_confirmed(workshop, admin):
    saved = save_import(prepared(workshop, admin, "สมชาย ใจดี"), alike_too=(), by=admin)
    prepared(workshop, admin, "สมหญิง ใจดี")
    assert sweep_previews() == 0
    assert sweep_previews(now=timezone.now() + timedelta(hours=2)) == 1
    task()
    assert ImportPreview.objects.get() == saved


@pytest.mark.parametrize("who", ["officer", "portal_admin"])
def test_others_are_refused(workshop, people, who):
    user = getattr(people, who)
    with pytest.raises(PermissionDenied):
        prepared(workshop, user, "สมชาย ใจดี")
    preview = prepared(workshop, people.workshop_admin, "สมชาย ใจดี")
    with pytest.raises(PermissionDenied):
        save_import(preview, alike_too=(), by=user)
    drop_import(preview, by=user)
    assert ImportPreview.objects.filter(pk=preview.pk).exists()


def test_cancelled_workshop_takes_no_list(admin):
    workshop = a_workshop(admin, state=State.CANCELLED)
    with pytest.raises(DomainError):
        prepared(workshop, admin, "สมชาย ใจดี")


def test_saved_list_is_taken_back_but_for_who_came(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    some_people(workshop, admin, "คน อื่น")
    saved = save_import(prepared(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "บุญมี ศรีสุข"), alike_too=(), by=admin)
    came = saved.registrations.get(name="สมหญิง ใจดี")
    present(workshop.half_days.first(), came, by=admin)
    assert undo_import(saved, by=admin) == (2, 1)
    left = workshop.registrations.filter(state=Registration.State.REGISTERED)
    assert set(left.values_list("name", flat=True)) == {"คน อื่น", "สมหญิง ใจดี"}
    assert Entry.objects.get(what="registration.import_undone").detail == {"workshop_id": workshop.pk, "people": 2}
    assert undo_import(saved, by=admin) == (0, 1)
    assert Entry.objects.filter(what="registration.import_undone").count() == 1


def test_file_brought_again_after_taking_back_registers_anew(workshop, admin):
    undo_import(save_import(prepared(workshop, admin, "สมชาย ใจดี"), alike_too=(), by=admin), by=admin)
    assert save_import(prepared(workshop, admin, "สมชาย ใจดี"), alike_too=(), by=admin).added == 1


@pytest.mark.parametrize("who", ["officer", "portal_admin"])
def test_others_take_no_list_back(workshop, people, who):
    admin = people.workshop_admin
    saved = save_import(prepared(workshop, admin, "สมชาย ใจดี"), alike_too=(), by=admin)
    with pytest.raises(PermissionDenied):
        undo_import(saved, by=getattr(people, who))
    assert workshop.registrations.get().state == Registration.State.REGISTERED


@pytest.mark.django_db(transaction=True)
def test_mark_and_taking_back_at_once_leave_nobody_present_without_a_place(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN)
    saved = save_import(prepared(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี"), alike_too=(), by=admin)
    everybody = list(saved.registrations.all())
    morning = workshop.half_days.first()
    at_once(lambda: present(morning, *everybody, by=admin), lambda: undo_import(saved, by=admin))
    marked = CheckIn.objects.filter(registration__state=Registration.State.CANCELLED)
    assert not marked.exists()
