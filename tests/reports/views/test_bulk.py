"""One deed with many reports of the queue: chosen, looked through, done, killed in the middle, undone."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from networks.models import Posting
from pacc.ledger.models import Entry
from pacc.outbox.models import Job
from pacc.vault import codes
from reports.actions import bulk as actions
from reports.actions import bulk_deeds, tracking, triage
from reports.models import Bulk, BulkItem, Merge, Message, Report
from reports.queries.bulk import progress_of
from reports.views.queue import PAGE_SIZE
from tests.factories.offices import an_officer
from tests.factories.reports import a_report
from tests.reading import said
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def colleague(people):
    return an_officer(3)


def chosen(browser, reports, deed="assign", **more):
    """The address of the page that asks what is to be done."""
    response = browser.post("/reports/bulk/", {"pick": [report.reference for report in reports], "deed": deed, **more})
    assert response.status_code == 302
    return response["Location"]


def begun(browser, reports, deed="assign", **told):
    """Looked through and confirmed; the worker has not come yet."""
    address = chosen(browser, reports, deed)
    assert browser.post(address, told).status_code == 302
    assert browser.post(f"{address}start/").status_code == 302
    return address, Bulk.objects.get()


def work(bulk):
    """As the desk's worker: until nothing is promised any more."""
    bulk.refresh_from_db()
    while bulk.state in ("running", "undoing"):
        actions.run_bulk(bulk.pk)
        bulk.refresh_from_db()


def fresh(report):
    return Report.objects.get(pk=report.pk)


def test_what_may_not_be_changed_is_told_before_and_the_rest_is_done(browser, people, colleague):
    free, theirs, merged = a_report(), a_report(), a_report()
    triage.assign_report(theirs.pk, by=people.officer, to=colleague)
    Report.objects.filter(pk=merged.pk).update(state="closed")
    address = chosen(browser, [free, theirs, merged])
    browser.post(address, {"to": colleague.pk})
    page = browser.get(address)
    assert (page.context["progress"].waiting, page.context["progress"].refused) == (1, 2)
    groups = page.context["progress"].left_alone
    assert {tuple(group.references) for group in groups} == {(theirs.reference,), (merged.reference,)}
    assert colleague.name in said(page) and fresh(free).assigned_to is None
    browser.post(f"{address}start/")
    work(bulk := Bulk.objects.get())
    assert (fresh(free).assigned_to, fresh(free).state) == (colleague, "assigned")
    assert bulk.state == "done"
    assert Entry.objects.filter(what="report.assigned", report_id=free.pk, by=people.officer).count() == 1


def test_all_that_match_are_more_than_the_page(browser, people, colleague):
    reports = [a_report() for _number in range(PAGE_SIZE + 3)]
    other_kind = a_report(kind="bribe")
    response = browser.post("/reports/bulk/?kind=construction", {"all": "on", "deed": "assign"})
    browser.post(response["Location"], {"to": colleague.pk})
    bulk = Bulk.objects.get()
    assert progress_of(bulk).waiting == len(reports)
    late = a_report()  # the set was fixed before it came
    browser.post(f"{response['Location']}start/")
    work(bulk)
    assert Report.objects.filter(assigned_to=colleague).count() == len(reports)
    assert fresh(other_kind).assigned_to is None and fresh(late).assigned_to is None


def test_killed_in_the_middle_it_goes_on_and_does_nothing_twice(browser, people, colleague, monkeypatch):
    reports = [a_report() for _number in range(4)]
    _address, bulk = begun(browser, reports, to=colleague.pk)
    assign, calls = bulk_deeds.assign, []

    def killed(report_id, **kwargs):
        assign(report_id, **kwargs)
        calls.append(report_id)
        if len(calls) == 3:  # done and not committed
            raise SystemExit

    monkeypatch.setattr(bulk_deeds, "assign", killed)
    with pytest.raises(SystemExit):
        actions.run_bulk(bulk.pk)
    assert Report.objects.filter(assigned_to=colleague).count() == 2
    for _time in range(2):
        actions.run_bulk(bulk.pk)
    bulk.refresh_from_db()
    assert bulk.state == "done" and progress_of(bulk).done == 4
    assert Entry.objects.filter(what="report.assigned").count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_report_once(browser, people, colleague):
    reports = [a_report() for _number in range(6)]
    _address, bulk = begun(browser, reports, to=colleague.pk)
    assert at_once(*[lambda: actions.run_bulk(bulk.pk)] * 3) == [None] * 3
    assert Entry.objects.filter(what="report.assigned").count() == 6
    assert progress_of(bulk).done == 6


def test_a_worker_does_some_and_promises_the_rest(browser, people, colleague, monkeypatch):
    monkeypatch.setattr(actions, "_DONE_AT_ONCE", 2)
    _address, bulk = begun(browser, [a_report() for _number in range(3)], to=colleague.pk)
    assert Job.objects.filter(name="reports.run_bulk").count() == 1
    actions.run_bulk(bulk.pk)
    assert Job.objects.filter(name="reports.run_bulk").count() == 2
    assert progress_of(bulk).done == 2


def test_what_changed_after_the_preview_is_left_alone_and_told(browser, people, colleague):
    taken, gone, calm = a_report(), a_report(), a_report()
    address = chosen(browser, [taken, gone, calm])
    browser.post(address, {"to": colleague.pk})
    triage.take_report(taken.pk, by=(third := an_officer(3)))
    Report.objects.filter(pk=gone.pk).update(office=4)
    browser.post(f"{address}start/")
    work(Bulk.objects.get())
    assert fresh(taken).assigned_to == third
    assert fresh(gone).assigned_to is None
    assert fresh(calm).assigned_to == colleague
    told = browser.get(address).context["progress"].left_alone
    assert {reference for group in told for reference in group.references} == {taken.reference, gone.reference}


def test_undone_all_is_as_it_was_but_what_a_colleague_touched(browser, people, colleague):
    calm, touched, written = a_report(), a_report(), a_report()
    before = Report.objects.values().get(pk=calm.pk)
    address, bulk = begun(browser, [calm, touched, written], to=colleague.pk)
    work(bulk)
    triage.begin_triage(touched.pk, by=colleague)
    Message.objects.create(report=written, kind="note", body_sealed=b"x", on=timezone.localdate(), by=colleague)
    triage.classify_report(
        written.pk, by=colleague, official_class="", behaviour="corruption", severity=""
    )  # fmt: skip
    assert browser.post(f"{address}undo/").status_code == 302
    work(bulk)
    assert Report.objects.values().get(pk=calm.pk) == before
    assert fresh(touched).assigned_to == fresh(written).assigned_to == colleague
    page = browser.get(address)
    assert page.context["progress"].undone == 1
    kept = {reference for group in page.context["progress"].kept for reference in group.references}
    assert kept == {touched.reference, written.reference}
    assert touched.reference[:4] in said(page)


def test_after_ten_minutes_it_stays(browser, people, colleague):
    report = a_report()
    address, bulk = begun(browser, [report], to=colleague.pk)
    work(bulk)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert browser.post(f"{address}undo/").status_code == 422
        assert f"{address}undo/" not in browser.get(address).content.decode()
    assert fresh(report).assigned_to == colleague


def test_class_changes_what_was_chosen_and_comes_back(browser, people):
    report, same = a_report(), a_report()
    triage.classify_report(report.pk, by=people.officer, official_class="bribe", behaviour="corruption", severity="low")
    triage.classify_report(same.pk, by=people.officer, official_class="", behaviour="", severity="high")
    address, bulk = begun(browser, [report, same], "classify", severity="high")
    assert progress_of(bulk).refused == 1
    work(bulk)
    changed = fresh(report)
    assert (changed.official_class, changed.behaviour, changed.severity) == ("bribe", "corruption", "high")
    browser.post(f"{address}undo/")
    work(bulk)
    assert fresh(report).severity == "low"


def test_tags_are_added_to_many_and_taken_away_again(browser, people):
    bare, tagged, same, full = (a_report() for _number in range(4))
    for report, tags in ((tagged, ["คลอง"]), (same, ["ถนน"]), (full, list("กขคงจฉชซ"))):
        Report.objects.filter(pk=report.pk).update(tags=tags)
    address, bulk = begun(browser, [bare, tagged, same, full], "tag", tags="ถนน, ถนน")
    page = browser.get(address)
    assert [str(words) for _label, words in page.context["told"]] == ["ถนน"]
    assert "มีป้ายกำกับเหล่านี้อยู่แล้ว" in [group.why for group in progress_of(bulk).left_alone]
    work(bulk)
    assert [fresh(report).tags for report in (bare, tagged, same)] == [["ถนน"], ["คลอง", "ถนน"], ["ถนน"]]
    assert fresh(full).tags == list("กขคงจฉชซ")
    browser.post(f"{address}undo/")
    work(bulk)
    assert [fresh(report).tags for report in (bare, tagged, same)] == [[], ["คลอง"], ["ถนน"]]


def test_duplicates_become_parts_of_one_and_are_taken_out_again(browser, people):
    into, first, second, done = a_report(), a_report(), a_report(), a_report()
    Report.objects.filter(pk=done.pk).update(state="referred")
    address, bulk = begun(browser, [into, first, second, done], "duplicate", into=into.reference)
    assert progress_of(bulk).refused == 2  # itself, and what is done with
    work(bulk)
    assert set(Merge.objects.filter(ended_on=None).values_list("report", flat=True)) == {first.pk, second.pk}
    browser.post(f"{address}undo/")
    work(bulk)
    assert not Merge.objects.filter(ended_on=None).exists()
    assert fresh(first).state == "routed"


def test_reply_of_the_reporter_is_a_touch_and_a_look_is_none(browser, people, colleague):
    token = codes.new_token()
    report = a_report(token)
    looked_at = a_report()
    address = chosen(browser, [report, looked_at])
    browser.post(address, {"to": colleague.pk})
    key = tracking.CaseKey(report.pk, codes.derive(codes.code_of(token), report.reference)[1])
    tracking.reply(key, text="ก", files=(), send_key=uuid4())
    browser.get(f"/reports/{looked_at.reference}/")
    browser.post(f"{address}start/")
    work(Bulk.objects.get())
    assert fresh(report).assigned_to is None and fresh(looked_at).assigned_to == colleague


@pytest.mark.parametrize(
    ("deed", "told", "field"),
    [
        ("assign", {"to": ""}, "to"),
        ("assign", {"to": "999999"}, "to"),
        ("classify", {}, "__all__"),
        ("tag", {}, "tags"),
        ("tag", {"tags": " , "}, "tags"),
        ("tag", {"tags": "ก" * 41}, "tags"),
        ("classify", {"severity": "\x00"}, "severity"),
        ("duplicate", {"into": ""}, "into"),
        ("duplicate", {"into": "ZZZZ2222"}, "into"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(browser, deed, told, field):
    response = browser.post(chosen(browser, [a_report()], deed), told)
    assert response.status_code == 422 and field in response.context["form"].errors


@pytest.mark.parametrize("sent", [{}, {"deed": "assign"}, {"deed": "erase", "pick": ["x"]}, {"pick": ["\x00"]}])
def test_nothing_chosen_leads_back_to_the_queue_with_its_filter(browser, sent):
    response = browser.post("/reports/bulk/?kind=bribe", sent)
    assert response["Location"] == "/reports/?kind=bribe"
    assert not Bulk.objects.exists()


def test_nobody_chooses_what_she_does_not_see_nor_sees_anothers_choice(browser, browser_of):
    elsewhere = a_report(agency_kind="ministry")
    mine = a_report()
    address = chosen(browser, [elsewhere, mine])
    assert list(BulkItem.objects.values_list("report", flat=True)) == [mine.pk]
    assert browser_of("director").get(address).status_code == 404


def test_confirmed_twice_it_is_done_once(browser, people, colleague):
    address, bulk = begun(browser, [a_report()], to=colleague.pk)
    browser.post(f"{address}start/")
    assert Job.objects.filter(name="reports.run_bulk").count() == 1
    work(bulk)
    assert browser.post(f"{address}start/").status_code == 302


def test_officer_whose_posting_ended_changes_nothing_more(browser, people, colleague):
    report = a_report()
    _address, bulk = begun(browser, [report], to=colleague.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    Posting.objects.filter(user=people.officer).update(ends=yesterday)
    work(bulk)
    assert fresh(report).assigned_to is None and progress_of(bulk).refused == 1


def test_old_choices_are_forgotten_and_what_runs_is_not(browser, people, colleague):
    _address, bulk = begun(browser, [a_report()], to=colleague.pk)
    chosen(browser, [a_report()])
    actions.sweep_bulks(now=timezone.now() + timedelta(days=30))
    assert list(Bulk.objects.all()) == [bulk]
    work(bulk)
    assert actions.sweep_bulks(now=timezone.now() + timedelta(days=6)) == 0
    actions.sweep_bulks(now=timezone.now() + timedelta(days=8))
    assert not Bulk.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_looking_through_costs_the_same_for_more(browser, people, colleague, count, django_assert_num_queries):
    address = chosen(browser, [a_report() for _number in range(count)])
    with django_assert_num_queries(17):
        browser.post(address, {"to": colleague.pk})
    with django_assert_num_queries(7):
        browser.get(address)
