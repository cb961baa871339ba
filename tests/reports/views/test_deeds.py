"""An officer does something with a report through its pages: asked, shown once more, done, refused, told of changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.models import Posting
from reports.actions import answering, closing, transferring, triage
from reports.forms.deed import LETTERS
from reports.models import Message, Report
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from reports.workflow import State
from tests.factories.offices import an_office
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

KEY = "0b6f3f5e-9f4d-4a53-9a43-4d3a2b7c9d10"
IN_A_MONTH = timezone.localdate() + timedelta(days=30)
A_DAY = {
    "answer_by_day": str(IN_A_MONTH.day),
    "answer_by_month": str(IN_A_MONTH.month),
    "answer_by_year": str(IN_A_MONTH.year + 543),
}
# What is typed on each page whose form is read once more, and the state that follows.
PREVIEWED = {
    "ask": ({"text": "ช่วงไหนของถนน", **A_DAY}, State.WAITING),
    "answer": ({"text": "ได้รับเรื่องแล้ว"}, State.FACT_FINDING),
    "refer": ({"agency": "อำเภอท่าตูม", "ground": "มาตรา 1", "show_agency": "on", "text": "ส่งต่อแล้ว"}, State.REFERRED),
    "hand-over": ({"text": "รับเป็นสำนวนแล้ว"}, State.HANDED_OVER),
    "close": ({"reason": "resolved", "text": "แก้ไขแล้ว"}, State.CLOSED),
}


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def report(people):
    """In fact-finding, from where most is allowed."""
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    triage.begin_fact_finding(report.pk, by=people.officer)
    report.refresh_from_db()
    return report


def address(report, deed):
    return f"/reports/{report.reference}/{deed}/"


def sent(report, **typed):
    return {"seen": str(seen_of(report)), "send_key": KEY, "step": "do", **typed}


def state_of(report):
    report.refresh_from_db()
    return report.state


def texts(report):
    return [
        unseal(message, "body_sealed", data_key=desk_key(report)) for message in report.messages.order_by("arrival")
    ]


def test_take_is_one_click_and_twice_is_once(browser, people):
    report = a_report()
    for _time in range(2):
        response = browser.post(address(report, "take"), follow=True)
        assert response.redirect_chain == [(f"/reports/{report.reference}/", 302)]
    assert (state_of(report), report.assigned_to) == (State.ASSIGNED, people.officer)


def test_take_after_a_colleague_says_who_was_quicker(browser, people):
    report = a_report()
    triage.take_report(report.pk, by=people.director)
    response = browser.post(address(report, "take"))
    assert response.status_code == 422
    assert people.director.name in response.content.decode()


def test_triage_and_fact_finding_begin_with_one_click(browser, people):
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    report.refresh_from_db()
    browser.post(address(report, "triage"), sent(report))
    assert state_of(report) == State.IN_TRIAGE
    browser.post(address(report, "examine"), sent(report))
    assert state_of(report) == State.FACT_FINDING


def test_assign_offers_those_who_serve_here(browser, people):
    report = a_report()
    offered = browser.get(address(report, "assign")).context["form"].fields["to"].queryset
    assert set(offered) == {people.officer, people.director}
    browser.post(address(report, "assign"), sent(report, to=people.director.pk))
    assert (state_of(report), report.assigned_to) == (State.ASSIGNED, people.director)
    for stranger in (people.other_officer.pk, people.portal_admin.pk, "x", 0):
        assert browser.post(address(report, "assign"), sent(report, to=stranger)).status_code == 422


def test_classify_keeps_both_and_can_be_taken_back(browser, report):
    browser.post(address(report, "classify"), {"official_class": "bribe", "behaviour": "corruption"})
    report.refresh_from_db()
    assert (report.official_class, report.behaviour, report.kind) == ("bribe", "corruption", "construction")
    assert 'value="bribe" selected' in browser.get(f"/reports/{report.reference}/").content.decode()
    browser.post(address(report, "classify"), {"official_class": "", "behaviour": ""})
    report.refresh_from_db()
    assert (report.official_class, report.behaviour) == ("", "")
    assert browser.post(address(report, "classify"), {"official_class": "nonsense"}).status_code == 422


@pytest.mark.parametrize("deed", PREVIEWED)
def test_what_is_for_good_is_read_once_more(browser, report, deed):
    typed, state = PREVIEWED[deed]
    before = state_of(report)
    preview = browser.post(address(report, deed), sent(report, **typed) | {"step": ""})
    page = preview.content.decode()
    assert preview.status_code == 200
    assert typed["text"] in page
    assert state_of(report) == before
    assert not report.messages.exists()
    hidden = dict(preview.context["form"].typed())
    changing = browser.post(address(report, deed), {**hidden, "step": "change"}).content.decode()
    assert f"{typed['text']}</textarea>" in changing
    response = browser.post(address(report, deed), {**hidden, "step": "do"})
    assert response["Location"] == f"/reports/{report.reference}/"
    assert state_of(report) == state
    assert any(typed["text"] in text for text in texts(report))


@pytest.mark.parametrize("deed", PREVIEWED)
def test_sent_twice_is_done_once(browser, report, deed):
    typed, state = PREVIEWED[deed]
    whole = sent(report, **typed)
    for _time in range(2):
        assert browser.post(address(report, deed), whole).status_code == 302
    assert state_of(report) == state
    assert Message.objects.exclude(kind="note").count() == 1


@pytest.mark.parametrize("deed", PREVIEWED)
def test_a_second_officer_is_told_what_changed_and_loses_no_text(browser, people, report, deed):
    typed, state = PREVIEWED[deed]
    whole = sent(report, **typed)
    answering.answer_reporter(report.pk, by=people.director, text="คำตอบของอีกคน")
    response = browser.post(address(report, deed), whole)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="errsum"' in page
    assert "มีข้อความใหม่" in page
    assert "คำตอบของอีกคน" in page, "what came in between is on the page"
    assert typed["text"] in page
    assert state_of(report) == State.FACT_FINDING
    again = {**whole, "seen": response.context["form"]["seen"].value()}
    assert browser.post(address(report, deed), again).status_code == 302
    assert state_of(report) == state


def test_closed_meanwhile_says_so_and_keeps_the_text(browser, people, report):
    whole = sent(report, text="คำตอบที่พิมพ์ไว้")
    closing.close_report(report.pk, by=people.director, reason="resolved", text="แก้ไขแล้ว")
    for _time in range(2):
        response = browser.post(address(report, "answer"), whole)
        page = response.content.decode()
        assert response.status_code == 422
        assert "คำตอบที่พิมพ์ไว้" in page
        assert "ปิดเรื่อง" in page
        whole["seen"] = response.context["form"]["seen"].value()
    assert texts(report) == ["แก้ไขแล้ว"]


def test_correcting_a_slip_does_not_hide_what_changed(browser, people, report):
    whole = sent(report, text="ถาม", **A_DAY)
    answering.answer_reporter(report.pk, by=people.director, text="คำตอบของอีกคน")
    slip = browser.post(address(report, "ask"), {**whole, "answer_by_day": "32"})
    assert slip.status_code == 422
    again = {**whole, "seen": slip.context["form"]["seen"].value()}
    assert "มีข้อความใหม่" in browser.post(address(report, "ask"), again).content.decode()


def test_transfer_shows_it_once_more_and_leads_to_the_queue(browser, report):
    an_office(4)
    typed = sent(report, to="4", reason="อยู่ต่างเขต")
    preview = browser.post(address(report, "transfer"), typed | {"step": ""}).content.decode()
    assert "อยู่ต่างเขต" in preview and "ปปท." in preview
    response = browser.post(address(report, "transfer"), typed)
    assert response["Location"] == "/reports/"
    assert (state_of(report), report.office_id) == (State.ROUTED, 4)
    assert browser.get(f"/reports/{report.reference}/").status_code == 404


def test_transfer_never_offers_the_same_office_nor_the_one_it_is_about(browser_of, people):
    report = a_report(agency_kind="pacc", about_pacc="office", about_office=5)
    offered = browser_of("intake_officer").get(address(report, "transfer")).context["form"].fields["to"].queryset
    assert {office.number for office in offered} == {1, 2, 3, 4, 6, 7, 8, 9}
    refused = browser_of("intake_officer").post(address(report, "transfer"), sent(report, to="5", reason="x"))
    assert refused.status_code == 422


def test_no_ground_is_proposed_by_one_and_approved_by_another(browser_of, people, report):
    typed = sent(report, reason="no_ground", text="ไม่พบมูลตามที่แจ้ง")
    preview = browser_of("officer").post(address(report, "close"), typed | {"step": ""}).content.decode()
    assert "เสนอปิดเรื่อง" in preview.replace("\u2060", "")
    assert browser_of("officer").post(address(report, "close"), typed).status_code == 302
    assert state_of(report) == State.FACT_FINDING
    for who, sees_buttons in (("officer", False), ("director", True)):
        page = browser_of(who).get(f"/reports/{report.reference}/").content.decode()
        assert "ไม่พบมูลตามที่แจ้ง" in page
        assert (address(report, "approve") in page) is sees_buttons
    assert browser_of("officer").post(address(report, "approve"), sent(report)).status_code == 403
    page = browser_of("director").get(address(report, "approve")).content.decode()
    assert "ไม่พบมูลตามที่แจ้ง" in page
    for _time in range(2):
        assert browser_of("director").post(address(report, "approve"), sent(report)).status_code == 302
    assert (state_of(report), report.close_reason) == (State.CLOSED, "no_ground")
    assert texts(report) == ["ไม่พบมูลตามที่แจ้ง"]


def test_returned_proposal_says_why_to_officers(browser_of, people, report):
    typed = sent(report, reason="no_ground", text="ไม่พบมูล")
    browser_of("officer").post(address(report, "close"), typed)
    assert browser_of("director").post(address(report, "return"), sent(report, text="")).status_code == 422
    assert browser_of("director").post(address(report, "return"), sent(report, text="ดูแบบแปลนก่อน")).status_code == 302
    page = browser_of("officer").get(f"/reports/{report.reference}/").content.decode()
    assert "ดูแบบแปลนก่อน" in page
    assert state_of(report) == State.FACT_FINDING


def test_declined_transfer_leaves_the_officers_sight(browser_of, people, report):
    an_office(4)
    transferring.transfer_report(report.pk, by=people.officer, to=an_office(4), reason="ต่างเขต")
    Posting.objects.filter(user=people.director).update(office=4)
    browser, page = browser_of("director"), f"/reports/{report.reference}/"
    assert address(report, "decline") in browser.get(page).content.decode()
    report.refresh_from_db()
    assert browser.post(address(report, "decline"), sent(report, reason="")).status_code == 422
    assert browser.post(address(report, "decline"), sent(report, reason="ไม่ใช่พื้นที่")).status_code == 302
    assert (state_of(report), report.office_id) == (State.ROUTED, 3)
    assert browser.get(page).status_code == 404
    assert "ไม่ใช่พื้นที่" in browser_of("officer").get(page).content.decode()


def test_set_aside_and_brought_back(browser, report):
    day = {name.replace("answer_by", "until"): value for name, value in A_DAY.items()}
    for slip in ({"until_day": ""}, {"until_year": "2500"}, {"until_year": "2669"}):
        assert browser.post(address(report, "set-aside"), sent(report, **day) | slip).status_code == 422
    assert browser.post(address(report, "set-aside"), sent(report, **day, back_on_reply="on")).status_code == 302
    page = browser.get(f"/reports/{report.reference}/").content.decode()
    assert "พักเรื่องไว้จนถึง" in page.replace("\u2060", "")
    for _time in range(2):
        assert browser.post(address(report, "bring-back"), sent(report)).status_code == 302
    report.refresh_from_db()
    assert report.set_aside_until is None


def test_note_stays_inside_and_can_be_added_to_a_closed_case(browser, people, report):
    closing.close_report(report.pk, by=people.officer, reason="resolved", text="แก้ไขแล้ว")
    for _time in range(2):
        assert browser.post(address(report, "note"), {"text": "บันทึก", "send_key": KEY}).status_code == 302
    assert [message.kind for message in report.messages.order_by("arrival")] == ["closing", "note"]


@pytest.mark.parametrize(
    ("deed", "slip"),
    [
        ("ask", {"text": ""}),
        ("ask", {"text": "ก" * (LETTERS + 1)}),
        ("ask", {"text": "ก\x00"}),
        ("ask", {"answer_by_day": ""}),
        ("ask", {"answer_by_day": "31", "answer_by_month": "2"}),
        ("ask", {"answer_by_year": "2500"}),
        ("ask", {"answer_by_year": "2669"}),
        ("answer", {"text": " \n "}),
        ("note", {"text": ""}),
        ("refer", {"agency": ""}),
        ("refer", {"agency": "ก" * 201}),
        ("refer", {"text": ""}),
        ("refer", {"ground": ""}),
        ("refer", {"ground": "ก" * 5_000}),
        ("hand-over", {"text": ""}),
        ("close", {"reason": ""}),
        ("close", {"reason": "nonsense"}),
        ("close", {"text": ""}),
        ("transfer", {"to": ""}),
        ("transfer", {"to": "3"}),
        ("transfer", {"reason": ""}),
        ("assign", {"to": ""}),
        ("ask", {"seen": "nonsense"}),
        ("close", {"seen": ""}),
        ("close", {"send_key": "nonsense"}),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_is_done(browser, people, report, deed, slip):
    an_office(4)
    others = {
        "note": {"text": "บันทึก"},
        "transfer": {"to": "4", "reason": "ต่างเขต"},
        "assign": {"to": people.director.pk},
    }
    whole = others.get(deed) or PREVIEWED[deed][0]
    response = browser.post(address(report, deed), sent(report, **whole) | slip)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="errsum"' in page
    assert set(response.context["form"].errors) == {next(iter(slip)).removesuffix("_day").removesuffix("_year")}
    for name in ("text", "reason"):
        if name in whole and name not in slip:
            assert whole[name] in page, "what was typed is kept"
    assert state_of(report) == State.FACT_FINDING
    assert not report.messages.exists()


@pytest.mark.parametrize("deed", ["take", "triage"])
def test_a_deed_that_the_state_does_not_allow_leads_back_with_a_word(browser, report, deed):
    response = browser.get(address(report, deed), follow=True)
    assert response.redirect_chain == [(f"/reports/{report.reference}/", 302)]
    assert "ขณะนี้ทำไม่ได้" in response.content.decode()
    typed = sent(report) if deed == "triage" else {}
    assert browser.post(address(report, deed), typed).status_code == 422


def test_whose_posting_ended_while_she_wrote_does_nothing(browser, people, report):
    whole = sent(report, text="คำตอบ")
    Posting.objects.filter(user=people.officer).update(ends=timezone.localdate() - timedelta(days=1))
    assert browser.post(address(report, "answer"), whole).status_code in {302, 403, 404}
    assert not report.messages.exists()


def test_a_thousand_emoji_are_kept_whole(browser, report):
    text = "😀" * 1000
    browser.post(address(report, "answer"), sent(report, text=text))
    assert texts(report) == [text]
    assert Report.objects.get(pk=report.pk).answered_on == timezone.localdate()


def test_what_is_begun_is_kept_sealed_for_its_writer_until_it_is_sent(browser_of, browser, people, report):
    where = f"/reports/{report.reference}/"
    for text in ("ร่างแรก", "ร่างที่สอง"):
        browser.post(address(report, "answer"), sent(report, text=text) | {"step": "keep"})
    (kept,) = report.writings.all()
    assert "ร่างที่สอง".encode() not in bytes(kept.text_sealed)
    assert "ร่างที่สอง" in browser.get(where).content.decode()
    assert "ร่างที่สอง" in browser.get(address(report, "answer")).content.decode()
    assert "ร่างที่สอง" not in browser_of("director").get(where).content.decode()
    assert not report.messages.exists()
    answer = browser.post(address(report, "note"), {"text": "โน้ต\x00", "step": "keep"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content.decode()[:9]) == (200, "บันทึกร่าง"[:9])
    browser.post(address(report, "answer"), sent(report, text="คำตอบจริง"))
    assert [each.deed for each in report.writings.all()] == ["note"]
    browser.post(address(report, "note"), {"text": " ", "step": "keep"})
    assert not report.writings.exists()


def test_only_who_sees_the_report_keeps_a_draft_of_it(browser_of, people, report):
    typed = sent(report, text="ก") | {"step": "keep"}
    assert browser_of("other_officer").post(address(report, "answer"), typed).status_code == 404
    Posting.objects.filter(user=people.officer).update(ends=timezone.localdate() - timedelta(days=1))
    assert browser_of("officer").post(address(report, "answer"), typed).status_code in {302, 403, 404}
    assert not report.writings.exists()
