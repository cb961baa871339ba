"""The desk's pages of attendance: ticks, marks taken back, the sheet, the Excel file."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import openpyxl
import pytest

from events.actions.workshops import choose_half_days, move_workshop
from events.models import CheckIn, CheckInEvent
from events.workflow import Move, State
from pacc.ledger.models import Entry
from tests.factories.events import A_DAY, a_workshop, present, some_people
from tests.factories.networks import NetworkFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def someone(workshop, admin):
    return some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")


@pytest.fixture
def morning(workshop):
    return workshop.half_days.first()


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/attendance/"


def said(response):
    return response.content.decode().replace("\u2060", "").replace("\u00a0", " ")


def ticks(half_day, *people):
    return {"via": "list", "came": [f"{half_day.pk}-{person.pk}" for person in people]}


def marks():
    return set(CheckIn.objects.values_list("half_day_id", "registration_id"))


def test_ticks_are_added_and_shown(browser, address, workshop, morning, someone):
    afternoon = workshop.half_days.last()
    sent = ticks(morning, *someone)
    sent["came"].append(f"{afternoon.pk}-{someone[0].pk}")
    response = browser.post(address, sent, follow=True)
    assert "ลงชื่อเข้าร่วมเพิ่ม 3 รายการ" in said(response)
    assert marks() == {(morning.pk, someone[0].pk), (morning.pk, someone[1].pk), (afternoon.pk, someone[0].pk)}
    assert said(response).count("มาแล้ว</span>") == 3


def test_second_send_adds_nothing(browser, address, morning, someone):
    browser.post(address, ticks(morning, *someone))
    response = browser.post(address, ticks(morning, *someone), follow=True)
    assert "เพิ่ม 0 รายการ" in said(response)
    assert CheckInEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_mark_once(desk, browser_of, people):
    workshop = a_workshop(people.workshop_admin, state=State.OPEN)
    everybody = some_people(workshop, people.workshop_admin)
    sent = ticks(workshop.half_days.first(), *everybody)
    browsers = [browser_of("workshop_admin"), browser_of("workshop_admin")]
    answers = at_once(
        *[lambda each=each: each.post(f"/workshops/{workshop.pk}/attendance/", sent) for each in browsers]
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert CheckIn.objects.count() == CheckInEvent.objects.count() == 10


def test_whole_page_is_ticked_before_it_is_saved(browser, address, morning, someone):
    response = browser.get(address, {"tick": morning.pk})
    page = said(response)
    assert page.count(" checked") == 2
    assert 'name="via" value="bulk"' in page
    assert marks() == set()
    browser.post(address, {**ticks(morning, *someone), "via": "bulk"})
    assert set(CheckInEvent.objects.values_list("via", flat=True)) == {"bulk"}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"came": ["x"]},
        {"came": ["1"]},
        {"came": ["-"]},
        {"came": ["999999-1"]},
        {"came": ["\x00"]},
        {"via": "x", "came": []},
        {"came": ["{half_day}-x"]},
        {"came": ["{half_day}-99999999999999999999999"]},
    ],
)
def test_bad_ticks_are_refused_in_words(browser, address, morning, someone, sent):
    came = [tick.format(half_day=morning.pk) for tick in sent.get("came", [])]
    response = browser.post(address, {"via": "list", **sent, "came": came})
    assert response.status_code == 422
    assert 'class="errsum"' in response.content.decode()
    assert marks() == set()


def test_people_and_half_days_of_others_are_left_alone(browser, admin, address, morning, someone):
    other = a_workshop(admin, title="อื่น", state=State.OPEN)
    (stranger,) = some_people(other, admin, "คน อื่น")
    browser.post(address, ticks(morning, stranger))
    assert browser.post(address, ticks(other.half_days.first(), someone[0])).status_code == 422
    assert marks() == set()


def test_nobody_is_marked_before_opening_or_after_cancelling(browser, admin, workshop, address, morning, someone):
    move_workshop(workshop, Move.CANCEL, by=admin)
    page = said(browser.get(address))
    assert 'type="checkbox"' not in page
    response = browser.post(address, ticks(morning, *someone))
    assert response.status_code == 422
    assert "ลงไม่ได้เมื่อยกเลิกการประชุม" in said(response)
    assert marks() == set()


def test_each_day_has_its_own_page(browser, admin):
    workshop = a_workshop(admin, state=State.OPEN, starts_on=A_DAY, ends_on=date(2027, 5, 25))
    some_people(workshop, admin, "สมชาย ใจดี")
    choose_half_days(workshop, {(A_DAY, "1"), (date(2027, 5, 25), "2")}, by=admin)
    address = f"/workshops/{workshop.pk}/attendance/"
    for asked, day in (("", A_DAY), ("2027-05-25", date(2027, 5, 25)), ("x", A_DAY), ("2027-05-26", A_DAY)):
        response = browser.get(address, {"day": asked})
        assert [half_day.on for half_day in response.context["half_days"]] == [day]
    second = response.context["workshop"].half_days.last()
    person = workshop.registrations.get()
    response = browser.post(f"{address}?day=2027-05-25", ticks(second, person))
    assert response["Location"] == f"{address}?day=2027-05-25"
    assert marks() == {(second.pk, person.pk)}


def test_search_narrows_and_stays_after_saving(browser, address, morning, someone):
    response = browser.post(f"{address}?{urlencode({'q': 'หญิง'})}", ticks(morning, someone[1]))
    assert "q=" in response["Location"]
    assert [row.person.name for row in browser.get(response["Location"]).context["rows"]] == ["สมหญิง ใจดี"]
    response = browser.get(address, {"came": f"out-{morning.pk}"})
    assert [row.person.name for row in response.context["rows"]] == ["สมชาย ใจดี"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_more(browser, admin, workshop, address, item_count, django_assert_num_queries):
    people = some_people(workshop, admin, *[f"คน {number}" for number in range(item_count)])
    present(workshop.half_days.first(), *people, by=admin)
    # session, person, second factor, workshop, half-days, page, attendance, postings (menu)
    with django_assert_num_queries(7):
        browser.get(address)


def test_mark_is_taken_back_with_a_reason_and_stays_on_record(browser, admin, address, morning, someone):
    person = someone[0]
    present(morning, person, by=admin)
    take_back = f"{address}{morning.pk}/{person.pk}/take-back/"
    assert take_back in said(browser.get(address))
    for bad in ("", " \u200b", "ก" * 201, "\x00"):
        assert browser.post(take_back, {"reason": bad}).status_code == 422
    assert marks() == {(morning.pk, person.pk)}
    response = browser.post(take_back, {"reason": "ลงชื่อผิดคน"}, follow=True)
    assert response.status_code == 200
    assert marks() == set()
    assert list(CheckInEvent.objects.order_by("received_at").values_list("kind", "reason")) == [
        ("arrival", ""), ("undo", "ลงชื่อผิดคน"),
    ]  # fmt: skip
    assert "ลงชื่อผิดคน" in said(browser.get(f"/workshops/{person.workshop_id}/people/{person.pk}/"))


def test_taking_back_twice_changes_nothing(browser, admin, address, morning, someone):
    present(morning, someone[0], by=admin)
    take_back = f"{address}{morning.pk}/{someone[0].pk}/take-back/"
    for _time in range(2):
        assert browser.post(take_back, {"reason": "x"}).status_code == 302
    assert CheckInEvent.objects.count() == 2
    assert "<textarea" not in said(browser.get(take_back))
    assert "ช่วงนี้ไม่มีการลงชื่อ" in said(browser.get(take_back))


def test_take_back_of_others_is_not_found(browser, admin, address, morning, someone):
    other = a_workshop(admin, title="อื่น")
    (stranger,) = some_people(other, admin, "คน อื่น")
    assert browser.get(f"{address}{morning.pk}/{stranger.pk}/take-back/").status_code == 404
    assert browser.get(f"{address}{other.half_days.first().pk}/{someone[0].pk}/take-back/").status_code == 404


def test_excel_holds_everybody_and_no_formula(browser, admin, workshop, address, morning):
    people = some_people(workshop, admin, "=1+1 ก", "สมชาย ใจดี", phone="0812345678", organisation="@SUM(A1)")
    workshop.registrations.update(network=NetworkFactory(name="-2+3"))
    present(morning, people[1], by=admin)
    response = browser.get(f"{address}excel/")
    assert response["Content-Disposition"] == f'attachment; filename="attendance-{workshop.pk}.xlsx"'
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    by_name = {row[2]: row for row in rows}
    assert by_name["=1+1 ก"][3] == "@SUM(A1)"
    assert by_name["=1+1 ก"][4] == "-2+3"
    assert by_name["สมชาย ใจดี"][6] == "081 234 5678"
    assert [by_name[name][-2:] for name in ("=1+1 ก", "สมชาย ใจดี")] == [[None, None], [1, None]]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_sheet_to_sign_is_a_pdf(browser, workshop, address, morning, someone):
    response = browser.get(f"{address}{morning.pk}/sign-in/")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_taking_names_out_of_the_portal_is_recorded(browser, admin, address, morning, someone):
    browser.get(f"{address}excel/")
    browser.get(f"{address}{morning.pk}/sign-in/")
    assert [entry.by for entry in Entry.objects.filter(what="registration.list_taken")] == [admin, admin]


@pytest.mark.parametrize("item_count", [1, 3])
def test_excel_costs_the_same_for_more(browser, admin, workshop, address, item_count, django_assert_num_queries):
    some_people(workshop, admin, *[f"คน {number}" for number in range(item_count)])
    # session, person, second factor, workshop, half-days, people, ledger between savepoints (3), attendance
    with django_assert_num_queries(10):
        browser.get(f"{address}excel/")
