"""What people are paid for coming: the desk's pages, the sums, and the evidence that they sign."""

from decimal import Decimal
from html import unescape
from io import BytesIO

import pikepdf
import pytest

from events.documents.allowances import allowance_sheet
from events.documents.table_signs import table_signs
from events.models import AllowanceRates, TravelCost, Workshop
from events.queries.allowances import line_of, paid_people, rates_of
from events.queries.people import people_of
from events.queries.workshops import with_places
from events.rules.allowances import Pay
from events.workflow import State
from tests.bad_input import assert_refused
from tests.events.documents.test_badges_and_certificates import fonts_of, pictures_of, text_of
from tests.factories.events import A_DAY, a_workshop, present, some_people

pytestmark = pytest.mark.django_db

RATES = {"version": "0", "a_day": "๒๔๐", "travel": "1,250.50", "payer": "นางสาวผู้จ่าย เงินตรง", "payer_position": ""}


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN, ends_on=A_DAY.replace(day=25))
    first, second, _third = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "สมปอง ไม่มา")
    morning, afternoon, next_morning, _last = workshop.half_days.all()
    present(morning, first, second, by=admin)
    present(afternoon, first, by=admin)
    present(next_morning, first, by=admin)
    return with_places(Workshop.objects.all()).get()


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/papers/allowances"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "")


def lines_of(workshop):
    rates = rates_of(workshop)
    return [line_of(person, rates) for person in paid_people(workshop).order_by("sort_key")]


def test_days_are_counted_and_whoever_did_not_come_is_paid_nothing(workshop):
    AllowanceRates.objects.create(workshop=workshop, a_day=240, travel=100)
    assert [(line.person.name, line.pay.days, line.pay.total) for line in lines_of(workshop)] == [
        ("สมชาย ใจดี", 2, Decimal(580)), ("สมหญิง ใจดี", 1, Decimal(340)),
    ]  # fmt: skip
    assert Pay(0, Decimal(240), Decimal(100)).total == 0


def test_rates_and_travel_are_written(browser, address, workshop):
    assert browser.post(f"{address}/rates/", RATES).status_code == 302
    first, second = workshop.registrations.order_by("pk")[:2]
    browser.post(f"{address}/", {f"travel_{first.pk}": "๓๐๐", f"travel_{second.pk}": ""})
    assert TravelCost.objects.get().amount == 300
    page = said(browser.get(f"{address}/"))
    assert "780.00" in page and "1,490.50" in page
    browser.post(f"{address}/", {f"travel_{first.pk}": "", f"travel_{second.pk}": ""})
    assert not TravelCost.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"a_day": "-1"}, "a_day"),
        ({"a_day": ""}, "a_day"),
        ({"travel": "สองร้อย"}, "travel"),
        ({"travel": "1e9"}, "travel"),
    ],
)
def test_rates_that_cannot_be_are_refused(browser, address, changed, field):
    response = browser.post(f"{address}/rates/", {**RATES, **changed})
    if changed != {"a_day": ""}:
        assert_refused(response, field)
        assert not AllowanceRates.objects.exists()


def test_travel_that_cannot_be_is_refused_and_kept(browser, address, workshop):
    first, second = workshop.registrations.order_by("pk")[:2]
    response = browser.post(f"{address}/", {f"travel_{first.pk}": "แพง", f"travel_{second.pk}": "20"})
    assert response.status_code == 422
    assert 'value="แพง"' in said(response)
    assert not TravelCost.objects.exists()


def test_people_of_another_workshop_are_left_alone(browser, address, workshop, admin):
    stranger = some_people(a_workshop(admin, title="อื่น"), admin, "คนอื่น ที่อื่น")[0]
    browser.post(f"{address}/", {f"travel_{stranger.pk}": "99"})
    assert not TravelCost.objects.exists()


def test_second_of_two_admins_sees_what_the_first_wrote(browser, address):
    browser.post(f"{address}/rates/", {**RATES, "payer": "คนแรก"})
    response = browser.post(f"{address}/rates/", {**RATES, "payer": "คนที่สอง"})
    assert response.status_code == 422 and "คนแรก" in said(response)


def test_evidence_has_a_total_a_page_and_the_whole_in_words(workshop, admin, tmp_path):
    AllowanceRates.objects.create(workshop=workshop, a_day=240, travel=100, payer="นางสาวผู้จ่าย เงินตรง")
    more = some_people(workshop, admin, *[f"คนที่ {number}" for number in range(19)], "ก" * 100, organisation="ข" * 150)
    present(workshop.half_days.first(), *more, by=admin)
    made = allowance_sheet(workshop, rates_of(workshop), lines_of(workshop))
    assert len(pikepdf.open(BytesIO(made)).pages) == 2
    words = text_of(made)
    assert words.count("รวมหน้านี้") == 2
    # 580 for two days, 21 times 340
    assert "7,720.00" in words and "เจ็ดพันเจ็ดร้อยยี่สิบบาทถ้วน" in words
    assert all(font.startswith("Sarabun") for font in fonts_of(made, tmp_path))
    pictures_of(made, tmp_path, dpi=70)


def test_nobody_came_and_the_sheet_is_empty(workshop):
    assert "ศูนย์บาทถ้วน" in text_of(allowance_sheet(workshop, rates_of(workshop), []))


def test_files_are_taken(browser, address, workshop):
    for asked in ("", "?look=1"):
        assert browser.get(f"{address}.pdf{asked}")["Content-Type"] == "application/pdf"
        signs = browser.get(f"/workshops/{workshop.pk}/papers/table-signs.pdf{asked}")
        assert len(pikepdf.open(BytesIO(signs.content)).pages) == (1 if asked else 3)
    speakers = browser.get(f"/workshops/{workshop.pk}/papers/table-signs.pdf?kind=speaker")
    assert "สมชาย" not in text_of(speakers.content)


def test_signs_are_read_from_both_sides(workshop, admin, tmp_path):
    some_people(workshop, admin, "ยาวมากกกกก " + "นามสกุลยาวมาก" * 5, organisation="สำนักงานป้องกันและปราบปรามการทุจริต" * 2)
    made = table_signs(list(people_of(workshop).order_by("sort_key")))
    assert len(pikepdf.open(BytesIO(made)).pages) == 4
    assert text_of(made).count("สมชาย ใจดี") >= 1
    pictures_of(made, tmp_path, dpi=40)


@pytest.mark.parametrize("count", [1, 60])
def test_list_costs_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    more = some_people(workshop, admin, *[f"คนที่ {number}" for number in range(count)])
    present(workshop.half_days.first(), *more, by=admin)
    # session, person, second factor, workshop, postings (menu), rates, people
    with django_assert_num_queries(6):
        browser.get(f"{address}/")
