"""Answer templates: written, shared, found, and put into an answer without losing what was typed."""

import pytest
from django.core.exceptions import PermissionDenied

from pacc.ledger.models import Entry
from pacc.vault.codes import show_reference
from reports.actions import triage
from reports.actions.answer_templates import change_template, write_template
from reports.forms.answer_templates import LETTERS
from reports.models import AnswerTemplate
from reports.queries.seen import seen_of
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.answer_templates import a_template
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
KEY = "0b6f3f5e-9f4d-4a53-9a43-4d3a2b7c9d10"
GOOD = {"name": "รับเรื่องแล้ว", "text_th": "เรื่อง {reference}", "text_en": "", "status": "", "official_class": ""}


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def browser(officer):
    return sign_in(new_client(), officer)


@pytest.fixture
def report(officer):
    report = a_report()
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    return report


def text_of(response):
    return response.content.decode().replace("\xa0", " ").replace("\u2060", "")


def told(template):
    return {name: getattr(template, name) for name in ("name", "status", "official_class", "text_th", "text_en")}


def test_a_template_of_her_own_and_one_of_the_office(browser, officer):
    browser.post("/answers/new/", GOOD)
    browser.post("/answers/new/", GOOD | {"office": "3"})
    own, shared = AnswerTemplate.objects.order_by("id")
    assert (own.owner, own.office, shared.owner, shared.office_id) == (officer, None, None, 3)
    entry = Entry.objects.filter(what="templates.written").first()
    assert (entry.by, entry.detail) == (officer, {"template": own.pk})


def test_its_page_shows_it_as_a_reporter_reads_it(browser, officer):
    page = text_of(browser.get(f"/answers/{a_template(office=an_office(3)).pk}/"))
    assert f'<li lang="th" class="us"><p>เรื่อง SR7K-2MQX อยู่ที่ {an_office(3).name_th}</p>' in page
    assert '<li lang="en" class="us"><p>Report SR7K-2MQX</p>' in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text_th": "เรียน {ชื่อผู้แจ้ง}"}, "text_th"),
        ({"text_en": "Dear {name"}, "text_en"),
        ({"text_th": ""}, "text_th"),
        ({"text_th": "ก" * (LETTERS + 1)}, "text_th"),
        ({"text_th": BAD_TEXTS["null byte"]}, "text_th"),
        ({"name": ""}, "name"),
        ({"status": "nonsense"}, "status"),
        ({"official_class": "nonsense"}, "official_class"),
        ({"office": "4"}, "office"),
        ({"office": "x\x00"}, "office"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(browser, typed, field):
    response = browser.post("/answers/new/", GOOD | typed)
    assert_refused(response, field, kept="รับเรื่องแล้ว" if field != "name" else "เรื่อง {reference}")
    assert not AnswerTemplate.objects.exists()


def test_the_unknown_variable_is_named(browser):
    page = text_of(browser.post("/answers/new/", GOOD | {"text_th": "เรียน {ชื่อผู้แจ้ง} และ {office}"}))
    assert "{ชื่อผู้แจ้ง} ไม่ใช่ตัวแปร" in page


def test_others_templates_are_not_there(browser):
    strangers = [a_template(office=an_office(4)), a_template(owner=an_officer(3))]
    for template in strangers:
        assert browser.get(f"/answers/{template.pk}/").status_code == 404
        assert browser.post(f"/answers/{template.pk}/", GOOD | {"version": "1"}).status_code == 404
        assert browser.post(f"/answers/{template.pk}/retire/", {"version": "1"}).status_code == 404
    assert "ยังไม่มีแบบคำตอบ" in text_of(browser.get("/answers/"))


def test_a_colleagues_change_is_not_overwritten(browser, officer):
    template = a_template(office=an_office(3))
    change_template(template, by=an_officer(3), version=1, **told(template) | {"name": "ของเพื่อน"})
    response = browser.post(f"/answers/{template.pk}/", GOOD | {"name": "ของฉัน", "version": "1"})
    assert response.status_code == 422
    assert "มีผู้แก้ไขแบบคำตอบนี้ระหว่างนั้น" in text_of(response)
    assert "ของฉัน" in text_of(response)
    template.refresh_from_db()
    assert template.name == "ของเพื่อน"


def test_taken_out_it_is_offered_no_more(browser, report):
    template = a_template(office=an_office(3))
    assert browser.post(f"/answers/{template.pk}/retire/", {"version": "1"}).status_code == 302
    assert "รับเรื่องแล้ว (ปปท." not in text_of(browser.get(f"/reports/{report.reference}/"))


def test_the_list_is_searched_by_every_word(browser):
    office = an_office(3)
    a_template(office=office, name="ถนน", text_th="ตรวจสอบผิวจราจร")
    a_template(office=office, name="อาหารกลางวัน", text_th="ตรวจสอบวัตถุดิบ")
    page = text_of(browser.get("/answers/", {"q": "ตรวจสอบ จราจร"}))
    assert "ถนน" in page
    assert "อาหารกลางวัน" not in page
    for odd in ("\x00", "%", "่", "ก" * 5_000):
        assert browser.get("/answers/", {"q": odd}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_more(browser, count, django_assert_num_queries):
    for number in range(count):
        a_template(office=an_office(3), name=f"แบบ {number}")
    browser.get("/answers/")
    with django_assert_num_queries(5):
        browser.get("/answers/")


def inserted(browser, report, template, **typed):
    data = {"seen": str(seen_of(report)), "send_key": KEY, "step": "insert", "template": str(template), **typed}
    return browser.post(f"/reports/{report.reference}/answer/", data)


def test_inserted_it_stands_behind_what_was_typed_and_nothing_is_sent(browser, report):
    template = a_template(office=an_office(3))
    response = inserted(browser, report, template.pk, text="เรียนผู้แจ้ง")
    assert response.status_code == 200
    filled = f"เรียนผู้แจ้ง\n\nเรื่อง {show_reference(report.reference)} อยู่ที่ {an_office(3).name_th}</textarea>"
    assert filled in text_of(response)
    assert KEY in text_of(response)
    assert not report.messages.exists()


def test_it_comes_in_the_reporters_language(browser, officer):
    report = a_report(language="en")
    triage.take_report(report.pk, by=officer)
    response = inserted(browser, report, a_template(office=an_office(3)).pk)
    assert f"Report {show_reference(report.reference)}</textarea>" in text_of(response)


def test_nothing_chosen_or_a_strangers_template_inserts_nothing(browser, report):
    for template in ("", "x", "99999999999999", a_template(office=an_office(4)).pk):
        response = inserted(browser, report, template, text="เรียนผู้แจ้ง")
        assert response.status_code == 200
        assert "เรียนผู้แจ้ง</textarea>" in text_of(response)


def test_only_those_that_fit_status_and_class_are_offered(browser, report):
    office = an_office(3)
    a_template(office=office, name="เข้ากัน", status="screening")
    a_template(office=office, name="คนละสถานะ", status="closed")
    a_template(office=office, name="คนละประเภท", official_class="bribery")
    page = text_of(browser.get(f"/reports/{report.reference}/answer/"))
    assert "เข้ากัน" in page
    assert "คนละ" not in page


def test_words_narrow_what_is_offered_and_what_was_typed_stays(browser, report):
    office = an_office(3)
    a_template(office=office, name="ถนน")
    a_template(office=office, name="โรงเรียน")
    page = text_of(inserted(browser, report, "", text="เรียนผู้แจ้ง", find="ถนน", step="find"))
    assert "ถนน (ปปท." in page
    assert "โรงเรียน (ปปท." not in page
    assert "เรียนผู้แจ้ง</textarea>" in page


def test_a_closing_takes_a_template_and_keeps_its_reason(browser, report):
    template = a_template(office=an_office(3))
    data = {"seen": str(seen_of(report)), "send_key": KEY, "step": "insert", "template": str(template.pk)}
    page = text_of(browser.post(f"/reports/{report.reference}/close/", data | {"reason": "resolved"}))
    assert 'value="resolved" id="id_reason_4" checked' in page or "checked" in page.split('value="resolved"')[1][:80]
    assert f"เรื่อง {show_reference(report.reference)}" in page


def test_what_was_chosen_but_not_inserted_is_no_part_of_the_answer(browser, report):
    template = a_template(office=an_office(3))
    inserted(browser, report, template.pk, text="ตอบเอง", step="do")
    assert report.messages.get().kind == "answer"


def test_another_office_writes_no_template_here():
    with pytest.raises(PermissionDenied):
        write_template(by=an_officer(4), office=an_office(3), **GOOD)
