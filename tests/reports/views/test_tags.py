"""Tags: given with the class, shown and asked for in the queue, kept by the office."""

import pytest

from pacc.ledger.models import Entry
from reports.models import Report, Tag
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def report(people):
    report = a_report()
    Report.objects.filter(pk=report.pk).update(state="in_triage", assigned_to=people.officer)
    return report


def classify(browser, report, **typed):
    return browser.post(f"/reports/{report.reference}/classify/", {"severity": "medium", **typed})


def tags_of(report):
    report.refresh_from_db()
    return report.tags


def test_a_tag_is_given_shown_offered_and_asked_for(browser, report):
    other = a_report()
    assert classify(browser, report, new_tags="ถนน, อาหารกลางวัน").status_code == 302
    assert tags_of(report) == ["ถนน", "อาหารกลางวัน"]
    page = browser.get("/reports/").content.decode()
    assert "?tag=%E0%B8%96%E0%B8%99%E0%B8%99" in page
    found = browser.get("/reports/", {"tag": "ถนน"})
    assert [row.report for row in found.context["rows"]] == [report]
    assert "ป้ายกำกับ: ถนน" in found.content.decode()
    offered = browser.get(f"/reports/{other.reference}/classify/").context["form"].fields["tags"].choices
    assert [name for name, _label in offered] == ["ถนน", "อาหารกลางวัน"]


def test_a_tag_is_taken_away_and_the_rest_of_the_class_stays(browser, report):
    classify(browser, report, new_tags="ก, ข")
    classify(browser, report, tags=["ข"])
    assert tags_of(report) == ["ข"]
    assert report.severity == "medium"


def test_the_box_finds_by_tag(browser, report):
    classify(browser, report, new_tags="ถนน ชนบท")
    answer = browser.post("/search/", {"q": 'ป้าย:"ถนน ชนบท"'})
    assert answer.status_code == 302
    assert [row.report for row in browser.get(answer["Location"]).context["rows"]] == [report]


@pytest.mark.parametrize("who", ["officer", "other_officer"])
def test_a_name_that_is_no_tag_of_hers_gets_into_no_address(browser_of, report, browser, who):
    classify(browser, report, new_tags="ถนน")
    typed = "ป้าย:ถนน" if who == "other_officer" else "ป้าย:สมชาย"
    answer = browser_of(who).post("/search/", {"q": typed})
    assert answer.status_code == 422 and answer.context["form"]["q"].value() == typed


def test_an_export_by_a_tag_keeps_in_the_ledger_only_that_there_was_one(browser, report):
    classify(browser, report, new_tags="ถนน")
    sent = {"format": "xlsx", "purpose": "work", "columns": ["reference", "tags"]}
    assert browser.post("/reports/export/?tag=ถนน", sent).status_code == 200
    assert Entry.objects.get(what="reports.exported").detail["filter"] == {"tag": True}


@pytest.mark.parametrize("typed", ["ก" * 41, ",".join("กขคงจฉชซฌ"), "ก" * 300, "ก\x00ข"])
def test_what_cannot_be_a_tag_is_said_beside_the_box_and_kept(browser, report, typed):
    answer = classify(browser, report, new_tags=typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["new_tags"]
    assert tags_of(report) == []
    assert answer.context["form"]["new_tags"].value() == typed


def test_a_tag_that_nobody_offered_cannot_be_chosen(browser, report):
    assert classify(browser, report, tags=["ไม่มี"]).status_code in (302, 422)
    assert tags_of(report) == []


def test_the_ledger_says_how_many_and_not_which(browser, report):
    classify(browser, report, new_tags="ถนน")
    assert Entry.objects.get(what="report.classified").detail["tags"] == 1
    assert "ถนน" not in str(Entry.objects.values_list("detail", flat=True))


def test_an_office_retires_its_tag_once_and_reports_keep_it(browser, report, browser_of):
    classify(browser, report, new_tags="ถนน")
    tag = Tag.objects.get()
    assert browser_of("other_officer").post(f"/reports/tags/{tag.pk}/retire/").status_code == 404
    assert "ถนน" not in browser_of("other_officer").get("/reports/tags/").content.decode()
    for _time in range(2):
        assert browser.post(f"/reports/tags/{tag.pk}/retire/").status_code == 302
    assert Entry.objects.filter(what="tags.retired").count() == 1
    assert tags_of(report) == ["ถนน"]
    assert not list(browser.get("/reports/tags/").context["tags"])
    classify(browser, report, new_tags="ถนน, ข")
    assert [tag.name for tag in browser.get("/reports/tags/").context["tags"]] == ["ข", "ถนน"]


@pytest.mark.parametrize("count", [1, 3])
def test_tags_cost_the_same_for_more(browser, count, django_assert_num_queries):
    for number in range(count):
        Tag.objects.create(office_id=3, name=str(number))
    browser.get("/reports/tags/")
    with django_assert_num_queries(4):  # session, person, postings, tags
        browser.get("/reports/tags/")
