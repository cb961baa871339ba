"""An officer writes down a call for somebody else; the reporter replaces the first code."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pacc.ledger.models import Entry
from pacc.outbox.models import Job
from pacc.vault import codes
from reports.access import may_see
from reports.actions.routing import route_report
from reports.actions.typing_in import slip_token
from reports.models import Draft, Report
from reports.queries.opened import desk_key, opened
from reports.queries.slips import slip_of as first_code_of
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.fixtures.people import enter_zone
from tests.pacc.uploads import samples
from tests.reading import said
from tests.reporter import GOOD, surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

NAMED = {"identity": "named", "name": "นางสาวผู้แจ้ง ตัวอย่าง", "phone": "๐๘๑ ๒๓๔ ๕๖๗๘"}


@pytest.fixture
def browser(people, browser_of):
    surin_and_bangkok()
    return browser_of("officer")


def typed(send_key=None, **told):
    pages = {name: text for page in GOOD.values() for name, text in page.items()}
    door = {"channel": "telephone", "language": "th", "send_key": str(send_key or uuid4())}
    return {**pages, **NAMED, **door, **told}


def send(browser, **told):
    response = browser.post("/reports/new/", typed(**told))
    assert response.status_code == 302, said(response)
    return response["Location"]


def slip_of(browser, address):
    """Reference and first code."""
    page = browser.get(address).content.decode()
    reference = re.search(r'<p class="code"><span>([0-9A-Z-]+)</span>', page)[1].replace("-", "")
    code = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", re.search(r'<p class="code code-20">(.*?)</p>', page)[1]))
    return reference, code


def test_what_was_typed_becomes_a_sealed_report_that_the_ordinary_job_routes(browser, people):
    reference, _code = slip_of(browser, send(browser))
    report = Report.objects.get(reference=reference)
    assert (report.channel, report.typed_by, report.code_is_first) == ("telephone", people.officer, True)
    told = opened(report, data_key=desk_key(report))
    assert (told.narrative, told.name, told.phone) == (GOOD["what"]["narrative"], NAMED["name"], "081 234 5678")
    assert told.when.year == 2026  # typed as B.E. 2569
    assert GOOD["what"]["narrative"].encode() not in bytes(report.narrative_sealed)
    assert Job.objects.filter(name="reports.route").count() == 1
    route_report(report.pk)
    report.refresh_from_db()
    assert report.office_id == 3
    entry = Entry.objects.get(what="report.typed_in")
    assert (entry.by, entry.report_id, entry.detail["channel"]) == (people.officer, report.pk, "telephone")


def test_the_case_says_by_which_way_it_came_and_who_wrote_it_down(browser, people):
    reference, _code = slip_of(browser, send(browser))
    route_report(Report.objects.get(reference=reference).pk)
    page = said(browser.get(f"/en/reports/{reference}/"))
    assert "Telephone (1206)" in page
    assert f"Written down by {people.officer}" in page
    assert "Written down for the reporter: Telephone (1206)" in page


def test_the_queue_is_narrowed_to_a_way(browser):
    reference, _code = slip_of(browser, send(browser))
    route_report(Report.objects.get(reference=reference).pk)
    assert codes.show_reference(reference) in said(browser.get("/reports/?channel=telephone"))
    assert codes.show_reference(reference) not in said(browser.get("/reports/?channel=letter"))
    assert browser.get("/reports/?channel=nonsense").status_code in (200, 422)


def test_having_written_it_down_lets_nobody_see_it(browser, people):
    """About her own office: it goes to the central intake, out of her sight, and the slip does not say where."""
    address = send(browser, agency_kind="pacc", pacc_part="3")
    reference, _code = slip_of(browser, address)
    report = Report.objects.get(reference=reference)
    route_report(report.pk)
    report.refresh_from_db()
    assert report.office_id == 0
    assert not may_see(people.officer, report)
    assert browser.get(f"/reports/{reference}/").status_code == 404
    assert GOOD["what"]["narrative"] not in said(browser.get(address))


def test_an_account_that_names_the_pacc_is_asked_about_the_protected_route(browser):
    told = typed(narrative="เจ้าหน้าที่ ปปท. เขต ๓ เรียกเงิน")
    asked = browser.post("/reports/new/", told)
    assert asked.status_code == 422
    named = re.search(r'name="protection_for" value="([^"]*)"', asked.content.decode())[1]
    sent = browser.post("/reports/new/", {**told, "protection_for": named, "protect": "yes"})
    assert sent.status_code == 302
    assert Report.objects.get().about_office_id == 3


def test_bangkok_asks_what_the_agency_is_concerned_with(browser):
    told = typed(province="10", district="1001", subdistrict="100101")
    asked = browser.post("/reports/new/", told)
    assert asked.status_code == 200
    assert 'name="bangkok_group"' in asked.content.decode()
    assert browser.post("/reports/new/", {**told, "bangkok_group": "social"}).status_code == 302


def test_sent_twice_it_is_one_report_and_one_slip(browser):
    key = uuid4()
    first, second = (send(browser, send_key=key) for _time in range(2))
    assert first == second
    assert Report.objects.count() == 1


def test_sent_again_with_other_words_it_says_so_and_keeps_them(browser):
    key = uuid4()
    send(browser, send_key=key)
    again = browser.post("/reports/new/", typed(send_key=key, narrative="เรื่องอื่นที่พิมพ์ทับ"))
    assert again.status_code == 422
    assert "เรื่องอื่นที่พิมพ์ทับ" in said(again)
    assert str(key) not in again.content.decode()
    assert Report.objects.count() == 1


def test_the_first_code_is_shown_to_its_officer_until_it_is_handed_over(browser, browser_of):
    address = send(browser)
    _reference, code = slip_of(browser, address)
    shown = codes.show_code(code).split(" ")[0]
    assert shown not in said(browser_of("director").get(address))
    browser.post(f"{address}handed-over/")
    assert shown not in said(browser.get(address))
    assert browser.get(f"{address}file/").status_code == 302
    assert not Draft.objects.exists()


def test_the_first_code_is_gone_after_a_quarter_of_an_hour(browser):
    address = send(browser)
    _reference, code = slip_of(browser, address)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert codes.show_code(code).split(" ")[0] not in said(browser.get(address))


def test_neither_log_nor_ledger_nor_task_names_the_first_code(browser, caplog):
    address = send(browser)
    _reference, code = slip_of(browser, address)
    kept = caplog.text + str([entry.detail for entry in Entry.objects.all()]) + str(list(Job.objects.values()))
    assert code not in kept
    assert codes.show_code(code) not in kept
    assert code not in address


def test_slip_as_a_pdf(browser):
    response = browser.get(f"{send(browser, language='en')}file/")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"].find("no-store") >= 0


def test_an_anonymous_caller_leaves_no_name(browser):
    reference, _code = slip_of(browser, send(browser, identity="anonymous"))
    assert Report.objects.get(reference=reference).reporter_sealed is None


def test_a_scan_comes_along_and_what_is_no_picture_is_refused(browser):
    good = SimpleUploadedFile("จดหมาย.jpg", samples.jpeg())
    reference, _code = slip_of(browser, send(browser, attached=good))
    assert Report.objects.get(reference=reference).evidence.count() == 1
    bad = browser.post("/reports/new/", typed(attached=SimpleUploadedFile("a.exe", b"MZ not a picture")))
    assert_refused(bad, "attached", kept=GOOD["what"]["narrative"])


def test_a_file_attached_first_is_kept_while_the_rest_is_corrected(browser):
    key = uuid4()
    page = browser.post(
        "/reports/new/",
        typed(send_key=key, narrative="", attached=SimpleUploadedFile("a.jpg", samples.jpeg())),
    )
    held = re.search(r'name="files" value="([^"]+)"', page.content.decode())[1]
    reference, _code = slip_of(browser, send(browser, send_key=key, files=held))
    assert Report.objects.get(reference=reference).evidence_count == 1


def test_an_empty_page_says_what_is_missing(browser):
    page = browser.post("/reports/new/", {})
    for field in ("channel_0", "narrative", "kind_0", "province", "agency_kind", "identity_0"):
        assert f'href="#id_{field}"' in page.content.decode(), field
    assert page.status_code == 422


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
@pytest.mark.parametrize("field", ["people", "agency", "place", "name"])
def test_bad_texts_are_refused_beside_their_box(browser, field, text):
    assert_refused(browser.post("/reports/new/", typed(**{field: text})), field)
    assert not Report.objects.exists()


def test_a_district_of_another_province_is_refused(browser):
    assert_refused(browser.post("/reports/new/", typed(province="31")), "district")


def test_whoever_serves_nowhere_has_no_such_page(people, browser_of):
    assert browser_of("portal_admin").get("/reports/new/").status_code == 404


def test_page_costs_the_same_with_many_reports(browser, django_assert_max_num_queries):
    send(browser)
    with django_assert_max_num_queries(16):
        assert browser.get("/reports/new/").status_code == 200


# The reporter comes back with the slip.


@pytest.fixture
def slip(browser):
    """(reference, first code, the form's key)"""
    key = uuid4()
    reference, code = slip_of(browser, send(browser, send_key=key))
    route_report(Report.objects.get(reference=reference).pk)
    return reference, code, key


@pytest.fixture
def reporter(slip, settings):
    browser = enter_zone(settings, "site")
    assert browser.post("/track/", {"reference": slip[0], "code": slip[1]}).status_code == 302
    return browser


def new_code(reporter):
    page = reporter.get("/track/case/code/").content.decode()
    return re.sub(r"\D", "", re.sub(r"<[^>]+>", "", re.search(r'<p class="code code-20">(.*?)</p>', page)[1]))


def test_a_first_code_shows_the_status_only(slip, reporter):
    page = said(reporter.get("/track/case/"))
    assert GOOD["what"]["narrative"] not in page
    assert "ปปท. เขต 3" in page
    assert "/track/case/code/" in page


def test_a_first_code_writes_nothing(slip, reporter):
    reporter.post("/track/case/answer/", {"text": "ในนามผู้แจ้ง", "send_key": str(uuid4())})
    reporter.post("/track/case/not-resolved/", {"reason": "ไม่จบ", "send_key": str(uuid4())})
    assert not Report.objects.get(reference=slip[0]).messages.exists()


def test_a_code_of_ones_own_opens_everything_and_the_first_one_nothing(slip, reporter):
    own = new_code(reporter)
    assert own != slip[1]
    assert reporter.post("/track/case/code/").status_code == 302
    assert GOOD["what"]["narrative"] in said(reporter.get("/track/case/"))
    for code, opens in ((slip[1], False), (own, True)):
        reporter.cookies.clear()
        assert (reporter.post("/track/", {"reference": slip[0], "code": code}).status_code == 302) is opens
    assert GOOD["what"]["narrative"] in said(reporter.get("/track/case/"))
    assert Entry.objects.filter(what="report.code_replaced", by=None, at=None).count() == 1


def test_the_new_code_stays_the_same_until_it_counts(slip, reporter):
    assert new_code(reporter) == new_code(reporter)


def test_replaced_twice_by_a_double_click_it_is_one_code(slip, reporter):
    new_code(reporter)
    held = {name: morsel.value for name, morsel in reporter.cookies.items()}
    for _time in range(2):
        for name, value in held.items():
            reporter.cookies[name] = value
        assert reporter.post("/track/case/code/").status_code == 302
    assert GOOD["what"]["narrative"] in said(reporter.get("/track/case/"))


def test_whoever_still_holds_the_first_code_open_is_asked_again(slip, reporter, settings):
    other = enter_zone(settings, "site")
    other.post("/track/", {"reference": slip[0], "code": slip[1]})
    new_code(other)
    new_code(reporter)
    reporter.post("/track/case/code/")
    for response in (other.post("/track/case/code/"), other.get("/track/case/")):
        assert GOOD["what"]["narrative"] not in said(response)
        assert response.status_code in (200, 422)
    assert GOOD["what"]["narrative"] in said(reporter.get("/track/case/"))


def test_a_slip_is_not_shown_once_the_reporter_has_a_code_of_her_own(people, slip, reporter):
    token = slip_token(people.officer, slip[2])
    assert first_code_of(token).code == slip[1]
    new_code(reporter)
    reporter.post("/track/case/code/")
    assert first_code_of(token) is None
