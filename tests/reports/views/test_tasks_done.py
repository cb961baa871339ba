"""The checklist of a report's class: ticked on the case, a colleague's tick stays his."""

import pytest

from pacc.ledger.models import Entry
from reports.models import Report, TaskDone
from reports.rules.checklist import checklist_of
from reports.rules.vocabulary import OfficialClass
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def report(people):
    report = a_report()
    Report.objects.filter(pk=report.pk).update(state="in_triage", official_class="procurement")
    return report


def shown_on(browser, report):
    return browser.get(f"/reports/{report.reference}/").context["tasks"]


def tick(browser, report, *codes, shown=None):
    shown = shown_on(browser, report)["on_page"].value() if shown is None else shown
    return browser.post(f"/reports/{report.reference}/tasks/", {"done_now": codes, "on_page": shown})


def done(report):
    return set(TaskDone.objects.filter(report=report).values_list("code", flat=True))


@pytest.mark.parametrize("official_class", ["", *OfficialClass.values])
def test_every_class_has_a_checklist_of_its_own_words(official_class):
    codes = [task.code for task in checklist_of(official_class)]
    assert len(codes) == len(set(codes)) >= 3
    assert all(len(code) <= 20 for code in codes)


def test_tasks_are_ticked_and_taken_back(browser, report):
    assert tick(browser, report, "powers", "egp").status_code == 302
    assert done(report) == {"powers", "egp"}
    assert sorted(shown_on(browser, report).initial["done_now"]) == ["egp", "powers"]
    assert "ปรีดา" in browser.get(f"/reports/{report.reference}/").content.decode()
    tick(browser, report, "egp")
    assert done(report) == {"egp"}
    tick(browser, report, "egp")
    assert Entry.objects.filter(what="report.tasks_ticked").count() == 2


def test_what_the_page_did_not_show_is_not_taken_back(browser, report, people):
    TaskDone.objects.create(report=report, code="contract", by=people.director, on="2026-11-01")
    tick(browser, report, "powers", shown="powers doubles")
    assert done(report) == {"powers", "contract"}


def test_a_tick_outlives_a_change_of_class_and_back(browser, report):
    tick(browser, report, "egp")
    Report.objects.filter(pk=report.pk).update(official_class="bribe")
    tick(browser, report, "demand")
    assert done(report) == {"egp", "demand"}


@pytest.mark.parametrize("codes", [["nonsense"], ["demand"], ["\x00"]])
def test_a_task_that_is_not_on_the_list_is_refused(browser, report, codes):
    assert tick(browser, report, *codes).status_code == 422
    assert done(report) == set()


def test_a_closed_report_shows_its_tasks_and_takes_no_more(browser, report):
    tick(browser, report, "egp")
    Report.objects.filter(pk=report.pk).update(state="closed", close_reason="resolved")
    page = browser.get(f"/reports/{report.reference}/").content.decode()
    assert "e-GP" in page and "/tasks/" not in page
    tick(browser, report, shown="egp")
    assert done(report) == {"egp"}
