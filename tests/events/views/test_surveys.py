"""Evaluation, tests and follow-ups: what people answer, what the desk sees, and that nobody is known by it."""

import re
from datetime import datetime, time, timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import openpyxl
import pytest

from events.actions.mailings import send_mailing
from events.actions.surveys import (
    ItemFacts,
    add_item,
    answer_survey,
    begin_survey,
    change_item,
    open_survey,
    send_follow_ups,
)
from events.documents.survey_tables import survey_tables
from events.models import Mailing, Survey, SurveyItem, SurveyResponse
from events.queries.surveys import address_of, evaluation_of, fingerprint, gains_of, items_of, results_of
from events.workflow import State
from pacc.database_roles import apply_grants
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.outbox.models import Job
from pacc.thai.dates import BANGKOK
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.events.test_site_role import as_site, refused
from tests.factories.events import A_DAY, a_workshop, present, some_people
from tests.factories.surveys import an_open_survey, sheets
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/surveys/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "").replace("\xa0", " ")


def path_of(survey):
    return urlsplit(address_of(survey)).path


def typed(survey, mark="5", text=""):
    marks = {f"item_{item.pk}": text if item.kind == "text" else mark for item in items_of(survey)}
    return {"uid": str(uuid4()), "seen": fingerprint(items_of(survey)), **marks}


def a_test(workshop, admin):
    """A test of one question before and after, both open."""
    before = begin_survey(workshop, "pre-test", by=admin)
    add_item(before, ItemFacts(kind="choice", label="สายด่วนคือเบอร์ใด", choices=["191", "1206"], right=1), by=admin)
    return an_open_survey(workshop, admin, kind="pre-test"), an_open_survey(workshop, admin, kind="post-test")


# answering


def test_sheet_is_answered_once_and_by_nobody(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    page = said(site.get(path_of(survey)))
    assert "มากที่สุด" in page and "ด้านวิทยากร" in page
    sheet = typed(survey, "4", text="ดีมาก")
    for _twice in range(2):
        assert "ขอบคุณ" in said(site.post(path_of(survey), sheet, follow=True))
    response = SurveyResponse.objects.get()
    assert set(response.marks.values()) == {4} and set(response.texts.values()) == {"ดีมาก"}
    assert {field.name for field in SurveyResponse._meta.fields} == {
        "id",
        "survey",
        "answered_on",
        "batch",
        "marks",
        "texts",
    }


def test_phone_that_answered_is_known_in_the_other_language_too(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    site.post(path_of(survey), typed(survey))
    assert "<form" not in said(site.get("/en" + path_of(survey))).split("<main")[1]
    assert "__Host-site-answered" in site.cookies and "__Host-site-answered" in said(site.get("/cookies/"))


def test_next_person_answers_on_the_same_phone(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    site.post(path_of(survey), typed(survey))
    assert "<form" not in said(site.get(path_of(survey))).split("<main")[1]
    assert "<form" in said(site.get(path_of(survey) + "?again=1")).split("<main")[1]
    site.post(path_of(survey), typed(survey))
    assert SurveyResponse.objects.count() == 2


def test_questions_may_be_left_out_but_not_all(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    empty = {name: "" if name.startswith("item") else value for name, value in typed(survey).items()}
    response = site.post(path_of(survey), empty)
    assert response.status_code == 422 and "อย่างน้อย 1 ข้อ" in said(response)
    first = next(name for name in empty if name.startswith("item"))
    assert site.post(path_of(survey), {**empty, first: "3"}).status_code == 302
    assert list(SurveyResponse.objects.get().marks.values()) == [3]


def test_test_wants_an_answer_to_each_question(site, workshop, admin):
    before, _after = a_test(workshop, admin)
    item = items_of(before)[0]
    response = site.post(path_of(before), typed(before, ""))
    assert response.status_code == 422
    assert f'href="#id_item_{item.pk}_0"' in said(response)


@pytest.mark.parametrize("mark", ["0", "6", "x", "-1", "5.5", "ก"])
def test_mark_that_cannot_be_is_refused(site, workshop, admin, mark):
    survey = an_open_survey(workshop, admin)
    assert site.post(path_of(survey), typed(survey, mark)).status_code == 422
    assert not SurveyResponse.objects.exists()


@pytest.mark.parametrize("text", BAD_TEXTS.values())
def test_text_that_cannot_be_is_refused(site, workshop, admin, text):
    survey = an_open_survey(workshop, admin)
    assert site.post(path_of(survey), typed(survey, text=text)).status_code == 422


def test_closed_survey_and_made_up_link_say_the_same(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    path = path_of(survey)
    open_survey(survey, is_open=False, by=admin)
    for closed in (path, path[:-2] + "A/", "/workshops/survey/x/"):
        for response in (site.get(closed), site.post(closed, typed(survey))):
            assert response.status_code == 404
            assert "ไม่ได้เปิดรับคำตอบ" in said(response)
    assert not SurveyResponse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sites_role_adds_sheets_and_reads_none(site, workshop, admin):
    survey, (before, after) = an_open_survey(workshop, admin), a_test(workshop, admin)
    open_survey(before, is_open=False, by=admin)
    apply_grants()
    sheet, test = typed(survey), typed(after, "1")
    with as_site():
        assert site.get(path_of(survey)).status_code == 200
        for path, answers in ((path_of(survey), sheet), (path_of(survey), sheet), (path_of(after), test)):
            assert site.post(path, answers).status_code == 302
        assert site.post(path_of(before), typed(before, "1")).status_code == 404
        assert SurveyResponse.objects.count() == 2
        with pytest.raises(Exception, match="permission denied"):
            SurveyResponse.objects.first()
    assert SurveyResponse.objects.count() == 2


def test_question_that_changed_meanwhile_is_shown_again_with_what_was_chosen(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    sheet = typed(survey)
    change_item(survey.items.first(), ItemFacts(kind="rating", label="ข้อความใหม่"), by=admin)
    response = site.post(path_of(survey), sheet)
    assert response.status_code == 422 and "ข้อความใหม่" in said(response) and "มีการแก้ไขคำถาม" in said(response)
    assert not SurveyResponse.objects.exists() and "checked" in said(response)
    now = re.search(r'name="seen" value="([^"]+)"', said(response))[1]
    assert site.post(path_of(survey), {**sheet, "seen": now}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_question_and_first_sheet_at_once_never_belie_each_other(workshop, admin):
    survey = an_open_survey(workshop, admin)
    item = survey.items.first()
    outcomes = at_once(
        lambda: sheets(survey, 5), lambda: change_item(item, ItemFacts(kind="rating", label="ใหม่"), by=admin)
    )
    refused = [outcome for outcome in outcomes if outcome is not None and isinstance(outcome, Exception)]
    assert len(refused) <= 1 and all(isinstance(each, DomainError) for each in refused)
    # Both went through only where the sheet was begun after the change.
    if SurveyResponse.objects.exists() and SurveyItem.objects.filter(label="ใหม่").exists():
        assert not refused


@pytest.mark.parametrize("spoilt", [{"uid": ""}, {"uid": "x"}, {"seen": ""}, {"seen": "x" * 99}, {"uid": "\x00"}])
def test_page_that_did_not_arrive_whole_comes_back_and_can_be_sent(site, workshop, admin, spoilt):
    survey = an_open_survey(workshop, admin)
    response = site.post(path_of(survey), {**typed(survey), **spoilt})
    assert response.status_code == 422 and not SurveyResponse.objects.exists()
    hidden = dict(re.findall(r'name="(uid|seen)" value="([^"]+)"', said(response)))
    assert site.post(path_of(survey), {**typed(survey), **hidden}).status_code == 302


def test_cancelled_workshop_asks_nobody(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    sheet = typed(survey)
    type(workshop).objects.update(state="cancelled")
    assert site.get(path_of(survey)).status_code == 404
    assert site.post(path_of(survey), sheet).status_code == 404
    assert not SurveyResponse.objects.exists()


def test_nobody_fills_the_disk_through_a_form(site, workshop, admin):
    survey = an_open_survey(workshop, admin)
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=survey, answered_on=A_DAY, marks={"1": 5}) for _each in range(3 * workshop.capacity)
    )
    response = site.post(path_of(survey), typed(survey))
    assert response.status_code == 422 and "แจ้งผู้จัด" in said(response)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("marks", "texts"),
    [
        ('{"x": 5}', "{}"), ('{"1": "x"}', "{}"), ('{"1": 99999}', "{}"), ("[5]", "{}"), ("5", "{}"),
        ('{"1": 5}', "[]"), ('{"1": 5}', '{"1": 5}'), ('{"1": 5}', '{"1": {"a": "b"}}'), ('{"1": -5}', "{}"),
    ],
)  # fmt: skip
def test_site_cannot_write_what_the_desk_could_not_count(workshop, admin, marks, texts):
    survey = an_open_survey(workshop, admin)
    apply_grants()
    with as_site():
        assert refused(
            "INSERT INTO events_surveyresponse (id, survey_id, answered_on, marks, texts) VALUES"
            f" (gen_random_uuid(), {survey.pk}, current_date, '{marks}', '{texts}')"
        )


# at the desk


def test_evaluation_begins_with_what_is_usual_and_is_opened(browser, address, workshop):
    page = said(browser.post(f"{address}evaluation/begin/", follow=True))
    assert "วิทยากรถ่ายทอดได้ชัดเจน" in page
    browser.post(f"{address}evaluation/begin/")
    assert Survey.objects.count() == 1
    browser.post(f"{address}evaluation/open/")
    assert "/workshops/survey/" in said(browser.get(f"{address}evaluation/"))
    assert "data:image/png" in said(browser.get(f"{address}evaluation/screen/"))
    browser.post(f"{address}evaluation/open/", {"close": "1"})
    assert "data:image/png" not in said(browser.get(f"{address}evaluation/screen/"))


def test_kind_that_is_none_is_no_page(browser, address):
    assert browser.post(f"{address}x/begin/").status_code == 404
    assert browser.get(f"{address}evaluation/").status_code == 404


def test_questions_are_written_until_somebody_answers(browser, address, workshop, admin):
    survey = begin_survey(workshop, "evaluation", by=admin)
    question = {"section": "", "label": "ใหม่", "label_en": "", "kind": "choice", "choices": "ก\nข"}
    assert browser.post(f"{address}evaluation/items/new/", question).status_code == 302
    item = SurveyItem.objects.get(label="ใหม่")
    browser.post(f"{address}evaluation/items/{item.pk}/", {**question, "label": "แก้แล้ว"})
    browser.post(f"{address}evaluation/items/{survey.items.first().pk}/remove/")
    assert SurveyItem.objects.filter(label="แก้แล้ว").exists() and survey.items.count() == 13
    sheets(open_survey(survey, is_open=True, by=admin), 1)
    response = browser.post(f"{address}evaluation/items/{item.pk}/", question)
    assert response.status_code == 422 and "มีผู้ตอบแล้ว" in said(response)
    browser.post(f"{address}evaluation/items/{item.pk}/remove/")
    assert survey.items.count() == 13


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"label": ""}, "label"),
        ({"choices": "ก"}, "choices"),
        ({"choices": "ก\nก"}, "choices"),
        ({"choices": "\n".join(map(str, range(13)))}, "choices"),
        ({"right": "ค"}, "right"),
        ({"right": ""}, "right"),
    ],
)
def test_question_that_cannot_be_is_refused(browser, address, workshop, admin, changed, field):
    begin_survey(workshop, "pre-test", by=admin)
    question = {"label": "ใหม่", "label_en": "", "choices": "ก\nข", "right": "ข"}
    assert_refused(browser.post(f"{address}pre-test/items/new/", {**question, **changed}), field)
    assert browser.post(f"{address}pre-test/items/new/", question).status_code == 302
    assert SurveyItem.objects.get().right == 1


def test_survey_without_questions_is_not_opened(workshop, admin):
    for kind in ("pre-test", "post-test"):
        with pytest.raises(DomainError, match="ยังไม่มีคำถาม"):
            an_open_survey(workshop, admin, kind=kind)


def test_results_grow_by_five_while_open_and_never_by_one(browser, address, workshop, admin):
    survey = an_open_survey(workshop, admin)
    seen = []
    for mark in [5, 4, 4, 3, 4, 1, 1, 1, 1, 1, 5, 5]:
        sheets(survey, mark, text=f"คนที่ {len(seen)}")
        page = said(browser.get(f"{address}evaluation/results/"))
        workbook = openpyxl.load_workbook(BytesIO(browser.get(f"{address}evaluation/results.xlsx").content))
        seen.append(results_of(survey, items_of(survey)).counted)
        assert page.count("<li>คนที่") == 2 * seen[-1] and workbook.active.max_row == 1 + seen[-1]
    assert seen == [0] * 9 + [5] * 3
    browser.post(f"{address}evaluation/open/", {"close": "1"})
    assert said(browser.get(f"{address}evaluation/results/")).count("<li>คนที่") == 2 * 12


def test_what_was_answered_and_closed_does_not_open_again(browser, address, workshop, admin):
    survey = an_open_survey(workshop, admin)
    open_survey(survey, is_open=False, by=admin)
    sheets(open_survey(survey, is_open=True, by=admin), *[4] * 6)
    assert "เปิดอีกไม่ได้" in said(browser.get(f"{address}evaluation/"))
    browser.post(f"{address}evaluation/open/", {"close": "1"})
    assert "เปิดรับคำตอบอีกไม่ได้" in said(browser.post(f"{address}evaluation/open/", follow=True))
    assert not Survey.objects.get().is_open


def test_words_stand_apart_from_marks_in_the_file(browser, address, workshop, admin):
    survey = an_open_survey(workshop, admin)
    sheets(survey, 5, 4, 4, 3, text="ในฐานะประธานเครือข่าย")
    sheets(survey, 1, text="=1+1")
    open_survey(survey, is_open=False, by=admin)
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{address}evaluation/results.xlsx").content))
    marks, words = book.worksheets
    assert marks.max_column == 1 + 11 and words.max_row == 1 + 2 * 5
    assert "ประธาน" not in str(list(marks.values))
    assert Entry.objects.filter(what="survey.answers_taken").count() == 1
    assert not Entry.objects.filter(what="registration.list_taken").exists()


def test_results_of_a_closed_survey_are_shown_from_five_sheets_on(browser, address, workshop, admin):
    survey = an_open_survey(workshop, admin)
    sheets(survey, 5, 4, 4, 3, text="ความลับของคนเดียว")
    Survey.objects.update(is_open=False)
    for path in ("results/", "screen/", "live/"):
        page = said(browser.get(f"{address}evaluation/{path}"))
        assert "4.00" not in page and "ความลับ" not in page
    assert "มากที่สุด" not in said(browser.get(f"{address}evaluation/results/"))
    workbook = openpyxl.load_workbook(BytesIO(browser.get(f"{address}evaluation/results.xlsx").content))
    assert workbook.active.max_row == 1
    assert not survey_tables(evaluation_of(workshop), [])
    survey.refresh_from_db()
    sheets(survey, 4, text="จัดอีก")
    # 5, 4, 4, 3, 4: mean 4.00, deviation sqrt(2/4) = 0.71
    for path in ("results/", "screen/", "live/"):
        page = said(browser.get(f"{address}evaluation/{path}"))
        assert "4.00" in page and "0.71" in page and "มาก" in page
    assert "จัดอีก" in said(browser.get(f"{address}evaluation/results/"))
    workbook = openpyxl.load_workbook(BytesIO(browser.get(f"{address}evaluation/results.xlsx").content))
    assert workbook.active.max_row == 6


def test_live_picture_is_not_sent_again_while_nothing_came(browser, address, workshop, admin):
    survey = an_open_survey(workshop, admin)
    first = browser.get(f"{address}evaluation/live/")
    assert "no-store" not in first["Cache-Control"]
    assert browser.get(f"{address}evaluation/live/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    sheets(survey, 5)
    assert browser.get(f"{address}evaluation/live/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_gain_of_a_test_is_shown(browser, address, workshop, admin):
    before, after = a_test(workshop, admin)
    sheets(before, 0, 0, 0, 0, 1)
    sheets(after, 1, 1, 1, 0)
    Survey.objects.update(is_open=False)
    assert gains_of(workshop) == []
    sheets(after, 1)
    ((_item, gain),) = gains_of(workshop)
    assert (gain.share_before, gain.share_after, gain.points, gain.normalised) == (20, 80, 60, 75)
    page = said(browser.get(f"{address}post-test/results/"))
    assert "20.00" in page and "80.00" in page and "60.00" in page


def test_report_holds_the_tables(browser, workshop, admin):
    survey, (before, after) = an_open_survey(workshop, admin), a_test(workshop, admin)
    sheets(survey, 5, 5, 5, 4, 4)
    sheets(before, 0, 0, 0, 0, 1)
    sheets(after, 1, 1, 1, 1, 0)
    Survey.objects.update(is_open=False)
    assert browser.get(f"/workshops/{workshop.pk}/folder/report.docx").status_code == 200
    words = str(survey_tables(evaluation_of(workshop), gains_of(workshop), came=8))
    assert "5 คน จากผู้มาร่วมประชุม 8 คน คิดเป็นร้อยละ 62.50" in words
    assert "จำนวนผู้ตอบ 5 ชุด" in str(survey_tables(evaluation_of(workshop), [], came=4))
    assert "4.60" in words and "0.55" in words and "มากที่สุด" in words and "80.00" in words


@pytest.mark.parametrize("count", [10, 60])
def test_results_cost_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    sheets(an_open_survey(workshop, admin), *[4] * count, text="ดี")
    # session, person, second factor, workshop, postings (menu), surveys, questions, sheets, those shown, marks, people
    # who came, texts
    with django_assert_num_queries(11):
        browser.get(f"{address}evaluation/results/")
    with django_assert_num_queries(5):
        browser.get(address)


def test_more_sheets_than_people_is_said(browser, address, workshop, admin):
    came = some_people(workshop, admin)
    present(workshop.half_days.first(), *came, by=admin)
    survey = an_open_survey(workshop, admin)
    sheets(survey, *[4] * 10)
    page = said(browser.get(f"{address}evaluation/results/"))
    assert "มาร่วมประชุม 10 คน" in page and "มีคำตอบมากกว่า" not in page
    sheets(survey, 4)
    assert "มีคำตอบมากกว่าจำนวนผู้มาร่วมประชุม" in said(browser.get(f"{address}evaluation/results/"))


# follow-ups


@pytest.fixture
def over(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    came, _absent = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", email="x@a.test")
    present(workshop.half_days.first(), came, by=admin)
    an_open_survey(workshop, admin, kind="follow-30")
    return workshop


@pytest.mark.parametrize(("days", "count"), [(29, 0), (30, 1), (43, 1), (44, 0), (90, 0)])
def test_follow_up_goes_out_in_its_time(over, days, count):
    assert send_follow_ups(today=A_DAY + timedelta(days=days)) == count
    assert Mailing.objects.count() == count


def test_follow_up_goes_once_to_those_who_were_there(over, letters):
    today = A_DAY + timedelta(days=30)
    assert [send_follow_ups(today=today), send_follow_ups(today=today)] == [1, 0]
    mailing = Mailing.objects.get()
    assert send_mailing(mailing.pk, now=datetime.combine(today, time(8), BANGKOK)) == 0
    assert send_mailing(mailing.pk, now=datetime.combine(today, time(9), BANGKOK)) == 1
    Job.objects.filter(name="events.send_mailing").delete()  # due at nine
    (letter,) = letters()
    assert "สมชาย ใจดี" in letter.body
    assert address_of(Survey.objects.get()) in letter.body


def test_closed_follow_up_and_cancelled_workshop_write_to_nobody(over, admin):
    open_survey(Survey.objects.get(), is_open=False, by=admin)
    assert send_follow_ups(today=A_DAY + timedelta(days=31)) == 0
    open_survey(Survey.objects.get(), is_open=True, by=admin)
    type(over).objects.update(state="cancelled")
    assert send_follow_ups(today=A_DAY + timedelta(days=31)) == 0
    assert not Mailing.objects.exists()


def test_results_count_each_mark_of_each_question(workshop, admin):
    survey = an_open_survey(workshop, admin)
    sheets(survey, 5, 5, 1, 3, 3, 3)
    survey.is_open = False
    results = results_of(survey, items_of(survey))
    assert results.sections[0].rows[0].spread.counts == {5: 2, 1: 1, 3: 3}
    assert results.whole.number == 6 * 11


@pytest.mark.django_db(transaction=True)
def test_same_sheet_sent_twice_at_once_counts_once(workshop, admin):
    survey, uid = an_open_survey(workshop, admin), uuid4()
    items = items_of(survey)

    def send():
        answer_survey(survey, uid, marks={items[0].pk: 5}, texts={}, seen=fingerprint(items))

    assert at_once(send, send) == [None, None]
    assert SurveyResponse.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_follow_up_that_two_workers_begin_at_once_is_one_letter(over):
    today = A_DAY + timedelta(days=30)
    sent = at_once(lambda: send_follow_ups(today=today), lambda: send_follow_ups(today=today))
    assert sum(sent) == 1 and Mailing.objects.count() == 1
