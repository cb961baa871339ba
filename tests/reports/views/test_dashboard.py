"""What directors read: every figure is as long as the list that it leads to."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from reports.actions import tallies, triage
from reports.models import Report
from tests.factories.busy_office import a_busy_office
from tests.factories.offices import an_office
from tests.factories.reports import a_report
from tests.reading import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk", "people")]

_FIGURE = re.compile(r'href="(/reports/\?[^"]*)"[^>]*>(?:<b>)?([\d,]+)<')


@pytest.fixture
def busy(people):
    return a_busy_office(people)


def figures_on(page):
    """Each address that a figure leads to, with the figure; however often it stands there."""
    return {unescape(address): int(number.replace(",", "")) for address, number in _FIGURE.findall(said(page))}


def lengths(browser, addresses):
    return {address: browser.get(address).context["found"] for address in addresses}


def parts_add_up(shown):
    """A part that nobody counted leads nowhere, and no list would say that it is missing."""

    def total(lines, place=0):
        return sum(line.figures[place].count for line in lines)

    assert sum(step.received.count for step in shown.steps) == total(shown.provinces, 2) == shown.received.count
    assert sum(step.closed.count for step in shown.steps) == total(shown.provinces, 3) == shown.closed.count
    assert total(shown.reasons) == total(shown.officers, 2) == shown.closed.count > 0
    assert total(shown.ages) == total(shown.provinces) == total(shown.officers) == shown.open.count
    assert total(shown.clocks) == total(shown.provinces, 1) == total(shown.officers, 1) == shown.overdue.count


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("period", ["", "?period=last-month", "?period=fy", "?period=dates"])
def test_every_figure_is_as_long_as_its_list(browser_of, busy, period, folded):
    if folded:
        tallies.fold_tallies()
    if period == "?period=fy":
        period = f"?period=fy-{busy.year + 543 + (busy.month >= 10)}"
    elif period == "?period=dates":
        since, until = busy - timedelta(150), busy - timedelta(10)
        period += "".join(
            f"&{name}_{place}={part}"
            for name, day in (("first", since), ("last", until))
            for place, part in (("day", day.day), ("month", day.month), ("year", day.year))
        )
    browser = browser_of("director")
    page = browser.get("/dashboard/" + period)
    assert page.status_code == 200
    figures = figures_on(page)
    assert len(figures) > 12
    assert figures == lengths(browser, figures)
    parts_add_up(page.context["figures"])


def test_figures_say_what_is_there(browser_of, busy):
    figures = browser_of("director").get("/dashboard/").context["figures"]
    assert (figures.open.count, figures.overdue.count, figures.nobodys.count) == (8, 4, 3)
    assert (figures.closed.count, figures.contested_open.count, figures.contested_closed.count) == (2, 1, 1)
    assert [line.figures[0].count for line in figures.clocks] == [1, 1, 1, 1]
    assert [line.figures[1] and line.figures[1].count for line in figures.clocks] == [0, 1, None, None]
    assert [line.figures[0].count for line in figures.ages] == [5, 1, 1, 0, 1]
    assert [[each.count for each in line.figures] for line in figures.provinces] == [[7, 4, 7, 2], [1, 0, 1, 0]]
    assert [[each.count for each in line.figures] for line in figures.officers] == [[5, 3, 2], [3, 1, 0]]


@pytest.mark.parametrize("who", ["officer", "other_officer", "workshop_admin"])
def test_whoever_directs_nothing_has_no_overview(browser_of, who):
    assert browser_of(who).get("/dashboard/").status_code == 403
    assert "/dashboard/" not in said(browser_of(who).get("/"))


def test_a_director_counts_her_own_office_alone(browser_of, busy):
    page = browser_of("director").get("/dashboard/")
    assert page.context["form"].is_alone
    assert page.context["scope"].value == "3"
    refused = browser_of("director").get("/dashboard/", {"office": "4"})
    assert refused.status_code == 422
    assert refused.context["scope"].value == "3"


@pytest.mark.parametrize("who", ["intake_officer", "portal_admin"])
def test_every_office_is_counted_by_those_who_may_and_only_listed_by_its_own(browser_of, busy, who):
    browser = browser_of(who)
    page = browser.get("/dashboard/")
    assert page.context["scope"].value == "all"
    assert page.context["figures"].open.count == 9
    assert figures_on(page) == {}
    third = browser.get("/dashboard/", {"office": "3"})
    assert third.context["figures"].open.count == 8
    assert figures_on(third) == {}
    assert "?office=3&amp;period=this-month" in page.content.decode()


def test_the_central_intake_lists_its_own(browser_of, people):
    a_report(province_code=None)
    figures = figures_on(browser_of("intake_officer").get("/dashboard/", {"office": "0"}))
    assert len(figures) > 3
    assert figures == lengths(browser_of("intake_officer"), figures)


def test_nobody_counts_what_may_be_about_herself(browser_of, people):
    a_report(agency_kind="pacc", about_pacc="headquarters")
    a_report(agency_kind="pacc", about_pacc="office", about_office=3)

    def counted(who, office):
        return browser_of(who).get("/dashboard/", {"office": office}).context["figures"].open.count

    assert counted("director", "3") == 0
    assert counted("intake_officer", "all") == 1
    assert counted("portal_admin", "all") == 1
    assert counted("conflict_officer", "conflicts") == 1
    figures = figures_on(browser_of("conflict_officer").get("/dashboard/"))
    assert figures == lengths(browser_of("conflict_officer"), figures)
    Report.objects.filter(is_conflict=True).update(is_conflict=False, office=an_office(4))
    assert counted("intake_officer", "4") == 0
    assert counted("portal_admin", "4") == 0


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "nonsense"},
        {"period": "fy-99999999999"},
        {"office": "\x00"},
        {"office": "conflicts"},
        {"period": "dates"},
        {"period": "dates", "first_day": "1", "first_month": "1", "first_year": "2569"},
        {"period": "dates", "first_day": "31", "first_month": "2", "first_year": "2569", "last_day": "x"},
        {"period": "dates", "first_day": "2", "first_month": "1", "first_year": "2569",
         "last_day": "1", "last_month": "1", "last_year": "2569"},
        {"period": "dates", "first_day": "2", "first_month": "1", "first_year": "2500",
         "last_day": "1", "last_month": "1", "last_year": "2569"},
    ],
)  # fmt: skip
def test_what_does_not_hold_is_said_and_this_month_is_shown(browser_of, asked):
    page = browser_of("director").get("/dashboard/", asked)
    assert page.status_code == 422
    assert 'class="errsum"' in said(page)
    assert page.context["figures"].period.first == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("name", ["at", "officer", "came_from", "closed_until", "reason", "clock", "late", "contested"])
def test_a_filter_of_figures_that_does_not_hold_is_said(browser_of, name):
    report = a_report()
    for value in ("nonsense", "\x00", "9" * 30, "3,", "-1"):
        page = browser_of("director").get("/reports/", {name: value})
        assert page.status_code == 422, value
        assert [row.report.reference for row in page.context["rows"]] == [report.reference]


def test_the_queue_says_what_a_figure_asked_for(browser_of, busy):
    page = said(browser_of("director").get("/reports/?at=3&came_from=2026-11-01&state=any"))
    assert "รับเข้าตั้งแต่: 1 พฤศจิกายน 2569" in page
    assert '<input type="hidden" name="came_from" value="2026-11-01"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_more(browser_of, people, count, django_assert_num_queries):
    for _number in range(count):
        triage.take_report(a_report().pk, by=people.officer)
    browser = browser_of("director")
    browser.get("/dashboard/")
    # session, person, postings (door, figures, menu twice), offices, counts, officers, provinces
    with django_assert_num_queries(7):
        browser.get("/dashboard/")
