"""The wizard in a browser without JavaScript: one question a page, nothing lost, nothing wrong accepted."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django import forms
from django.utils import timezone

from networks.rules import report_ticket
from reports.models import Draft, Report
from reports.queries.opened import desk_key, opened
from tests.factories.networks import NetworkFactory
from tests.reporter import GOOD, Reporter, surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

EMOJI = "🙂" * 10_000
UNSEEN = "\x00"


@pytest.fixture
def reporter(site):
    surin_and_bangkok()
    return Reporter(site)


def test_citizen_reports_from_first_page_to_receipt(reporter, settings):
    reporter.walk()
    assert reporter.send()["Location"] == "/report/receipt/"
    reference, code = reporter.code()
    report = Report.objects.get()
    settings.ZONE = "desk"
    told = opened(report, data_key=desk_key(report))
    assert report.reference == reference
    assert len(code) == 20
    assert (report.kind, report.province_id, report.district_id, report.agency_kind) == (
        "construction", "32", "3201", "sao",
    )  # fmt: skip
    assert told.subdistrict_code == "320101"
    assert (told.place, told.agency, told.people) == ("หมู่ 4", "อบต. หนองตาข่าย", "นายช่าง")
    assert (told.when.year, told.when.month, told.when.day, told.when.about) == (2026, 10, None, True)
    assert Draft.objects.get().sealed in (b"", memoryview(b""))


# What is wrong is said beside the field and in the summary, in the reader's language; what was typed stays.


def when(day="", month="", year="", **more):
    return {"when_day": day, "when_month": month, "when_year": year, "ongoing": "yes", **more}


def where(**places):
    return {"province": "32", "district": "", "subdistrict": "", "place": "", **places}


WRONG = [
    ("kind", {}, "kind", "เลือกข้อที่ใกล้เคียงที่สุด", "Choose the nearest"),
    ("kind", {"kind": "no such kind"}, "kind", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("kind", {"kind": UNSEEN}, "kind", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("kind", {"kind": EMOJI}, "kind", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("where", where(province=""), "province", "เลือกจังหวัด หรือ “ไม่ทราบจังหวัด”", "Choose the province"),
    ("where", where(province="99"), "province", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("where", where(province="๓๒x"), "province", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("where", where(province=UNSEEN), "province", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("where", where(province=EMOJI), "province", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("where", where(district="1001"), "district", "อำเภอนี้ไม่อยู่ในจังหวัด", "This district is not in the province"),
    ("where", where(district="9999"), "district", "อำเภอนี้ไม่อยู่ในจังหวัด", "This district is not in the province"),
    ("where", where(district=UNSEEN), "district", "อำเภอนี้ไม่อยู่ในจังหวัด", "This district is not in the province"),
    ("where", where(district="3201", subdistrict="310101"), "subdistrict", "ตำบลนี้ไม่อยู่ในอำเภอ", "This subdistrict"),
    ("where", where(place="ก" * 301), "place", "ยาวได้ถึง 300 ตัวอักษร", "Shorten it to 300 characters"),
    ("where", where(place=EMOJI), "place", "ยาวได้ถึง 300 ตัวอักษร", "Shorten it to 300 characters"),
    ("where", where(place="หน้าวัด" + UNSEEN), "place", "มีเครื่องหมายที่แสดงไม่ได้", "There are signs in it"),
    ("agency", {"agency_kind": ""}, "agency_kind", "เลือกประเภทหน่วยงาน", "Choose the kind of agency"),
    ("agency", {"agency_kind": "zzz"}, "agency_kind", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("agency", {"agency_kind": "sao", "agency": "ก" * 201}, "agency", "ยาวได้ถึง 200 ตัวอักษร", "Shorten it to 200"),
    ("agency", {"agency_kind": "sao", "agency": EMOJI}, "agency", "ยาวได้ถึง 200 ตัวอักษร", "Shorten it to 200"),
    ("agency", {"agency_kind": "sao", "agency": UNSEEN}, "agency", "มีเครื่องหมายที่แสดงไม่ได้", "There are signs in it"),
    ("agency", {"agency_kind": "pacc", "pacc_part": "12"}, "pacc_part", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the"),
    ("agency", {"agency_kind": "pacc", "pacc_part": ""}, "pacc_part", "เลือกส่วนของ ป.ป.ท.", "Choose the part"),
    ("when", when(), "when", "ใส่ปี พ.ศ. หรือเลือก", "Write the year, or tick"),
    ("when", when("29", "2", "2568"), "when", "กุมภาพันธ์ 2568 มี 28 วัน", "February 2025 has 28 days"),
    ("when", when("29", "2", "2025"), "when", "กุมภาพันธ์ 2568 มี 28 วัน", "February 2025 has 28 days"),
    ("when", when("31", "4", "2568"), "when", "เมษายน 2568 มี 30 วัน", "April 2025 has 30 days"),
    ("when", when("", "1", "2590"), "when", "วันที่นี้ยังมาไม่ถึง", "This date is still to come"),
    ("when", when("", "", "2047"), "when", "วันที่นี้ยังมาไม่ถึง", "This date is still to come"),
    ("when", when("", "", "68"), "when", "ปี", "Write the year in four digits"),
    ("when", when("", "", "9999"), "when", "ปี", "Check the year"),
    ("when", when("5", "", "2568"), "when", "เดือน", "Choose the month"),
    ("when", when("สิบ", "1", "2568"), "when", "วันที่", "Write the day as a number"),
    ("when", when("1", "13", "2568"), "when", "เดือน", "Choose the month"),
    ("when", when(EMOJI, "1", EMOJI), "when", "ปี", "Write the year in four digits"),
    ("when", when("", "1", "2568", unknown="on"), "when", "เว้นวันเดือนปีไว้", "Leave the date blank"),
    ("when", {**when("", "1", "2568"), "ongoing": ""}, "ongoing", "เลือกว่ายังเกิดขึ้นอยู่", "Choose whether"),
    ("when", {**when("", "1", "2568"), "ongoing": UNSEEN}, "ongoing", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the"),
    ("what", {"narrative": ""}, "narrative", "เล่าว่าเกิดอะไรขึ้น แม้เพียงสั้น ๆ", "Say what happened, even briefly"),
    ("what", {"narrative": " \r\n "}, "narrative", "เล่าว่าเกิดอะไรขึ้น แม้เพียงสั้น ๆ", "Say what happened"),
    ("what", {"narrative": "ก" * 20_001}, "narrative", "ยาวได้ถึง 20000 ตัวอักษร", "Shorten it to 20000 characters"),
    ("what", {"narrative": EMOJI * 3}, "narrative", "ยาวได้ถึง 20000 ตัวอักษร", "Shorten it to 20000 characters"),
    ("what", {"narrative": "ก" + UNSEEN}, "narrative", "มีเครื่องหมายที่แสดงไม่ได้", "There are signs in it"),
    ("what", {"narrative": "ก", "people": "ก" * 2_001}, "people", "ยาวได้ถึง 2000", "Shorten it to 2000"),
    ("what", {"narrative": "ก", "damage": EMOJI}, "damage", "ยาวได้ถึง 1000", "Shorten it to 1000"),
    ("what", {"narrative": "ก", "subject": "ก" * 151}, "subject", "ยาวได้ถึง 150", "Shorten it to 150"),
    ("you", {}, "identity", "เลือกว่าจะให้เรารู้จักท่านแค่ไหน", "Choose how much we may know of you"),
    ("you", {"identity": "somebody"}, "identity", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("you", {"identity": UNSEEN}, "identity", "เลือกจากคำตอบที่แสดงไว้", "Choose one of the answers shown"),
    ("you", {"identity": "named", "name": ""}, "name", "ใส่ชื่อ โทรศัพท์ หรืออีเมล", "Write your name, telephone or e-mail"),
    ("you", {"identity": "named", "name": "ก" * 121}, "name", "ยาวได้ถึง 120", "Shorten it to 120"),
    ("you", {"identity": "named", "name": UNSEEN}, "name", "มีเครื่องหมายที่แสดงไม่ได้", "There are signs in it"),
    ("you", {"identity": "named", "phone": "โทรมา"}, "phone", "ใส่หมายเลขให้ครบ", "Write the number with its digits"),
    ("you", {"identity": "named", "phone": EMOJI}, "phone", "ยาวได้ถึง 40", "Shorten it to 40"),
    ("you", {"identity": "named", "email": "a@b"}, "email", "ใส่อีเมลให้ครบ", "Write the whole address"),
    ("you", {"identity": "named", "email": EMOJI}, "email", "ยาวได้ถึง 254", "Shorten it to 254"),
]  # fmt: skip


def plain(markup):
    """What a person reads: without tags, and without what keeps words and numbers together."""
    text = html.unescape(re.sub(r"<[^>]+>", "", markup))
    return text.replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("question", GOOD)
def test_what_is_wrong_is_said_and_what_was_typed_stays(site, language, question):
    surin_and_bangkok()
    reporter = Reporter(site, prefix="" if language == "th" else "/en")
    reporter.begin()
    for wrong_at, typed, field, thai, english in WRONG:
        if wrong_at != question:
            continue
        response = reporter.answer(question, typed)
        said = thai if language == "th" else english
        page = response.content.decode()
        context = (typed if len(str(typed)) < 200 else field, response.status_code)
        assert response.status_code == 422, context
        form = response.context["form"]
        assert field in form.errors, (context, form.errors)
        summary = re.search(r'<div class="errsum".*?</div>', page, re.DOTALL)[0]
        beside = "".join(re.findall(r'<p class="err".*?</p>', page, re.DOTALL))
        assert said in plain(summary), context
        assert said in plain(beside), context
        assert f'href="#{form[field].target}"' in summary, context
        assert f'id="{form[field].target}"' in page, context
        for name, text in typed.items():
            # What no list offers cannot be shown in it, and no browser sends or shows a null byte.
            is_list = name == "when_month" or isinstance(form.fields.get(name), forms.ChoiceField)
            if UNSEEN not in text and not is_list:
                assert html.escape(text) in page, context
        assert not Report.objects.exists()
        # Somebody who looks away and comes back finds it as she typed it, without a word on what is wrong.
        again = reporter.get(f"{question}/")
        assert again.status_code == 200
        assert 'class="err"' not in again.content.decode()


def test_century_of_either_reckoning_is_understood(reporter):
    reporter.walk(until="when")
    for year in ("2568", "2025", "๒๕๖๘", " 2568 "):
        assert reporter.answer("when", when("29", "1", year)).status_code == 302, year


def test_leap_day_of_a_leap_year_is_taken(reporter):
    reporter.walk(until="when")
    assert reporter.answer("when", when("29", "2", "2567")).status_code == 302


def test_ten_thousand_emoji_are_an_account(reporter):
    reporter.walk(until="check", what={"narrative": EMOJI})
    assert reporter.send()["Location"] == "/report/receipt/"


def test_account_beyond_all_measure_is_shown_and_not_kept(reporter):
    reporter.begin()
    huge = "a" * 300_000
    response = reporter.answer("what", {"narrative": huge})
    assert response.status_code == 422
    assert huge in response.content.decode()
    assert huge not in reporter.page("what/")


# Where, with and without JavaScript


def test_lists_that_follow_are_asked_for_with_a_button(reporter):
    reporter.walk(until="where")
    response = reporter.answer("where", {**where(), "places": "district"})
    assert (response.status_code, response["Location"]) == (302, "/report/where/#id_district")
    assert "เมืองสุรินทร์" in reporter.page("where/")


def test_another_province_clears_the_district(reporter):
    reporter.walk(until="agency")
    response = reporter.answer("where", {**GOOD["where"], "province": "31", "places": "district"})
    assert response.status_code == 302
    page = reporter.page("where/")
    assert "เมืองบุรีรัมย์" in page
    assert 'value="3201"' not in page
    assert 'value="310101"' not in page


@pytest.mark.parametrize("query", ["", "province=", "province=3", "province=เก", "district=32", "province=%00%00"])
def test_lists_of_places_refuse_what_is_no_code(reporter, query):
    assert reporter.get(f"places/?{query}").status_code == 400


def test_lists_of_places_hold_nothing_of_the_draft(reporter):
    reporter.walk(until="agency")
    response = reporter.get("places/?province=32")
    assert response.json() == [["3201", "เมืองสุรินทร์"]]
    assert not response.cookies


def test_part_of_the_pacc_is_asked_once_and_then_missed(reporter):
    reporter.begin()
    assert reporter.answer("agency", {"agency_kind": "pacc"})["Location"] == "/report/agency/"
    asked = dict(re.findall(r'<input type="hidden" name="(pacc_part)" value="(.*?)"', reporter.page("agency/")))
    assert reporter.answer("agency", {"agency_kind": "pacc", **asked}).status_code == 422
    both = {"agency_kind": "pacc", "pacc_part": ["", "3"]}
    assert reporter.answer("agency", both)["Location"] == "/report/when/"
    assert "checked" in re.search(r'<input type="radio"[^>]*value="3"[^>]*>', reporter.page("agency/"))[0]


def test_every_question_can_be_answered_with_not_known(reporter):
    reporter.walk(
        where=where(province="unknown"),
        agency={"agency_kind": "unknown", "agency": ""},
        when={**when(unknown="on"), "ongoing": "unknown"},
        what={"narrative": "เรื่องสั้น"},
    )
    assert reporter.send()["Location"] == "/report/receipt/"
    report = Report.objects.get()
    assert (report.province_id, report.happened_in, report.ongoing) == (None, None, "unknown")


# Back, change, later


def test_back_keeps_what_was_typed_even_if_it_is_wrong(reporter):
    reporter.walk(until="what")
    response = reporter.answer("what", {"narrative": "", "people": "ช่าง"}, go="back")
    assert (response.status_code, response["Location"]) == (302, "/report/when/")
    assert "ช่าง" in reporter.page("what/")


def test_back_leads_from_each_page_to_the_one_before(reporter):
    reporter.walk()
    before = ""
    for name in GOOD:
        response = reporter.answer(name, go="back")
        assert response["Location"] == f"/report/{before}", name
        before = f"{name}/"


def test_change_leads_straight_back_to_the_check_page(reporter):
    reporter.walk()
    page = reporter.page("check/")
    for name in GOOD:
        assert f'href="/report/{name}/?from=check"' in page
    response = reporter.answer("agency", {"agency_kind": "police", "agency": "สภ."}, query="?from=check")
    assert response["Location"] == "/report/check/"
    assert "ตำรวจ" in plain(reporter.page("check/"))
    assert reporter.answer("agency", query="?from=check", go="back")["Location"] == "/report/check/"


def test_later_says_for_how_long_and_offers_a_day(reporter):
    reporter.walk(until="what")
    assert reporter.answer("what", {"narrative": "ค้างไว้"}, go="later")["Location"] == "/report/later/"
    assert "2 ชั่วโมง" in plain(reporter.page("later/"))
    reporter.post("later/", {"keep": "on"})
    assert "24 ชั่วโมง" in plain(reporter.page("later/"))
    assert Draft.objects.get().keep


@pytest.mark.parametrize(("keep", "minutes", "is_there"), [
    (False, 119, True), (False, 136, False), (True, 23 * 60 + 59, True), (True, 24 * 60 + 16, False),
])  # fmt: skip
def test_unfinished_account_is_taken_up_within_its_time(reporter, keep, minutes, is_there):
    reporter.begin(**({"keep": "on"} if keep else {}))
    reporter.answer("kind")
    reporter.answer("what", {"narrative": "เขียนค้างไว้"})
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        start = reporter.page("")
        assert ("มีเรื่องที่เขียนค้างไว้" in plain(start)) is is_there
        if is_there:
            assert reporter.post("", {"go_on": "1"})["Location"] == "/report/where/"
            assert "เขียนค้างไว้" in reporter.page("what/")
        else:
            assert reporter.get("what/")["Location"] == "/report/?ended"


def test_each_answer_begins_the_idle_time_anew(reporter):
    reporter.begin()
    start = timezone.now()
    for hours in (1.5, 3, 4.5):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            assert reporter.answer("kind").status_code == 302


def test_what_is_typed_after_the_time_is_not_lost(reporter):
    reporter.walk(until="what")
    seen = re.search(r'name="seen" value="(\d+)"', reporter.page("what/"))[1]
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        response = reporter.post("what/", {"seen": seen, "narrative": "เขียนอยู่นานมาก"})
        assert response["Location"] == "/report/kind/?kept"
        assert "คำตอบข้อก่อนหน้าถูกลบไปแล้ว" in plain(reporter.page("kind/?kept"))
        assert "เขียนอยู่นานมาก" in reporter.page("what/")


def test_two_windows_do_not_eat_each_others_words(reporter):
    reporter.walk(until="what")
    seen = re.search(r'name="seen" value="(\d+)"', reporter.page("what/"))[1]
    assert reporter.post("what/", {"seen": seen, "narrative": "จากหน้าต่างแรก"}).status_code == 302
    response = reporter.post("what/", {"seen": seen, "narrative": "จากหน้าต่างที่สอง"})
    assert response.status_code == 422
    assert "จากหน้าต่างที่สอง" in response.content.decode()
    assert "จากหน้าต่างแรก" in reporter.page("what/")


def test_beginning_again_deletes_what_was_there(reporter):
    reporter.walk(until="you")
    reporter.begin()
    assert Draft.objects.count() == 1
    assert GOOD["what"]["narrative"] not in reporter.page("what/")


# Nothing is left


def test_exit_ends_the_account_on_the_spot(reporter, settings):
    reporter.walk(until="you")
    response = reporter.client.get("/leave/")
    assert response["Location"] == settings.EXIT_URL
    assert not Draft.objects.exists()
    assert all(held["max-age"] == 0 for held in response.cookies.values())
    assert reporter.get("what/")["Location"] == "/report/?ended"


def test_exit_is_not_for_other_sites_to_press(reporter):
    reporter.walk(until="you")
    for extra in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_SEC_PURPOSE": "prefetch"}):
        assert reporter.client.get("/leave/", **extra).status_code == 302
        assert Draft.objects.exists()


def test_home_page_gives_no_hint_of_an_account(reporter):
    before = reporter.client.get("/").content
    reporter.walk(until="you")
    assert reporter.client.get("/").content == before


def test_draft_cannot_be_read_on_the_server(reporter):
    reporter.walk(until="you")
    draft = Draft.objects.get()
    sealed = bytes(draft.sealed)
    assert GOOD["what"]["narrative"].encode() not in sealed
    assert b"construction" not in sealed
    assert (draft.expires_at.second, draft.expires_at.minute % 15) == (0, 0)


def test_another_browser_sees_nothing(reporter, client):
    reporter.walk(until="you")
    stranger = Reporter(client)
    assert "มีเรื่องที่เขียนค้างไว้" not in plain(stranger.page(""))
    assert stranger.get("what/")["Location"] == "/report/?ended"


def test_anonymous_reporters_name_is_not_kept_after_all(reporter):
    reporter.walk(until="check", you={"identity": "named", "name": "สมชาย ใจดี"})
    reporter.answer("you", {"identity": "anonymous", "name": "สมชาย ใจดี"})
    reporter.answer("you", {"identity": "named"})
    assert "สมชาย" not in reporter.page("you/")


def test_member_is_asked_whether_the_network_is_named(reporter):
    network = NetworkFactory(name="เครือข่ายตาข่าย")
    reporter.post("", {"ticket": report_ticket.ticket_for(network.pk)})
    assert "เครือข่ายตาข่าย" in plain(reporter.page("you/"))


# Costs


@pytest.mark.parametrize(("path", "queries"), [
    ("", 1), ("kind/", 1), ("where/", 4), ("agency/", 1), ("when/", 1), ("what/", 1), ("files/", 1), ("you/", 9),
    ("check/", 12), ("later/", 1),
])  # fmt: skip
def test_pages_cost_few_queries(reporter, django_assert_num_queries, path, queries):
    reporter.walk()
    with django_assert_num_queries(queries):
        assert reporter.get(path).status_code == 200
