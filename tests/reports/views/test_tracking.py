"""A reporter comes back, reads, answers: pages as she sees them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from pacc.outbox.models import Job
from pacc.vault import codes
from reports.models import Message, Report
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.views.tracking import CASE_COOKIE
from tests.factories.reports import AN_ACCOUNT, a_report
from tests.pacc.uploads.samples import jpeg
from tests.reading import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def told():
    """(report, its code)"""
    token = codes.new_token()
    return a_report(token), codes.code_of(token)


def come_back(client, told):
    report, code = told
    return client.post("/track/", {"reference": report.reference, "code": code})


def from_office(report: Report, text: str, kind: str = "question") -> None:
    with override_settings(ZONE="desk"):
        data_key = desk_key(report)
    message = Message(report=report, kind=kind, on=timezone.localdate())
    message.body_sealed = seal(message, "body_sealed", text, data_key=data_key)
    message.save(force_insert=True)


def test_right_pair_opens_the_case(site, told):
    response = come_back(site, told)
    assert (response.status_code, response["Location"]) == (302, "/track/case/")
    page = site.get("/track/case/").content.decode()
    assert AN_ACCOUNT.narrative in page
    assert "ปปท.\u00a0เขต\u00a03" in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_wrong_reference_and_wrong_code_look_the_same(site, told, language):
    report, code = told
    pages = [
        site.post(f"{language}/track/", {"reference": reference, "code": typed})
        for reference, typed in ((report.reference, "0" * 20), ("ZZZZ2222", code))
    ]
    assert [page.status_code for page in pages] == [422, 422]
    first, second = (errors(page) for page in pages)
    assert first == second != ""


def errors(response) -> str:
    page = response.content.decode()
    start = page.index('class="errsum"')
    return page[start : page.index("</div>", start)]


@pytest.mark.parametrize(
    ("reference", "code", "part"),
    [
        ("", "", "reference"),
        ("SR7K", "1" * 20, "reference"),
        ("SR7K2MQX", "1" * 18, "code"),
        ("SR7K2MQX", "1" * 22, "code"),
        ("SR7K2MQX", "x" * 20, "code"),
        ("\x00" * 8, "1" * 20, "reference"),
        ("🙂" * 10_000, "🙂" * 10_000, "reference"),
    ],
)
def test_what_is_mistyped_is_said_beside_the_field(site, reference, code, part):
    response = site.post("/track/", {"reference": reference, "code": code})
    assert response.status_code == 422
    assert part in response.context["form"].errors


def test_code_with_two_digits_missing_says_so(site):
    page = said(site.post("/en/track/", {"reference": "SR7K2MQX", "code": "1" * 18}))
    assert "You entered 18 digits; 2 are missing" in page


def test_case_is_closed_to_whoever_has_no_cookie(site, told):
    page = site.get("/track/case/")
    assert page.status_code == 200
    assert AN_ACCOUNT.narrative not in page.content.decode()


def test_cookie_opens_for_half_an_hour_and_is_unreadable(site, told):
    come_back(site, told)
    held = site.cookies[CASE_COOKIE.key]
    assert str(told[0].pk) not in held.value
    assert held["httponly"]
    assert held["max-age"] == 1800
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert AN_ACCOUNT.narrative not in site.get("/track/case/").content.decode()


def test_changed_cookie_opens_nothing(site, told):
    come_back(site, told)
    held = site.cookies[CASE_COOKIE.key].value
    site.cookies[CASE_COOKIE.key] = held[:-6] + ("A" * 6 if held[-6:] != "A" * 6 else "B" * 6)
    assert AN_ACCOUNT.narrative not in site.get("/track/case/").content.decode()


def test_question_is_shown_and_answered(site, told):
    report, _code = told
    from_office(report, "ช่วงที่ไม่ได้ใส่เหล็กอยู่ตรงไหน")
    Report.objects.filter(pk=report.pk).update(state="waiting")
    come_back(site, told)
    page = site.get("/track/case/").content.decode()
    assert "ช่วงที่ไม่ได้ใส่เหล็กอยู่ตรงไหน" in page
    response = site.post("/track/case/answer/", {"text": "จากหน้าวัด", "send_key": uuid4()})
    assert response.status_code == 302
    assert "จากหน้าวัด" in site.get("/track/case/").content.decode()


def test_internal_note_is_never_shown(site, told):
    from_office(told[0], "บันทึกภายในเท่านั้น", kind="note")
    come_back(site, told)
    assert "บันทึกภายในเท่านั้น" not in site.get("/track/case/").content.decode()


def test_empty_answer_is_refused_and_too_long_one_kept(site, told):
    come_back(site, told)
    assert site.post("/track/case/answer/", {"text": " ", "send_key": uuid4()}).status_code == 422
    long = "ก" * 5_001
    response = site.post("/track/case/answer/", {"text": long, "send_key": uuid4()})
    assert response.status_code == 422
    assert long in response.content.decode()
    assert not Message.objects.exists()


def test_answer_after_the_half_hour_is_not_lost(site, told):
    report, code = told
    with time_machine.travel(timezone.now() - timedelta(minutes=40)):
        come_back(site, told)
    page = site.post("/track/case/answer/", {"text": "พิมพ์ไว้นาน", "send_key": uuid4()}).content.decode()
    assert "พิมพ์ไว้นาน" in page
    response = site.post("/track/", {"reference": report.reference, "code": code, **hidden(page)})
    assert response.context["form"]["text"].value() == "พิมพ์ไว้นาน"


def hidden(page):
    """What the page carries for the next one."""
    text = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', page)
    found = re.findall(r'<input type="hidden" name="(send_key|files)" value="([^"]*)"', page)
    return dict(found) | ({"text": text[1]} if text else {})


def a_file(content=None, name="ป้าย.jpg"):
    return SimpleUploadedFile(name, jpeg() if content is None else content)


def answer(client, **typed):
    return client.post("/track/case/answer/", {"text": "", "send_key": uuid4(), **typed})


def stored():
    """Names of all files in the evidence store."""
    return sorted(path.name for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file())


def test_photograph_is_added_without_a_word(site, told):
    report, _code = told
    come_back(site, told)
    response = answer(site, attached=a_file())
    assert (response.status_code, response["Location"]) == (302, "/track/case/?sent")
    page = site.get("/track/case/?sent").content.decode()
    assert "ส่งถึงสำนักงานแล้ว" in page
    assert "ป้าย.jpg" in page
    evidence = report.evidence.get()
    assert stored() == [evidence.store_name]
    report.refresh_from_db()
    assert (report.evidence_count, report.reply_waits) == (1, True)
    assert Job.objects.filter(name="reports.clean_evidence").exists()


def test_files_are_kept_while_the_words_are_corrected(site, told):
    report, _code = told
    come_back(site, told)
    response = answer(site, text="ก" * 5_001, attached=[a_file(), a_file(b"")])
    page = response.content.decode()
    assert response.status_code == 422
    assert "ป้าย.jpg: ไฟล์ว่างเปล่า" in page
    assert not report.evidence.exists()
    assert answer(site, text="ข", **hidden(page)).status_code == 302
    assert report.evidence.count() == 1


def test_files_are_attached_one_by_one_and_removed(site, told):
    report, _code = told
    come_back(site, told)
    first = answer(site, text="เขียนค้าง", attached=a_file(name="หนึ่ง.jpg"), add="1")
    assert first.status_code == 200
    second = answer(site, text="เขียนค้าง", attached=a_file(name="สอง.jpg"), add="1", **hidden(first.content.decode()))
    page = second.content.decode()
    assert "เขียนค้าง</textarea>" in page
    store_name = second.context["unsent"].files[0].store_name
    third = answer(site, text="เขียนค้าง", remove=store_name, **hidden(page))
    assert [file.name for file in third.context["unsent"].files] == ["สอง.jpg"]
    answer(site, text="เขียนค้าง", **hidden(third.content.decode()))
    assert report.evidence.count() == 1


def test_files_come_along_when_the_half_hour_is_over(site, told):
    report, code = told
    page = answer(site, text="ช้า", attached=a_file()).content.decode()
    opened = site.post("/track/", {"reference": report.reference, "code": code, **hidden(page)})
    assert opened.status_code == 200
    assert answer(site, text="ช้า", **hidden(opened.content.decode())).status_code == 302
    assert report.evidence.count() == 1


@pytest.mark.parametrize("change", ["key", "content", "other"])
def test_carried_files_are_of_this_form_only(site, told, change):
    come_back(site, told)
    carried = hidden(answer(site, attached=a_file(), add="1").content.decode())
    if change == "key":
        carried["send_key"] = str(uuid4())
    elif change == "content":
        carried["files"] = carried["files"][:-8] + "AAAAAAAA"
    else:
        carried["files"] = "\x00🙂"
    assert answer(site, text="ก", **carried).status_code == 302
    assert not told[0].evidence.exists()


def test_eleventh_file_is_refused_and_ten_kept(site, told):
    come_back(site, told)
    ten = answer(site, text="ก", attached=[a_file(name=f"{n}.jpg") for n in range(10)], add="1")
    response = answer(site, text="ก", attached=a_file(name="11.jpg"), **hidden(ten.content.decode()))
    assert response.status_code == 422
    assert "11.jpg: แนบได้ไม่เกิน 10 ไฟล์" in said(response)
    assert len(response.context["unsent"].files) == 10


def test_answer_sent_twice_is_one_and_changed_one_is_kept_to_be_sent(site, told):
    come_back(site, told)
    key = uuid4()
    for _time in range(2):
        assert answer(site, text="ครั้งแรก", send_key=key).status_code == 302
    changed = answer(site, text="เขียนใหม่", send_key=key)
    assert changed.status_code == 422
    assert Message.objects.count() == 1
    answer(site, text="เขียนใหม่", **hidden(changed.content.decode()))
    assert Message.objects.count() == 2


def test_answer_to_a_case_closed_meanwhile_goes_over_to_the_other_form(site, told):
    report, _code = told
    come_back(site, told)
    Report.objects.filter(pk=report.pk).update(state="closed")
    response = answer(site, text="พิมพ์ระหว่างปิด")
    assert response.status_code == 422
    assert response.context["form"]["reason"].value() == "พิมพ์ระหว่างปิด"
    Report.objects.filter(pk=report.pk).update(state="closed", was_contested=True)
    assert answer(site, text="พิมพ์ระหว่างปิด").status_code == 422


def test_not_resolved_once(site, told):
    report, _code = told
    from_office(report, "ไม่พบมูล", kind="closing")
    Report.objects.filter(pk=report.pk).update(state="closed")
    come_back(site, told)
    assert "ไม่พบมูล" in site.get("/track/case/").content.decode()
    assert site.post("/track/case/not-resolved/", {"reason": "", "send_key": uuid4()}).status_code == 422
    assert site.post("/track/case/not-resolved/", {"reason": "ยังไม่ซ่อม", "send_key": uuid4()}).status_code == 302
    Report.objects.filter(pk=report.pk).update(state="closed")
    assert 'name="reason"' not in site.get("/track/case/").content.decode()
    assert site.post("/track/case/not-resolved/", {"reason": "อีก", "send_key": uuid4()}).status_code == 422


def test_leaving_closes_the_case_on_this_device(site, told):
    come_back(site, told)
    site.post("/track/leave/")
    assert AN_ACCOUNT.narrative not in site.get("/track/case/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_thread(site, told, django_assert_num_queries, count):
    for _message in range(count):
        from_office(told[0], "ข้อความ", kind="answer")
    come_back(site, told)
    # Case setting, report, its key, messages, office, steps with offices, files; the transaction's own two.
    with django_assert_num_queries(9):
        site.get("/track/case/")
