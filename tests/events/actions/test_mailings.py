"""Letters to many: to whom they go, that each goes once, and what stops them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events.actions.letters import want_no_letters
from events.actions.mailings import (
    MailingWords,
    change_mailing,
    plan_mailing,
    send_mailing,
    stop_mailing,
    usual_words,
    write_mailing,
)
from events.actions.workshops import WorkshopFacts, change_workshop, move_workshop
from events.models import Mailing, MailingLine, Party, Registration, Workshop
from events.queries.mailings import digest_of, letter_for, reader_of, some_reader
from events.queries.workshops import with_places
from events.rules.letter_words import unknown_places
from events.workflow import Move, State
from pacc.errors import DomainError
from pacc.notify.models import Message
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from tests.factories.events import a_workshop, present, some_people
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

WORDS = MailingWords("ถึง {ชื่อ}", "เรียน {ชื่อ}\n{ลิงก์}\n", people="state=registered")


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "สมปอง ใจดี")
    for person in workshop.registrations.all():
        Registration.objects.filter(pk=person.pk).update(email=f"p{person.pk}@a.test")
    return with_places(Workshop.objects.all()).get()


def written(workshop, admin, words=WORDS, kind="reminder"):
    return plan_mailing(write_mailing(workshop, kind, words, by=admin), at=None, by=admin)


def letters():
    """Address and subject of all that was promised, opened by the worker that sends it."""
    mail.outbox.clear()
    for job in Job.objects.filter(name="notify.send_letter").order_by("pk"):
        run_job(job.pk)
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def test_each_reader_gets_each_letter_once(workshop, admin):
    mailing = written(workshop, admin)
    assert send_mailing(mailing.pk) == 3
    assert send_mailing(mailing.pk) == 0
    assert [subject for _address, subject in letters()] == ["ถึง สมชาย ใจดี", "ถึง สมหญิง ใจดี", "ถึง สมปอง ใจดี"]
    mailing.refresh_from_db()
    assert mailing.state == "sent"


def test_killed_half_way_it_goes_on_where_it_was(workshop, admin):
    mailing = written(workshop, admin)
    send_mailing(mailing.pk)
    Mailing.objects.update(state="sending")
    MailingLine.objects.last().delete()  # as if its transaction had not committed
    assert send_mailing(mailing.pk) == 1
    assert Mailing.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_to_nobody_twice(workshop, admin):
    mailing = written(workshop, admin)
    sent = at_once(lambda: send_mailing(mailing.pk), lambda: send_mailing(mailing.pk))
    assert sum(sent) == 3
    assert Message.objects.exclude(sealed=b"").count() == 3


def test_who_is_absent_is_asked_at_the_moment_of_sending(workshop, admin):
    half_day = workshop.half_days.first()
    words = MailingWords("ขาด", "เรียน {ชื่อ}", people=f"state=registered&came=out-{half_day.pk}")
    mailing = written(workshop, admin, words)
    present(half_day, workshop.registrations.get(name="สมชาย ใจดี"), by=admin)
    assert send_mailing(mailing.pk) == 2


def test_filter_of_a_half_day_that_was_dropped_writes_to_nobody(workshop, admin):
    half_day = workshop.half_days.last()
    mailing = written(workshop, admin, MailingWords("ก", "ข", people=f"state=registered&came=in-{half_day.pk}"))
    half_day.delete()
    assert send_mailing(mailing.pk) == 0
    assert Mailing.objects.get().state == "stopped"
    assert not MailingLine.objects.exists()


def test_planned_letter_waits_and_can_be_stopped(workshop, admin):
    mailing = write_mailing(workshop, "reminder", WORDS, by=admin)
    at = timezone.now() + timedelta(hours=3)
    plan_mailing(mailing, at=at, by=admin)
    assert Job.objects.get(name="events.send_mailing").due_at == at
    assert send_mailing(mailing.pk) == 0
    stop_mailing(mailing, by=admin)
    assert send_mailing(mailing.pk, now=at) == 0
    plan_mailing(mailing, at=at + timedelta(hours=1), by=admin)
    assert send_mailing(mailing.pk, now=at) == 0  # the first promise comes too early now
    assert send_mailing(mailing.pk, now=at + timedelta(hours=1)) == 3
    with pytest.raises(DomainError):
        plan_mailing(mailing, at=None, by=admin)
    with pytest.raises(DomainError):
        change_mailing(mailing, WORDS, seen_version=1, by=admin)


def test_time_that_is_over_is_refused(workshop, admin):
    mailing = write_mailing(workshop, "reminder", WORDS, by=admin)
    with pytest.raises(DomainError, match="ผ่านไปแล้ว"):
        plan_mailing(mailing, at=timezone.now() - timedelta(minutes=1), by=admin)


def test_changed_letter_is_planned_anew(workshop, admin):
    mailing = written(workshop, admin)
    changed = change_mailing(mailing, WORDS, seen_version=1, by=admin)
    assert (changed.state, changed.version) == ("draft", 2)
    assert send_mailing(mailing.pk) == 0
    with pytest.raises(DomainError, match="ผู้อื่นแก้ไข"):
        change_mailing(mailing, WORDS, seen_version=1, by=admin)


@pytest.mark.parametrize(("kind", "count"), [("reminder", 2), ("thanks", 2), ("change", 3), ("cancelled", 3)])
def test_whoever_wants_no_letters_is_told_of_changes_alone(workshop, admin, kind, count):
    person = workshop.registrations.first()
    want_no_letters(digest_of(person.email.upper()))
    assert send_mailing(written(workshop, admin, kind=kind).pk) == count
    assert MailingLine.objects.filter(outcome="refused").count() == 3 - count


def test_letter_carries_the_way_to_end_it(workshop, admin):
    send_mailing(written(workshop, admin).pk)
    letters()
    letter = mail.outbox[0]
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in letter.body and letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    send_mailing(written(workshop, admin, kind="change").pk)
    letters()
    assert all("List-Unsubscribe" not in letter.extra_headers for letter in mail.outbox)


def test_coordinator_gets_one_letter_for_those_without_an_address(workshop, admin):
    party = Party.objects.create(workshop=workshop, name="กลุ่มสุรินทร์", contact_name="ผู้พา", email="lead@a.test")
    first, second, third = workshop.registrations.order_by("pk")
    Registration.objects.filter(pk__in=[first.pk, second.pk]).update(party=party, email="")
    Registration.objects.filter(pk=third.pk).update(email="")
    send_mailing(written(workshop, admin).pk)
    assert letters() == [("lead@a.test", "ถึง ผู้พา")]
    assert MailingLine.objects.filter(outcome="no_address").get().registration == third


def test_invitation_goes_to_the_addresses_that_were_typed(workshop, admin):
    words = MailingWords("เชิญ {งาน}", "เรียน {ชื่อ}\n{ลิงก์}", addresses="a@a.test\nb@a.test")
    Workshop.objects.update(audience="invited")
    mailing = written(workshop, admin, words, kind="invitation")
    assert send_mailing(mailing.pk) == 2
    assert [address for address, _subject in letters()] == ["a@a.test", "b@a.test"]
    assert "?invitation=" in mail.outbox[0].body
    assert "เรียน" not in mail.outbox[0].body  # nobody's name is known


def test_letter_is_written_in_the_readers_language(workshop, admin):
    Registration.objects.filter(name="สมชาย ใจดี").update(language="en")
    mailing = write_mailing(workshop, "reminder", usual_words("reminder"), by=admin)
    mailing.workshop = workshop
    english = letter_for(mailing, reader_of(workshop.registrations.get(name="สมชาย ใจดี")), survey="")
    assert "24 May 2027" in english[1].replace("\xa0", " ") and "Map:" not in english[1]
    thai = letter_for(mailing, some_reader(mailing, 1), survey="")
    assert "24 พฤษภาคม 2570" in thai[1].replace("\xa0", " ") and "{" not in thai[1]


@pytest.mark.parametrize("kind", Mailing.Kind.values)
def test_usual_words_have_no_unknown_place(kind):
    words = usual_words(kind, note="เหตุผล & <ฝนตก>")
    assert not unknown_places(words.subject + words.body + words.subject_en + words.body_en)
    if kind in {"change", "cancelled"}:
        assert "เหตุผล & <ฝนตก>" in words.body and "เหตุผล & <ฝนตก>" in words.body_en


def test_cancelling_tells_everybody_who_has_not_left(workshop, admin):
    Registration.objects.filter(name="สมปอง ใจดี").update(state="cancelled")
    move_workshop(workshop, Move.CANCEL, by=admin, note="ฝนตกหนัก")
    send_mailing(Mailing.objects.get().pk)
    assert len(letters()) == 2
    assert all("ฝนตกหนัก" in letter.body for letter in mail.outbox)


def test_cancelling_a_draft_tells_nobody(workshop, admin):
    Workshop.objects.update(state="draft", opened_on=None)
    move_workshop(workshop, Move.CANCEL, by=admin)
    assert not Mailing.objects.exists()


@pytest.mark.parametrize(("changed", "count"), [({"venue": "ห้องใหม่"}, 1), ({"about": "แก้คำผิด"}, 0)])
def test_change_is_told_where_day_or_place_change(workshop, admin, changed, count):
    facts = {name: getattr(workshop, name) for name in WorkshopFacts.__dataclass_fields__}
    change_workshop(workshop, WorkshopFacts(**facts | changed), seen_version=1, by=admin, tell=True)
    assert Mailing.objects.count() == count
    for mailing in Mailing.objects.all():
        assert send_mailing(mailing.pk) == 3
        letters()
        assert "ห้องใหม่" in mail.outbox[0].body
