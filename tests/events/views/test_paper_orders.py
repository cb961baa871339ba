"""Papers of more people than one waits for: ordered, made by a worker, kept sealed, given to whoever asked."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.actions.paper_orders import (
    KEPT,
    Wanted,
    keep_paper,
    note_progress,
    order_paper,
    order_to_make,
    sweep_paper_orders,
)
from events.models import PaperOrder
from events.tasks import make_paper
from events.workflow import State
from pacc.ledger.models import Entry
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.vault.errors import CannotOpen
from tests.factories.accounts import StaffFactory
from tests.factories.events import a_workshop, present, some_people
from tests.people import new_client, sign_in
from tests.reading import said
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

MANY = 201


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN, capacity=500)
    some_people(workshop, admin, *[f"คนที่ {number}" for number in range(MANY)])
    return workshop


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/papers/"


@pytest.fixture
def order(workshop, admin):
    return order_paper(workshop, Wanted("badges", 10), people=MANY, by=admin)


def page_of(address, order):
    return f"{address}orders/{order.pk}/"


def work():
    """As a worker of the desk does, until nothing waits."""
    for job in Job.objects.filter(name="events.make_paper").order_by("pk"):
        assert run_job(job.pk)


def test_long_paper_is_asked_for_watched_and_taken(thai, browser, address, workshop):
    asked = browser.get(f"{address}badges.pdf?on=10")
    assert "201 คน" in said(asked) and not PaperOrder.objects.exists()
    sent = browser.post(f"{address}orders/new/", {"paper": "badges", "on_a_sheet": "10", "kind": ""})
    order = PaperOrder.objects.get()
    assert sent["Location"] == page_of(address, order)
    waits = said(browser.get(page_of(address, order)))
    assert 'http-equiv="refresh"' in waits and "รอคิวจัดทำ" in waits
    assert browser.get(f"{page_of(address, order)}file.pdf").status_code == 404
    work()
    assert browser.get(f"{page_of(address, order)}state/").json()["over"]
    ready = said(browser.get(page_of(address, order)))
    assert "พร้อมแล้ว" in ready and "refresh" not in ready
    taken = browser.get(f"{page_of(address, order)}file.pdf")
    assert len(pikepdf.open(BytesIO(taken.content)).pages) == 21
    assert Entry.objects.filter(what="registration.list_taken").count() == 1
    assert "พร้อมแล้ว" in said(browser.get(address))


def test_progress_is_seen_while_the_paper_is_made(thai, browser, address, order):
    note_progress(order, 150)
    page = said(browser.get(page_of(address, order)))
    assert "150 จาก 201 คน" in page and 'max="201" value="150"' in page
    assert browser.get(f"{page_of(address, order)}state/").json() == {
        "done": 150, "said": "เสร็จแล้ว 150 จาก 201 คน", "over": False,
    }  # fmt: skip
    note_progress(order, MANY)
    assert "ประกอบหน้าเอกสาร" in said(browser.get(page_of(address, order)))


def test_short_paper_is_given_at_once(browser, admin):
    short = a_workshop(admin, state=State.OPEN, title="เล็ก")
    some_people(short, admin)
    address = f"/workshops/{short.pk}/papers/"
    assert browser.get(f"{address}badges.pdf").content.startswith(b"%PDF")
    browser.post(f"{address}orders/new/", {"paper": "badges"})
    assert not PaperOrder.objects.exists()


@pytest.mark.parametrize("paper", ["signs", "allowances", "certificates"])
def test_every_paper_can_be_ordered(workshop, admin, paper):
    for half_day in workshop.half_days.all():
        present(half_day, *workshop.registrations.all()[:3], by=admin)
    order = order_paper(workshop, Wanted(paper), people=MANY, by=admin)
    work()
    order.refresh_from_db()
    assert order.made_at is not None


def test_file_lies_sealed_and_is_of_this_order_alone(workshop, admin, browser, address, order):
    work()
    order.refresh_from_db()
    assert b"%PDF" not in bytes(order.sealed)
    other = order_paper(workshop, Wanted("signs"), people=MANY, by=admin)
    PaperOrder.objects.filter(pk=other.pk).update(
        sealed=order.sealed, key_id=order.key_id, wrapped_key=order.wrapped_key, made_at=timezone.now()
    )
    with pytest.raises(CannotOpen):
        browser.get(f"{page_of(address, other)}file.pdf")


def test_another_admin_gets_neither_page_nor_file(desk, address, order):
    work()
    other = sign_in(new_client(), StaffFactory(is_workshop_admin=True))
    assert other.get(page_of(address, order)).status_code == 404
    assert other.get(f"{page_of(address, order)}file.pdf").status_code == 404
    assert other.get(f"{page_of(address, order)}state/").status_code == 404
    assert "badges" not in str(other.get(address).context["orders"])


def test_order_of_another_workshop_is_not_found_under_this_one(browser, admin, order):
    elsewhere = a_workshop(admin, title="อื่น")
    assert browser.get(f"/workshops/{elsewhere.pk}/papers/orders/{order.pk}/").status_code == 404


def test_same_order_twice_is_made_once(workshop, admin, order):
    assert order_paper(workshop, Wanted("badges", 10), people=MANY, by=admin) == order
    assert order_paper(workshop, Wanted("badges", 8), people=MANY, by=admin) != order
    assert Job.objects.filter(name="events.make_paper").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_order(workshop, admin):
    made = at_once(*[lambda: order_paper(workshop, Wanted("badges", 8), people=MANY, by=admin)] * 3)
    assert len({order.pk for order in made}) == 1
    assert Job.objects.filter(name="events.make_paper").count() == 1


def test_paper_ordered_anew_takes_the_place_of_the_old_one(workshop, admin, order):
    work()
    again = order_paper(workshop, Wanted("badges", 10), people=MANY, by=admin)
    assert list(PaperOrder.objects.all()) == [again]
    assert again != order and again.made_at is None


def test_worker_that_was_killed_half_way_is_followed_by_another(order):
    note_progress(order, 100)
    Job.objects.update(claimed_until=timezone.now() - timedelta(seconds=1), attempts=1)
    work()
    order.refresh_from_db()
    assert order.made_at is not None and order.done == MANY


def test_job_that_runs_twice_keeps_the_first_file(order):
    slow = order_to_make(order.pk)
    make_paper(str(order.pk))
    first = bytes(PaperOrder.objects.get().sealed)
    keep_paper(slow, b"%PDF late")
    make_paper(str(order.pk))
    assert bytes(PaperOrder.objects.get().sealed) == first


def test_nothing_is_made_for_whoever_may_no_longer_have_it(admin, order):
    admin.is_workshop_admin = False
    admin.save()
    work()
    assert not PaperOrder.objects.exists()


def test_files_are_gone_when_their_hours_are_over(browser, address, order):
    work()
    assert sweep_paper_orders(now=order.ordered_at + KEPT - timedelta(minutes=1)) == 0
    PaperOrder.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert browser.get(page_of(address, order)).status_code == 404
    assert sweep_paper_orders() == 1
    make_paper(str(order.pk))
    assert not PaperOrder.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"paper": "x"}, {"paper": "badges", "on_a_sheet": "x"}, {"paper": "signs", "kind": "\x00"}]
)
def test_order_of_no_paper_is_turned_away_in_words(thai, browser, address, sent):
    assert "ไม่มีเอกสารนี้" in said(browser.post(f"{address}orders/new/", sent, follow=True))
    assert not PaperOrder.objects.exists()


def test_order_that_takes_too_long_says_so(thai, browser, address, order):
    PaperOrder.objects.update(ordered_at=timezone.now() - timedelta(minutes=6))
    assert "นานกว่าปกติ" in said(browser.get(page_of(address, order)))


def test_order_is_made_whole_or_not_at_all(order):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperOrder.objects.update(made_at=timezone.now())


@pytest.mark.parametrize("item_count", [1, 4])
def test_pages_ask_the_same_number_of_times(browser, address, workshop, admin, item_count, django_assert_num_queries):
    for kind in ["", "speaker", "staff", "guest"][:item_count]:
        order = order_paper(workshop, Wanted("signs", kind=kind), people=MANY, by=admin)
    with django_assert_num_queries(5):
        assert browser.get(page_of(address, order)).status_code == 200
    with django_assert_num_queries(7):
        assert browser.get(address).status_code == 200
