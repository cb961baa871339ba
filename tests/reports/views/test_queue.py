"""The officers' queue: who sees which rows, what narrows it, what it costs."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from pacc.thai.dates import BANGKOK
from pacc.vault import codes
from pacc.vault.fields import seal_bytes
from reports.access import reports_visible_to
from reports.filters import ReportFilter
from reports.models import Report, WrappedKey
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.queries.queue import newest_open
from reports.views.queue import PAGE_SIZE
from tests.factories.holidays import a_holiday
from tests.factories.offices import a_province
from tests.factories.places import surin_and_buriram
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def references(response):
    return [row.report.reference for row in response.context["rows"]]


def counts(response):
    return {each["tab"].counted: each["count"] for each in response.context["tabs"]}


def changed(report, **columns):
    Report.objects.filter(pk=report.pk).update(**columns)
    return report


def test_rows_show_what_an_officer_chooses_by(browser, people):
    report = changed(a_report(fears_for_safety=True), assigned_to=people.officer)
    page = browser.get("/reports/").content.decode()
    assert f'href="/reports/{report.reference}/">{codes.show_reference(report.reference)}</a>' in page
    for shown in ("ถนนคอนกรีตหนาไม่ตรงแบบ", "อบต. หนองตาข่าย", "สุรินทร์", "ใหม่", "ปรีดา ละเอียดกิจ", "eye"):
        assert shown in page
    assert "chip-stop" in page


def test_newest_first_page_by_page(browser, monkeypatch):
    made = [a_report().reference for _number in range(3)]
    monkeypatch.setattr("reports.views.queue.PAGE_SIZE", 2)
    first = browser.get("/reports/")
    assert references(first) == made[:0:-1]
    second = browser.get("/reports/", {"page": first.context["page"].next})
    assert references(second) == made[:1]
    assert references(browser.get("/reports/", {"page": second.context["page"].previous})) == made[:0:-1]


def test_an_address_that_names_no_page_shows_the_first_and_says_so(browser):
    report, said = a_report(), "ที่อยู่นี้ไม่ตรงกับหน้าใดของรายการ"
    for cursor in ("no-such-cursor", "x" * 5_000, "W10", "\x00"):
        response = browser.get("/reports/", {"page": cursor})
        assert response.status_code == 200
        assert references(response) == [report.reference]
        assert said in response.content.decode()
    for none in ({}, {"page": ""}):
        assert said not in browser.get("/reports/", none).content.decode()


def test_walking_the_queue_shows_each_report_once_while_others_come_in(browser, monkeypatch):
    made = [a_report().reference for _number in range(5)]
    monkeypatch.setattr("reports.views.queue.PAGE_SIZE", 2)
    walked, cursor = [], ""
    while True:
        response = browser.get("/reports/", {"page": cursor})
        walked += references(response)
        a_report()
        cursor = response.context["page"].next
        if not cursor:
            break
    assert walked == made[::-1]


def test_other_offices_closed_and_unrouted_ones_are_not_in_it(browser, people):
    a_province("33", "ศรีสะเกษ", office=4)
    a_report(province_code="33")
    changed(a_report(), state="closed")
    a_report(routed=False)
    response = browser.get("/reports/")
    assert references(response) == []
    assert set(counts(response).values()) == {0}
    assert 'class="empty"' in response.content.decode()


def test_a_report_about_an_office_is_hidden_from_it_wherever_it_lies(browser_of, people):
    about_office_3 = a_report(agency_kind="pacc", about_pacc="office", about_office=3)
    about_headquarters = a_report(agency_kind="pacc", about_pacc="headquarters")
    seen = {
        name: references(browser_of(name).get("/reports/", {"state": "any"}))
        for name in ("officer", "director", "other_officer", "intake_officer", "conflict_officer", "portal_admin")
    }
    assert seen == {
        "officer": [],
        "director": [],
        "other_officer": [],
        "intake_officer": [about_office_3.reference],
        "conflict_officer": [about_headquarters.reference],
        "portal_admin": [],
    }
    assert set(counts(browser_of("officer").get("/reports/")).values()) == {0}
    for hidden in (about_office_3, about_headquarters):
        response = browser_of("officer").post("/search/", {"q": hidden.reference})
        assert response.status_code == 422


def test_tabs_count_and_lead_to_what_they_count(browser, people):
    today = timezone.localdate()
    mine = changed(a_report(), assigned_to=people.officer, state="assigned")
    new = a_report()
    late = changed(a_report(), acknowledge_by=today - timedelta(days=1))
    due = changed(a_report(), acknowledge_by=today, state="assigned", assigned_to=people.director)
    replied = changed(a_report(), reply_waits=True, state="in_triage", assigned_to=people.director)
    response = browser.get("/reports/")
    expected = {
        "mine": [mine],
        "today": [due],
        "reminders": [],
        "proposals": [],
        "mentioned": [],
        "replied": [replied],
        "overdue": [late],
        "new": [late, new],
        "nobodys": [late, new],
        "all": [replied, due, late, new, mine],
    }
    assert counts(response) == {name: len(reports) for name, reports in expected.items()}
    for each in response.context["tabs"]:
        found = browser.get("/reports/" + each["tab"].query)
        assert references(found) == [report.reference for report in expected[each["tab"].counted]]
        current = [tab["tab"].counted for tab in found.context["tabs"] if tab["current"]]
        assert current == [each["tab"].counted]


def test_filters_narrow(browser, people):
    surin_and_buriram()
    plain = a_report()
    other = changed(
        a_report(kind="permit", district_code="3204", fears_for_safety=True), state="waiting", state_on=date(2026, 1, 1)
    )
    closed = changed(a_report(), state="closed")
    for asked, expected in (
        ({"kind": "permit"}, [other]),
        ({"fears": "on"}, [other]),
        ({"state": "more_information"}, [other]),
        ({"state": "waiting"}, [other]),
        ({"state": "received"}, [plain]),
        ({"state": "closed"}, [closed]),
        ({"state": "any"}, [closed, other, plain]),
        ({"province": "32"}, [other, plain]),
        ({"province": "32", "district": "3204"}, [other]),
        ({"province": "31", "district": "3204"}, []),
        ({"district": "3204"}, [other, plain]),
        ({"assigned": "nobody", "kind": "permit"}, [other]),
        ({"assigned": "mine"}, []),
        ({"agency_kind": "sao", "identity": "anonymous"}, [other, plain]),
        ({"official_class": "bribe"}, []),
        ({"severity": "urgent"}, []),
        ({"over": "0"}, []),
        ({"aside": "no"}, [other, plain]),
        ({"aside": "still"}, []),
        ({"proposed": "others"}, []),
    ):
        response = browser.get("/reports/", asked)
        assert response.status_code == 200, asked
        assert references(response) == [report.reference for report in expected], asked
    assert 'name="district"' in browser.get("/reports/", {"province": "32"}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "nonsense"},
        {"kind": "\x00"},
        {"province": "99"},
        {"province": "\x00"},
        {"province": "\x00", "district": "\x00"},
        {"province": "๓๒'", "district": "๓๒'0"},
        {"state": "submitted"},
        {"province": "32", "district": "329999"},
        {"assigned": "1"},
        {"severity": "worst"},
        {"aside": "x"},
        {"over": "-1"},
        {"over": "9" * 30},
    ],
)
def test_a_filter_that_does_not_exist_is_said_and_ignored(browser, asked):
    report = a_report()
    response = browser.get("/reports/", asked)
    assert response.status_code == 422
    assert 'class="errsum"' in response.content.decode()
    assert references(response) == [report.reference]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_a_reference_opens_its_case(browser, typed):
    report = a_report()
    shown = codes.show_reference(report.reference)
    for reference in (report.reference, shown, shown.lower(), shown.replace("-", " – ")):
        response = browser.post("/search/", {"q": typed.format(reference)})
        assert response.status_code == 302
        assert response["Location"] == f"/reports/{report.reference}/"


def test_a_report_whose_key_is_gone_says_so(browser):
    report = a_report()
    WrappedKey.objects.filter(report=report).delete()
    response = browser.get("/reports/")
    assert "เปิดอ่านไม่ได้" in response.content.decode()
    assert browser.get(f"/reports/{report.reference}/").status_code == 404


def test_more_than_anybody_counts_is_said_so(browser, monkeypatch):
    for _number in range(3):
        a_report()
    monkeypatch.setattr("reports.queries.queue.MOST_COUNTED", 2)
    monkeypatch.setattr("reports.views.queue.MOST_COUNTED", 2)
    response = browser.get("/reports/")
    assert "2+" in response.content.decode()
    assert response.context["found"] == 3


@pytest.mark.parametrize("item_count", [1, 3])
def test_queue_costs_the_same_for_more(browser, people, item_count, django_assert_num_queries, monkeypatch):
    for _number in range(item_count):
        changed(a_report(), assigned_to=people.officer)
    browser.get("/reports/")
    # session, person, postings, page, keys, holidays, tabs and mentions, provinces
    with django_assert_num_queries(9):
        browser.get("/reports/")
    with django_assert_num_queries(9):
        browser.get("/reports/", {"assigned": "mine", "kind": "construction"})
    a_report()
    monkeypatch.setattr("reports.views.queue.PAGE_SIZE", item_count)
    with django_assert_num_queries(10):  # and how many were found, where they are more than the page shows
        browser.get("/reports/", {"kind": "construction"})


def test_a_full_page_of_the_queue_is_light(browser, people):
    for _number in range(PAGE_SIZE + 1):
        changed(a_report(), assigned_to=people.officer)
    page = browser.get("/reports/")
    assert len(references(page)) == PAGE_SIZE
    assert len(page.content) <= 60_000


@time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=BANGKOK), tick=False)  # a Wednesday
def test_days_left_are_counted_by_the_holidays_that_an_admin_keeps(browser):
    a_holiday(date(2026, 11, 26))
    changed(a_report(), acknowledge_by=date(2026, 11, 27))
    [row] = browser.get("/reports/").context["rows"]
    assert (row.due.on, row.due.left) == (date(2026, 11, 27), 1)


def test_start_page_leads_to_the_queue(browser, people):
    changed(a_report(), acknowledge_by=timezone.localdate() - timedelta(days=1))
    page = browser.get("/").content.decode()
    assert 'href="/reports/?overdue=on"><b>1</b>' in page
    assert 'href="/reports/">' in page


@pytest.mark.parametrize("who", ["workshop_admin", "portal_admin"])
def test_who_serves_nowhere_has_no_queue_on_the_start_page(browser_of, people, who):
    a_report()
    assert 'href="/reports/' not in browser_of(who).get("/").content.decode()
    assert references(browser_of(who).get("/reports/")) == []


def test_the_open_queue_and_its_counts_read_the_index_of_open_reports(people):
    """However many are closed: the partial index holds open ones only, newest first."""
    a_report()
    changed(a_report(), state="closed")
    visible = reports_visible_to(people.officer)
    request = RequestFactory().get("/reports/")
    request.user = people.officer
    queue = ReportFilter(QueryDict(), queryset=visible, request=request).qs.order_by("-arrival", "-pk")[:51]
    with connection.cursor() as cursor:
        # The few rows of a test would be walked over, or sorted, faster, or read by the index of closed ones too.
        cursor.execute("DROP INDEX report_every")
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert "using report_open" in queue.explain()
    assert "Rows Removed" not in queue.explain(analyze=True)
    assert "using report_open" in newest_open(visible).explain()


def test_key_that_does_not_open_closes_its_own_report_only(browser):
    broken, whole = a_report(), a_report()
    WrappedKey.objects.filter(report=broken, holder="desk").update(wrapped=b"nonsense")
    WrappedKey.objects.create(report=whole, holder="desk", key_id="unknown", wrapped=b"nonsense")
    response = browser.get("/reports/")
    assert [(row.report.reference, bool(row.subject)) for row in response.context["rows"]] == [
        (whole.reference, True),
        (broken.reference, False),
    ]
    assert browser.get(f"/reports/{broken.reference}/").status_code == 404
    assert browser.get(f"/reports/{whole.reference}/").status_code == 200


@pytest.mark.parametrize("column", ["subject_sealed", "agency_sealed"])
def test_what_is_no_text_closes_its_own_report_only(browser, column):
    report, whole = a_report(), a_report()
    key = desk_key(report)
    sealed = seal_bytes(key, b"\xff\xfe", table="reports_report", row=report.pk, column=column)
    changed(report, **{column: sealed})
    assert references(browser.get("/reports/")) == [whole.reference, report.reference]
    assert browser.get(f"/reports/{report.reference}/").status_code == 404


@pytest.mark.parametrize("text", ["[]", "{", '{"year": 2026, "nonsense": 1}'])
def test_account_that_is_not_as_the_site_writes_it_is_said_to_be_unreadable(browser, text):
    report = a_report()
    changed(report, when_sealed=seal(report, "when_sealed", text, data_key=desk_key(report)))
    assert browser.get(f"/reports/{report.reference}/").status_code == 404


@pytest.mark.parametrize("name", ["province", "district", "kind", "state", "over", "page", "assigned"])
def test_null_bytes_in_the_address_are_no_fault_of_ours(browser, name):
    a_report()
    assert browser.get("/reports/", {name: "\x00a"}).status_code in (200, 422)
    assert browser.get("/reports/", {name: "\x00a", "province": "\x00a"}).status_code in (200, 422)


def test_tokens_lead_to_a_filtered_queue_that_can_be_bookmarked(browser):
    a_report()
    response = browser.post("/search/", {"q": "เขต:3 สถานะ:ใหม่ เกิน:7วัน"})
    assert (response.status_code, response["Location"]) == (302, "/reports/?at=3&state=routed&over=7")
    assert browser.get(response["Location"]).status_code == 200
    page = browser.post("/search/", {"q": "สี:แดง"})
    assert page.status_code == 422
    assert "สี:แดง" in page.content.decode()


def test_what_is_set_aside_leaves_mine_until_its_day_or_the_reply(browser, people):
    today = timezone.localdate()
    report = a_report()
    mine = {"state": "assigned", "assigned_to": people.officer}
    for aside, in_mine, in_reminders in (
        ({"set_aside_until": None}, 1, 0),
        ({"set_aside_until": today + timedelta(days=3)}, 0, 0),
        ({"set_aside_until": today + timedelta(days=3), "reply_waits": True}, 0, 0),
        ({"set_aside_until": today + timedelta(days=3), "reply_waits": True, "back_on_reply": True}, 1, 1),
        ({"set_aside_until": today}, 1, 1),
    ):
        Report.objects.filter(pk=report.pk).update(**mine, **aside)
        response = browser.get("/reports/")
        told = counts(response)
        assert (told["mine"], told["reminders"]) == (in_mine, in_reminders), aside
        for tab in response.context["tabs"]:
            assert len(references(browser.get(f"/reports/{tab['tab'].query}"))) == tab["count"], tab["tab"].counted


def test_the_next_new_report_is_the_one_that_is_due_first_and_becomes_hers(browser, people):
    later, first = a_report(), a_report()
    Report.objects.filter(pk=first.pk).update(acknowledge_by=timezone.localdate() - timedelta(days=1))
    a_report(province_code=None)
    for report in (first, later):
        assert browser.post("/reports/next/")["Location"] == f"/reports/{report.reference}/"
        report.refresh_from_db()
        assert report.assigned_to == people.officer
    assert browser.post("/reports/next/")["Location"] == "/reports/"
