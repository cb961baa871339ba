"""The pages of the province table: a portal admin's alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from networks.actions.reference import load_reference
from networks.models import Posting, ProvinceChange, ProvinceOffice
from networks.queries.coverage import covering_office
from networks.queries.province_changes import table_seen
from reports.models import Report, Rerouting
from tests.factories.offices import a_province, an_office
from tests.factories.province_changes import a_change
from tests.factories.reports import a_report

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def browser(desk, people, browser_of):
    a_province("32", "สุรินทร์", "Surin")
    return browser_of("portal_admin")


def text_of(response):
    return response.content.decode().replace("\xa0", " ").replace("\u2060", "")


def give(province, office, begins):
    ProvinceOffice.objects.filter(province=province, valid_to=None).update(valid_to=begins - timedelta(days=1))
    ProvinceOffice.objects.create(province_id=province, office_id=office, valid_from=begins)


def test_list_shows_all_provinces_with_office_since_when_and_what_is_ahead(browser):
    ProvinceOffice.objects.all().delete()
    load_reference()
    give("32", 4, TODAY + timedelta(days=30))
    page = text_of(browser.get("/routing/"))
    assert page.count('<tr id="province-') == 77
    surin = page.split('id="province-32"')[1].split("</tr>")[0]
    assert "ปปท. เขต 3" in surin
    assert "1 ต.ค. 64" in surin
    assert "ปปท. เขต 4" in surin
    assert "ทุกจังหวัดมีสำนักงานรับผิดชอบ" in page


def test_list_and_start_page_name_provinces_without_office(browser):
    ProvinceOffice.objects.filter(province="32").delete()
    assert "จังหวัดที่ยังไม่มีสำนักงานรับผิดชอบ" in text_of(browser.get("/routing/"))
    assert "ยังไม่มีสำนักงานรับผิดชอบ: สุรินทร์" in text_of(browser.get("/"))


def test_provinces_page_keeps_what_held_before(browser):
    give("32", 4, TODAY - timedelta(days=30))
    give("32", 5, TODAY + timedelta(days=30))
    page = text_of(browser.get("/routing/32/"))
    assert [page.index(f"ปปท. เขต {number}") for number in (5, 4, 3)] == sorted(
        page.index(f"ปปท. เขต {number}") for number in (5, 4, 3)
    )
    assert page.count("ยังไม่เริ่ม") == 1


@pytest.mark.parametrize("code", ["99", "x", "3200"])
def test_a_province_that_there_is_not(browser, code):
    assert browser.get(f"/routing/{code}/").status_code == 404


@pytest.mark.parametrize("changes", [1, 3])
def test_the_pages_cost_the_same_for_more(browser, changes, django_assert_num_queries):
    for number in range(changes):
        give("32", 4 + number, TODAY + timedelta(days=30 + number))
    for address, queries in (("/routing/", 6), ("/routing/32/", 6)):
        browser.get(address)
        with django_assert_num_queries(queries):
            browser.get(address)


GOOD = {
    "provinces": ["32"],
    "office": "4",
    "on_day": "1",
    "on_month": "10",
    "on_year": "2580",
    "reason": "คำสั่งสำนักงาน ป.ป.ท. ที่ 12/2580",
    "open_reports": "stay",
}


def look(browser, **typed):
    return browser.post("/routing/change/", GOOD | {"step": "look"} | typed)


def save(browser, **typed):
    return browser.post("/routing/change/", GOOD | {"step": "save", "seen": table_seen(["32"])} | typed)


@pytest.fixture
def keyed(keys, browser):
    """A browser, and an open report of Surin at Region 3."""
    a_report()
    return browser


def test_form_comes_with_the_province_it_was_opened_from_and_without_bangkok(browser):
    a_province("10", "กรุงเทพมหานคร", "Bangkok", office=0)
    page = browser.get("/routing/change/?province=32&province=xx").content.decode()
    assert 'value="32" id="id_provinces_0" checked' in page
    assert 'value="10"' not in page.split('id="id_provinces_0"')[1].split("</fieldset>")[0]
    assert "ปปท. เขต 3" in text_of(browser.get("/routing/change/"))


def test_look_shows_what_would_move_and_saves_nothing(keyed, people):
    page = text_of(look(keyed, open_reports="move"))
    assert "1 ตุลาคม 2580" in page
    assert GOOD["reason"] in page
    assert "มีเรื่องที่ยังไม่ปิด 1 เรื่องที่จะย้าย" in page
    assert not ProvinceChange.objects.exists()


def test_links_lead_to_the_reports_that_the_admin_may_see(keyed, people):
    address = f"/reports/{Report.objects.get().reference}/"
    assert address not in text_of(look(keyed))
    an_officers_posting(people.portal_admin, 3)
    assert address in text_of(look(keyed))


def an_officers_posting(user, office):
    Posting.objects.create(user=user, office=an_office(office), role="officer", starts=TODAY)


def test_saved_change_stands_on_every_page_and_is_withdrawn(browser):
    response = save(browser, open_reports="move")
    change = ProvinceChange.objects.get()
    assert response["Location"] == f"/routing/changes/{change.pk}/"
    assert Rerouting.objects.get().change == change
    for address in ("/routing/", "/routing/32/", "/routing/changes/", f"/routing/changes/{change.pk}/"):
        assert GOOD["reason"] in text_of(browser.get(address)), address
    assert "ถอนการเปลี่ยนแปลง" in text_of(browser.get(f"/routing/changes/{change.pk}/"))
    browser.post(f"/routing/changes/{change.pk}/withdraw/")
    assert covering_office("32", on=date(2037, 10, 1)) == 3
    assert GOOD["reason"] in text_of(browser.get("/routing/32/"))
    assert "ถอนแล้ว" in text_of(browser.get("/routing/changes/"))


def test_what_has_begun_says_so_and_stays(browser, people):
    change = a_change(in_days=0)
    response = browser.post(f"/routing/changes/{change.pk}/withdraw/")
    assert response.status_code == 422
    assert "เริ่มแล้ว" in text_of(response)
    assert "ถอนการเปลี่ยนแปลง" not in text_of(response)


def test_going_back_keeps_what_was_typed(browser):
    response = browser.post("/routing/change/", GOOD | {"step": "edit", "open_reports": "move"})
    page = text_of(response)
    assert response.status_code == 200
    assert GOOD["reason"] in page
    assert 'value="2580"' in page
    assert 'value="32" id="id_provinces_0" checked' in page
    assert 'value="move" id="id_open_reports_1" checked' in page


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "target", "field"),
    [
        (
            {"on_day": YESTERDAY.day, "on_month": YESTERDAY.month, "on_year": YESTERDAY.year + 543},
            "on_0",
            "on",
        ),
        ({"on_day": "31", "on_month": "2"}, "on_0", "on"),
        ({"on_year": "80"}, "on_2", "on"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "on_0", "on"),
        ({"office": "3"}, "office", "office"),
        ({"office": ""}, "office", "office"),
        ({"office": "77"}, "office", "office"),
        ({"office": "3\x00"}, "office", "office"),
        ({"provinces": []}, "provinces_0", "provinces"),
        ({"provinces": ["99"]}, "provinces_0", "provinces"),
        ({"provinces": ["10"]}, "provinces_0", "provinces"),
        ({"provinces": ["3\x002"]}, "provinces_0", "provinces"),
        ({"reason": ""}, "reason", "reason"),
        ({"reason": "ก" * 5_000}, "reason", "reason"),
        ({"reason": "ก\x00ข"}, "reason", "reason"),
        ({"open_reports": "x"}, "open_reports_0", "open_reports"),
    ],
)
@pytest.mark.parametrize("step", ["look", "save"])
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(browser, step, typed, target, field):
    response = browser.post("/routing/change/", GOOD | {"step": step, "seen": table_seen(["32"])} | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{target}"' in page.split('class="errsum"')[1].split("</ul>")[0]
    assert f'id="id_{field}_error"' in page
    if field != "reason":
        assert GOOD["reason"] in page
    else:
        assert typed["reason"].replace("\x00", "") in page.replace("\x00", "").replace("\ufffd", "")
    assert not ProvinceChange.objects.exists()


def test_a_table_that_changed_meanwhile_is_shown_anew_with_all_that_was_typed(browser):
    seen = table_seen(["32"])
    a_change(office=5)
    response = save(browser, seen=seen)
    page = text_of(response)
    assert response.status_code == 422
    assert "มีผู้แก้ไขจังหวัดเหล่านี้ระหว่างนั้น" in page
    assert GOOD["reason"] in page
    assert ProvinceChange.objects.count() == 1
    assert save(browser).status_code == 302


def test_a_form_sent_twice_is_one_change(browser):
    seen = table_seen(["32"])
    assert save(browser, seen=seen).status_code == 302
    assert save(browser, seen=seen).status_code == 422
    assert ProvinceChange.objects.count() == 1


@pytest.mark.parametrize("reports", [1, 3])
def test_the_look_costs_the_same_for_more(keyed, people, reports, django_assert_num_queries):
    an_officers_posting(people.portal_admin, 3)
    for _more in range(reports - 1):
        a_report()
    look(keyed)
    with django_assert_num_queries(13):
        look(keyed)


@pytest.mark.parametrize("changes", [1, 3])
def test_the_changes_cost_the_same_for_more(browser, people, changes, django_assert_num_queries):
    for number in range(changes):
        last = a_change(by=people.portal_admin, office=4 + number, in_days=30 + number)
    own = f"/routing/changes/{last.pk}/"
    for address, queries in (("/routing/", 7), ("/routing/32/", 7), ("/routing/changes/", 6), (own, 10)):
        browser.get(address)
        with django_assert_num_queries(queries):
            browser.get(address)


def test_province_with_changes_leads_to_them(browser):
    change = a_change(in_days=0)
    assert f'href="/routing/changes/{change.pk}/"' in browser.get("/routing/32/").content.decode()


def test_pages_speak_english(browser):
    a_change()
    assert "Region 3" in text_of(browser.get("/en/routing/"))
    assert "What would move" in text_of(browser.post("/en/routing/change/", GOOD | {"on_year": "2040", "office": "6"}))
