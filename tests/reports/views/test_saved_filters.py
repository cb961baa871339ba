"""Saved filters: kept, shared, counted for each reader, renamed and deleted by those whose they are."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.http import urlencode

from networks.models import Posting
from pacc.ledger.models import Entry
from reports.access import reports_visible_to
from reports.filters import ReportFilter
from reports.models import Report, SavedFilter
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.offices import an_office
from tests.factories.places import surin_and_buriram
from tests.factories.reports import a_report
from tests.factories.saved_filters import a_saved_filter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

KEEP = "/reports/saved/new/?kind=construction&state=routed"


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def page_of(browser, address="/reports/saved/", **headers):
    return browser.get(address, headers=headers).content.decode().replace("\u2060", "")


def counted(browser):
    return {each.saved.name: each.count for each in browser.get("/reports/saved/").context["saved"]}


def test_a_filter_is_kept_for_herself_or_for_her_office(browser, people):
    for office in ("", "3"):
        response = browser.post(KEEP, {"name": " ถนน  ใหม่ ", "office": office})
        assert response["Location"] == "/reports/?state=routed&kind=construction"
    own, shared = SavedFilter.objects.all()
    assert (own.owner, own.office_id, shared.owner, shared.office_id) == (people.officer, None, None, 3)
    assert (own.name, own.query) == ("ถนน ใหม่", "state=routed&kind=construction")
    entry = Entry.objects.get(what="filters.kept", office_number=3)
    assert (entry.by, entry.detail) == (people.officer, {"filter": shared.pk})


@pytest.mark.parametrize(
    "address",
    [
        "state=routed&kind=construction",
        "kind=construction&state=routed&page=abc",
        "kind=permit&kind=construction&q=สมชาย&state=routed&severity=",
    ],
)
def test_what_is_kept_is_known_filters_in_one_order(browser, address):
    browser.post(f"/reports/saved/new/?{address}", {"name": "ถนน"})
    assert SavedFilter.objects.get().query == "state=routed&kind=construction"


def test_the_longest_filter_can_be_kept(browser):
    asked = {name: "2026-01-05" for name in ("came_from", "came_until", "closed_from", "closed_until")}
    asked |= {"tag": "😀" * 80, "at": "1," * 39 + "2", "officer": "123456789", "over": "9999"}
    for name, each in ReportFilter.base_filters.items():
        choices = each.extra.get("choices", ())
        if not callable(choices) and name not in asked and choices:
            asked[name] = max((str(value) for value, _label in flatten_choices(choices)), key=len)
        elif name not in asked and name not in ("province", "district"):
            asked[name] = "true"
    browser.post(f"/reports/saved/new/?{urlencode(asked)}", {"name": "ทุกอย่าง"})
    assert QueryDict(SavedFilter.objects.get().query).keys() == asked.keys()


@pytest.mark.parametrize(
    "query", ["overdue=on", "nowhere=true", "came_from=2026-01-05", "at=3%2C4", "province=32&district=3204"]
)
def test_a_kept_filter_asks_for_the_same_again(people, query):
    surin_and_buriram()
    request = RequestFactory().get("/reports/")
    request.user = people.officer
    assert ReportFilter(QueryDict(query), queryset=Report.objects.none(), request=request).query == query


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b "}, "name"),
        ({"name": BAD_TEXTS["null byte"]}, "name"),
        ({"name": "ก" * 61}, "name"),
        ({"name": "มีแล้ว"}, "name"),
        ({"office": "4"}, "office"),
        ({"office": "x\x00"}, "office"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_stays(browser, people, typed, field):
    a_saved_filter(owner=people.officer, name="มีแล้ว")
    told = {"name": "ถนนใหม่"} | typed
    kept = told["name"] if "\x00" not in told["name"] and told["name"].strip("\u200b ") else ""
    assert_refused(browser.post(KEEP, told), field, kept=kept)
    assert SavedFilter.objects.count() == 1


def test_enough_is_enough_and_is_said(browser, people, monkeypatch):
    monkeypatch.setattr("reports.actions.saved_filters.MOST_KEPT", 1)
    a_saved_filter(owner=people.officer, name="มีแล้ว")
    assert_refused(browser.post(KEEP, {"name": "ถนนใหม่"}), "name", kept="ถนนใหม่")
    assert browser.post(KEEP, {"name": "ถนนใหม่", "office": "3"}).status_code == 302


@pytest.mark.parametrize("query", ["", "state=nonsense", "kind=%00", "page=x", "q=สมชาย"])
def test_where_nothing_is_asked_for_nothing_is_kept(browser, query):
    response = browser.post(f"/reports/saved/new/?{query}", {"name": "ถนน"})
    assert response["Location"].startswith("/reports/?")
    assert not SavedFilter.objects.exists()


def test_each_reader_of_a_shared_filter_reads_her_own_figure(browser_of, people):
    a_saved_filter(office=an_office(3), name="ของฉัน", query="assigned=mine")
    report, _other = a_report(), a_report()
    Report.objects.filter(pk=report.pk).update(assigned_to=people.officer)
    assert counted(browser_of("officer")) == {"ของฉัน": 1}
    assert counted(browser_of("director")) == {"ของฉัน": 0}
    assert counted(browser_of("other_officer")) == {}


def test_a_count_is_the_length_of_the_list_it_leads_to(browser, people):
    surin_and_buriram()
    first, second, hidden = (
        a_report(district_code="3204"),
        a_report(kind="permit"),
        a_report(agency_kind="pacc", about_pacc="office", about_office=3),
    )
    Report.objects.filter(pk=second.pk).update(state="closed")
    assert hidden.office_id == 0
    for query in (
        "state=any",
        "state=closed",
        "kind=construction",
        "province=32",
        "province=32&district=3204",
        "province=31",
        "mentioned=me",
        "proposed=others",
        "at=3",
        "kind=no-longer-there",
    ):
        a_saved_filter(owner=people.officer, name=query, query=query)
    for query, count in counted(browser).items():
        response = browser.get(f"/reports/?{query}")
        assert len(response.context["rows"]) == count, query
        assert response.status_code == (422 if "no-longer" in query else 200)
    assert counted(browser)["state=any"] == 2
    assert first.district_id == "3204"


def test_more_than_anybody_counts_is_said_so(browser, people, monkeypatch):
    for _number in range(3):
        a_report()
    monkeypatch.setattr("reports.queries.saved_filters.MOST_COUNTED", 1)
    monkeypatch.setattr("reports.views.saved_filters.MOST_COUNTED", 1)
    a_saved_filter(owner=people.officer, query="state=routed")
    assert "1+" in page_of(browser)


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_costs_the_same_for_more(browser, people, item_count, django_assert_num_queries):
    surin_and_buriram()
    for number in range(item_count):
        query = f"province=32&district=320{number + 1}"
        a_saved_filter(office=an_office(3), name=f"แบบ {number}", query=query)
    for headers in ({}, {"HX-Request": "true"}):
        browser.get("/reports/saved/", headers=headers)
        # session, person, postings, filters with their offices, counts
        with django_assert_num_queries(5):
            browser.get("/reports/saved/", headers=headers)


def test_the_queue_asks_for_them_apart_and_leads_there_without_a_script(browser):
    page = page_of(browser, "/reports/?state=routed")
    assert 'hx-get="/reports/saved/?state=routed"' in page
    assert '<a href="/reports/saved/?state=routed">' in page


def test_the_row_marks_the_filter_under_way_and_offers_to_keep_it(browser, people):
    a_saved_filter(owner=people.officer)
    row = page_of(browser, "/reports/saved/?kind=construction&state=routed", **{"HX-Request": "true"})
    assert '<a href="/reports/?state=routed&amp;kind=construction" aria-current="page">' in row
    assert 'action="/reports/saved/new/?state=routed&amp;kind=construction"' in row
    assert "<html" not in row
    assert "<form" not in page_of(browser, "/reports/saved/", **{"HX-Request": "true"})


def test_renamed_and_deleted_by_whoever_serves_there(browser_of, people):
    saved = a_saved_filter(office=an_office(3))
    a_saved_filter(office=an_office(3), name="มีแล้ว")
    browser = browser_of("director")
    assert browser.post(f"/reports/saved/{saved.pk}/", {"name": "ชื่อใหม่"}).status_code == 302
    assert_refused(browser.post(f"/reports/saved/{saved.pk}/", {"name": "มีแล้ว"}), "name", kept="มีแล้ว")
    saved.refresh_from_db()
    assert saved.name == "ชื่อใหม่"
    assert browser.post(f"/reports/saved/{saved.pk}/delete/").status_code == 302
    assert not SavedFilter.objects.filter(pk=saved.pk).exists()
    assert browser.get(f"/reports/saved/{saved.pk}/").status_code == 404
    assert browser.post(f"/reports/saved/{saved.pk}/delete/").status_code == 404


def test_somebody_elses_is_not_there_nor_an_offices_after_the_posting(browser_of, people):
    hers, shared = a_saved_filter(owner=people.director), a_saved_filter(office=an_office(3))
    Posting.objects.filter(user=people.officer).update(ends=timezone.localdate() - timedelta(days=1))
    Posting.objects.create(user=people.officer, office=an_office(4), role="officer", starts=timezone.localdate())
    browser = browser_of("officer")
    for saved in (hers, shared):
        assert browser.get(f"/reports/saved/{saved.pk}/").status_code == 404
        assert browser.post(f"/reports/saved/{saved.pk}/", {"name": "ชื่อใหม่"}).status_code == 404
        assert browser.post(f"/reports/saved/{saved.pk}/delete/").status_code == 404
    assert counted(browser) == {}
    assert SavedFilter.objects.count() == 2


def test_a_filter_whose_values_are_gone_can_still_be_renamed_or_deleted(browser, people):
    saved = a_saved_filter(owner=people.officer, query="state=gone&province=99")
    assert browser.get(f"/reports/saved/{saved.pk}/").status_code == 200
    assert 'class="errsum"' in page_of(browser, f"/reports/?{saved.query}")


def test_reports_of_a_filter_are_never_more_than_she_sees(people):
    request = RequestFactory().get("/reports/")
    request.user = people.other_officer
    a_report()
    found = ReportFilter(QueryDict("at=3"), queryset=reports_visible_to(people.other_officer), request=request)
    assert not found.qs.exists()
