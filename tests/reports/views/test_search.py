"""Officers search in what is sealed: found wherever it stands, by whoever may see it, and by nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from networks.models import Posting
from pacc.ledger.models import Entry
from pacc.outbox.models import Job
from pacc.vault import blind_index, codes
from reports.actions import answering, indexing, tracking, transferring, triage
from reports.models import Report, SearchRow, WrappedKey
from reports.queries import searched
from tests.factories.evidence import a_sealed_file
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


def rebuilt():
    return list(indexing.rebuild_index())


def follow(report):
    """The jobs that were promised for the search."""
    assert Job.objects.filter(name="reports.index", payload__report_id=str(report.pk)).exists()
    indexing.index_report(report.pk)


def found(browser, words):
    response = browser.post("/search/", {"q": words})
    assert response.status_code == 200, response.context["form"].errors
    return [row.report.pk for row, _snippet in response.context["rows"]]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.mark.parametrize(
    "words",
    [
        "สินบน", "รับสินบน", "เรียกรับสินบน", "ปปท", "ป.ป.ท.", "ที่ทำการ", "น้ำ", "นํ้า", "หนองตาข่าย", "อบต.หนองตาข่าย",
        "บุญเหลือ", "สมมุติกุล", "TOYOTA", "toyot", "2569", "๒๕๖๙", "ตัวอย่าง.jpg", '"เรียกรับ สินบน"', "สินบน toyota", "จ้ดซื้อ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_indexed", [True, False])
def test_found_wherever_it_stands(browser, people, words, is_indexed):
    report = a_report(
        narrative="เจ้าหน้าที่เรียกรับสินบนที่ทำการ อบต. หนองตาข่าย แจ้ง ป.ป.ท. แล้ว เรียกรับ สินบน เมื่อปี 2569 จ้ดซื้อ รถ Toyota",
        people="นายบุญเหลือ สมมุติกุล",
        wishes="ขอน้ำสะอาด",
        files=(a_sealed_file(b"x", name="ตัวอย่าง.jpg"),),
    )
    a_report(narrative="เรื่องอื่น", agency="เทศบาล")
    if is_indexed:
        rebuilt()
    assert found(browser, words) == [report.pk]


def test_no_false_hits_though_every_token_is_alike(browser, people, monkeypatch):
    """Thirteen bits are shared by many words: what the index gives is opened and checked."""
    monkeypatch.setattr(blind_index, "_VALUES", 8)
    report = a_report(narrative="เรียกรับสินบน")
    for _number in range(3):
        a_report(narrative="ถนนชำรุด")
    rebuilt()
    assert found(browser, "สินบน") == [report.pk]


def test_messages_notes_and_replies_are_found_once_indexed(browser, people):
    token = codes.new_token()
    report = a_report(token)
    rebuilt()
    triage.take_report(report.pk, by=people.officer)
    answering.answer_reporter(report.pk, by=people.officer, text="ได้ตรวจสะพานแล้ว")
    answering.add_note(report.pk, by=people.officer, text="ผู้รับเหมาคือบริษัทสมมุติวัฒนา")
    follow(report)
    _verifier, key = codes.derive(codes.code_of(token), report.reference)
    Job.objects.all().delete()
    tracking.reply(tracking.CaseKey(report.pk, key), text="เห็นรถบรรทุกสีเขียว", files=(), send_key=None or report.pk)
    follow(report)
    for words in ("สะพาน", "สมมุติวัฒนา", "รถบรรทุก"):
        assert found(browser, words) == [report.pk], words


def test_who_reported_is_never_found(browser, people):
    a_report(identity="named", name="สมหญิง ตัวอย่าง", phone="0812345678", narrative="ถนนชำรุด")
    rebuilt()
    for words in ("สมหญิง", "0812345678"):
        assert found(browser, words) == []


def test_only_what_access_lets_her_see(people, browser_of):
    ours = a_report(narrative="เรียกรับสินบน")
    conflict = a_report(narrative="เรียกรับสินบน", agency_kind="pacc", about_pacc="unknown")
    central = a_report(narrative="เรียกรับสินบน", province_code=None)
    rebuilt()
    seen = {
        "officer": [ours.pk], "other_officer": [], "intake_officer": [central.pk], "conflict_officer": [conflict.pk],
    }  # fmt: skip
    for who, reports in seen.items():
        assert found(browser_of(who), "สินบน") == reports, who
    Posting.objects.filter(user=people.officer).update(ends=timezone.localdate() - timedelta(days=1))
    assert browser_of("officer").post("/search/", {"q": "สินบน"}).status_code == 403


def test_transferred_report_is_found_at_its_new_office_only(people, browser_of):
    report = a_report(narrative="เรียกรับสินบน")
    rebuilt()
    office = Posting.objects.get(user=people.other_officer).office
    transferring.transfer_report(report.pk, by=people.officer, to=office, reason="ต่างเขต")
    follow(report)
    assert found(browser_of("other_officer"), "สินบน") == [report.pk]
    assert found(browser_of("officer"), "สินบน") == []
    assert SearchRow.objects.count() == 2  # the report's, and the one that says that the index is whole


def test_erased_report_leaves_nothing(browser, people):
    report = a_report(narrative="เรียกรับสินบน")
    rebuilt()
    WrappedKey.objects.filter(report=report).delete()
    assert found(browser, "สินบน") == []
    indexing.index_report(report.pk)
    row = SearchRow.objects.get(pk=blind_index.row_name(report.pk))
    assert not set(row.tokens) & set(blind_index.tokens_of({"สินบน"}, group=3)) or len(row.tokens) == 8
    Report.objects.filter(pk=report.pk).delete()
    indexing.index_report(report.pk)
    assert SearchRow.objects.count() == 1


def test_index_that_a_crash_emptied_is_made_anew_and_not_relied_on_before(browser, people):
    report = a_report(narrative="เรียกรับสินบน")
    rebuilt()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'reports_searchrow'")
        assert cursor.fetchone() == ("u",)
        cursor.execute("TRUNCATE reports_searchrow")
    newer = a_report(narrative="ถนนชำรุด")
    indexing.index_report(newer.pk)  # a row, but not the whole
    assert found(browser, "สินบน") == [report.pk]
    assert not indexing.is_whole()
    assert rebuilt() == [2]
    assert indexing.is_whole()
    assert found(browser, "สินบน") == [report.pk]


def test_row_tells_nothing_by_its_name_or_length(people):
    report = a_report(narrative="เรียกรับสินบน")
    rebuilt()
    row = SearchRow.objects.exclude(tokens=[]).get()
    assert row.pk != report.pk
    assert blind_index.named_by(row.pk) == report.pk
    assert len(row.tokens) % blind_index.PADDED_TO == 0
    assert row.tokens == sorted(row.tokens)
    assert not set(blind_index.tokens_of({"สินบน"}, group=3)) & set(blind_index.tokens_of({"สินบน"}, group=4))


def test_common_word_stops_at_a_page_and_says_so(browser, people, monkeypatch):
    monkeypatch.setattr("reports.actions.searching.MOST_SHOWN", 3)
    newest = [a_report(narrative="ถนนชำรุด").pk for _number in range(5)][:1:-1]
    rebuilt()
    response = browser.post("/search/", {"q": "ถนน"})
    assert [row.report.pk for row, _snippet in response.context["rows"]] == newest
    assert not response.context["found"].is_all
    assert "อาจมีมากกว่านี้" in response.content.decode().replace("\u2060", "")


def test_what_the_index_knows_too_often_is_looked_for_among_the_newest(browser, people, monkeypatch):
    monkeypatch.setattr(searched, "MOST_CANDIDATES", 2)
    monkeypatch.setattr(searched, "MOST_OPENED", 3)
    monkeypatch.setattr(searched, "_BATCH", 2)
    reports = [a_report(narrative="ถนนชำรุด").pk for _number in range(5)]
    rebuilt()
    response = browser.post("/search/", {"q": "ชำรุด"})
    assert [row.report.pk for row, _snippet in response.context["rows"]] == reports[:0:-1]
    assert not response.context["found"].is_all


@pytest.mark.parametrize("typed", ["", "กข", "่้๊", "ก" * 5_000, "\x00", "%' OR 1=1", "{}", '"'])
def test_odd_words_are_answered_and_kept(browser, people, typed):
    response = browser.post("/search/", {"q": typed})
    assert response.status_code in {200, 422}
    if response.status_code == 422 and typed.strip("\x00"):
        assert "errsum" in response.content.decode()


def test_ledger_says_that_she_searched_and_not_for_what(browser, people):
    a_report(narrative="เรียกรับสินบน")
    rebuilt()
    found(browser, "สินบน")
    entry = Entry.objects.get(what="reports.searched")
    assert (entry.by, entry.detail) == (people.officer, {"opened": 1, "found": 1})


def test_words_are_in_no_address(browser, people):
    assert browser.get("/search/?q=สินบน").context["form"].is_bound is False


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_more(browser, people, count, django_assert_num_queries):
    for _number in range(count):
        a_report(narrative="เรียกรับสินบน")
    rebuilt()
    found(browser, "สินบน")
    with django_assert_num_queries(16):
        found(browser, "สินบน")
