"""Two officers at the same report see each other; nobody else learns of it."""

import pytest

from networks.models import Posting
from pacc.ledger.models import Entry
from pacc.presence import come
from reports.actions import answering, triage
from reports.models import Report
from reports.queries.presence import place_of
from reports.queries.seen import seen_of
from tests.factories.accounts import StaffFactory
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def report(people):
    return a_report()


def poll(browser, report, **said):
    return browser.post(f"/reports/{report.reference}/presence/", said, headers={"HX-Request": "true"})


def others(response):
    found = response.context["others"]
    return [user.name for user in found.viewing], [user.name for user in found.writing], found.changed


def test_two_officers_see_each_other_and_not_themselves(browser_of, people, report):
    officer, director = browser_of("officer"), browser_of("director")
    assert others(officer.get(f"/reports/{report.reference}/")) == ([], [], False)
    page = director.get(f"/reports/{report.reference}/")
    assert others(page) == ([people.officer.name], [], False)
    assert f"กำลังเปิดอยู่: {people.officer.name}" in page.content.decode()
    assert others(poll(officer, report, writing="1")) == ([people.director.name], [], False)
    answer = poll(director, report)
    assert others(answer) == ([], [people.officer.name], False)
    assert f"กำลังเขียน: {people.officer.name}" in answer.content.decode()


def test_a_deed_s_page_says_that_she_writes(browser_of, people, report):
    browser_of("officer").get(f"/reports/{report.reference}/note/")
    assert others(poll(browser_of("director"), report)) == ([], [people.officer.name], False)


def test_a_page_that_shows_it_already_is_not_told_again(browser_of, people, report):
    browser_of("director").get(f"/reports/{report.reference}/")
    officer = browser_of("officer")
    shown = str(officer.get(f"/reports/{report.reference}/").context["others"])
    assert poll(officer, report, shown=shown).status_code == 204
    poll(browser_of("director"), report, writing="1")
    assert poll(officer, report, shown=shown).status_code == 200


def test_who_may_not_see_the_report_learns_nothing_and_is_not_shown(browser_of, people, report):
    stranger = browser_of("other_officer")
    assert poll(stranger, report).status_code == 404
    # She was there, and then her postings, or the report, changed.
    come(place_of(report.pk), people.other_officer.pk, writes=False)
    come(place_of(report.pk), people.director.pk, writes=False)
    Posting.objects.filter(user=people.director).delete()
    assert others(browser_of("officer").get(f"/reports/{report.reference}/")) == ([], [], False)


def test_the_page_is_told_that_the_report_changed(browser_of, people, report):
    officer = browser_of("officer")
    seen = str(officer.get(f"/reports/{report.reference}/").context["case"].seen)
    assert others(poll(officer, report, seen=seen)) == ([], [], False)
    answering.add_note(report.pk, by=people.director, text="บันทึก")
    assert others(poll(officer, report, seen=seen)) == ([], [], False)
    triage.take_report(report.pk, by=people.director)
    answer = poll(officer, report, seen=seen)
    assert others(answer) == ([], [], True)
    page = answer.content.decode()
    assert "เรื่องนี้เปลี่ยนแปลงหลังจากเปิดหน้านี้" in page
    assert f'href="/reports/{report.reference}/"' in page
    assert "href" not in poll(officer, report, seen=seen, writing="1").content.decode()


@pytest.mark.parametrize("seen", ["", "nonsense", "\x00", "x" * 5_000])
def test_what_no_page_carries_is_compared_with_nothing(browser_of, people, report, seen):
    assert others(poll(browser_of("officer"), report, seen=seen)) == ([], [], False)


def test_polls_are_no_openings(browser_of, people, report):
    before = Entry.objects.count()
    for said in ({}, {"writing": "1"}, {"seen": str(seen_of(report))}):
        poll(browser_of("officer"), report, **said)
    assert Entry.objects.count() == before


def test_who_signs_in_again_after_a_poll_is_led_to_the_case(browser_of, people, report):
    address = f"/reports/{report.reference}/presence/"
    told = poll(browser_of("citizen"), report)
    assert told.headers["HX-Redirect"].startswith("/accounts/login/")
    assert browser_of("officer").get(address)["Location"] == f"/reports/{report.reference}/"


def test_without_redis_the_case_is_read_as_ever(browser_of, people, report, settings):
    settings.REDIS_URL = "redis://localhost:1"
    browser_of("director").get(f"/reports/{report.reference}/")
    officer = browser_of("officer")
    for address in ("", "note/"):
        page = officer.get(f"/reports/{report.reference}/{address}")
        assert (page.status_code, others(page)) == (200, ([], [], False))
    seen = str(seen_of(report))
    triage.take_report(report.pk, by=people.director)
    assert others(poll(officer, report, seen=seen)) == ([], [], True)


@pytest.mark.parametrize("names", [["director"], ["director", "second", "third"]])
def test_a_poll_costs_the_same_for_more(browser_of, people, report, names, django_assert_num_queries):
    for number, _name in enumerate(names):
        colleague = people.director if not number else a_colleague(people, number)
        come(place_of(report.pk), colleague.pk, writes=False)
    officer, seen = browser_of("officer"), str(seen_of(report))
    # session, person, postings, the report, names, its last message
    with django_assert_num_queries(6):
        answer = poll(officer, report, seen=seen)
    assert len(others(answer)[0]) == len(names)


def a_colleague(people, number):
    posting = people.officer.postings.get()
    user = StaffFactory(name=f"เพื่อนร่วมงาน {number}")
    Posting.objects.create(user=user, office=posting.office, role=posting.role, starts=posting.starts)
    return user


def queue(browser, shown="", asked=""):
    headers = {"HX-Request": "true", "If-None-Match": f'"{shown}"'} if shown else {}
    return browser.get(f"/reports/{asked}", headers=headers)


def test_the_queue_shows_who_is_at_which_report(browser_of, people, report):
    other = a_report()
    browser_of("director").get(f"/reports/{report.reference}/note/")
    officer = browser_of("officer")
    officer.get(f"/reports/{report.reference}/")
    page = queue(officer)
    rows = {row.report.reference: row.others for row in page.context["rows"]}
    assert rows[other.reference] is None
    assert (rows[report.reference].viewing, rows[report.reference].writing) == ((), (people.director,))
    assert page.content.decode().count(f"กำลังเขียน: {people.director.name}") == 1


def test_a_queue_that_shows_the_same_is_not_sent_again(browser_of, people, report, django_assert_num_queries):
    browser = browser_of("officer")
    shown = queue(browser).context["shown"]
    # session, person, postings, page, tabs and mentions: nothing is opened for it
    with django_assert_num_queries(6):
        answer = queue(browser, shown)
    assert (answer.status_code, answer.content) == (304, b"")
    browser.get(f"/reports/{report.reference}/")
    assert queue(browser, shown).status_code == 304, "herself she knows of"
    assert queue(browser, shown, "?state=routed").status_code == 200
    assert queue(browser_of("director"), shown).status_code == 200


def test_a_queue_is_sent_again_as_soon_as_it_shows_something_else(browser_of, people, report):
    browser = browser_of("officer")
    shown = [queue(browser).context["shown"]]
    for happens in (
        a_report,
        lambda: triage.take_report(report.pk, by=people.director),
        lambda: Report.objects.filter(pk=report.pk).update(reply_waits=True),
        lambda: Report.objects.filter(pk=report.pk).update(tags=["ถนน"]),
        lambda: browser_of("director").get(f"/reports/{report.reference}/"),
        lambda: poll(browser_of("director"), report, writing="1"),
    ):
        happens()
        answer = queue(browser, shown[-1])
        assert answer.status_code == 200
        shown.append(answer.context["shown"])
    page = answer.content.decode()
    assert len(set(shown)) == len(shown)
    assert "<html" not in page
    assert 'id="tabs" hx-swap-oob="true"' in page
    assert f'id="r-{report.reference}"' in page
    assert f"กำลังเขียน: {people.director.name}" in page


def test_polls_of_the_queue_are_no_openings(browser_of, people, report):
    browser, before = browser_of("officer"), Entry.objects.count()
    queue(browser, queue(browser).context["shown"])
    queue(browser, "changed")
    assert Entry.objects.count() == before


def test_without_redis_the_queue_is_read_as_ever(browser_of, people, report, settings):
    settings.REDIS_URL = "redis://localhost:1"
    page = queue(browser_of("officer"))
    assert [row.others for row in page.context["rows"]] == [None]
    assert queue(browser_of("officer"), page.context["shown"]).status_code == 304


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_queue_with_people_costs_the_same_for_more(browser_of, people, report, item_count, django_assert_num_queries):
    for _number in range(item_count):
        come(place_of(a_report().pk), people.director.pk, writes=False)
        come(place_of(report.pk), a_colleague(people, _number).pk, writes=True)
    browser = browser_of("officer")
    # as without them, and their names
    with django_assert_num_queries(10):
        page = queue(browser)
    assert sum(bool(row.others) for row in page.context["rows"]) == item_count + 1
    with django_assert_num_queries(10):
        queue(browser, asked="?state=routed")


def test_after_signing_out_the_page_is_loaded_anew_at_the_door(browser_of, people):
    answer = queue(browser_of("citizen"), "changed", "?state=routed")
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/reports/%3Fstate%3Drouted"
