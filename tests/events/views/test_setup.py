"""The desk's pages that set up a workshop's registration: rules, quotas, questions; a copy; two admins at once."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from events.actions.workshops import WorkshopFacts, change_workshop
from events.models import Answer, Question, Quota, Workshop
from events.workflow import State
from pacc.ledger.models import Entry
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.events.views.test_workshops import TYPED
from tests.factories.events import A_DAY, a_line, a_workshop, present, some_people
from tests.factories.networks import NetworkFactory
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.django_db

RULES = {
    "version": "1", "audience": "public", "admission": "approval", "answer_hours": "๒๔",
    "registers_from_day": "1", "registers_from_month": "4", "registers_from_year": "2570",
    "registers_until_day": "20", "registers_until_month": "5", "registers_until_year": "2570",
    "asks_photo_consent": "on",
}  # fmt: skip
QUESTION = {
    "label": "อาหาร", "label_en": "Food", "kind": "choice", "choices": "ทั่วไป\nฮาลาล", "condition": "",
    "is_required": "on",
}  # fmt: skip


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    surin_and_buriram()
    return a_workshop(admin)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "")


# what the public announcement needs beyond place and time


def test_map_contact_and_project_are_written(browser, address, workshop):
    typed = {**TYPED, "district": "", "map_url": "https://maps.example/surin", "contact": "ฝ่ายประสาน 044 000 000"}
    assert browser.post(f"{address}edit/", {**typed, "project": "เครือข่ายต้นแบบ"}).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.map_url, workshop.project) == ("https://maps.example/surin", "เครือข่ายต้นแบบ")
    assert "เครือข่ายต้นแบบ" in said(browser.get(address))


def test_map_and_contact_stand_on_the_public_page_and_the_budget_does_not(site, admin):
    workshop = a_workshop(
        admin, state=State.OPEN, map_url="https://maps.example/surin", contact="ฝ่ายประสาน", budget_line="งบดำเนินงาน"
    )
    page = said(site.get(f"/workshops/{workshop.pk}/"))
    assert 'href="https://maps.example/surin"' in page and "ฝ่ายประสาน" in page
    assert "งบดำเนินงาน" not in page


@pytest.mark.parametrize("link", ["http://maps.example/", "javascript:alert(1)", "แผนที่", "https://" + "a" * 600])
def test_link_that_is_none_is_refused(browser, address, link):
    assert_refused(browser.post(f"{address}edit/", {**TYPED, "district": "", "map_url": link}), "map_url")


def test_second_of_two_admins_sees_what_the_first_wrote(browser, address, workshop, admin):
    change_workshop(workshop, _facts(workshop, venue="ห้องใหญ่"), seen_version=1, by=admin)
    response = browser.post(f"{address}edit/", {**TYPED, "district": "", "venue": "ห้องเล็ก"})
    page = said(response)
    assert response.status_code == 422
    assert "ห้องใหญ่" in page and "ห้องเล็ก" in page
    assert Workshop.objects.get().venue == "ห้องใหญ่"
    again = response.context["form"]["version"].value()
    browser.post(f"{address}edit/", {**TYPED, "district": "", "venue": "ห้องเล็ก", "version": again})
    assert Workshop.objects.get().venue == "ห้องเล็ก"


def _facts(workshop, **changed):
    facts = {name: getattr(workshop, name) for name in WorkshopFacts.__dataclass_fields__}
    return WorkshopFacts(**facts | changed)


def test_workshop_that_is_put_off_takes_its_agenda_along(workshop, admin):
    line = a_line(workshop, admin)
    change_workshop(
        workshop, _facts(workshop, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 1)), seen_version=1, by=admin
    )
    line.refresh_from_db()
    assert line.on == date(2027, 6, 1)
    assert [half_day.on for half_day in Workshop.objects.get().half_days.all()] == [date(2027, 6, 1)] * 2


# rules of registration


def test_rules_are_written(browser, address, workshop):
    assert browser.post(f"{address}rules/", RULES).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.admission, workshop.answer_hours, workshop.registers_until, workshop.version) == (
        "approval", 24, date(2027, 5, 20), 2,
    )  # fmt: skip
    assert workshop.asks_photo_consent and not workshop.asks_citizen_id
    assert Entry.objects.filter(what="workshop.rules_written").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"registers_until_day": "1", "registers_until_month": "1"}, "registers_until_0"),
        ({"registers_from_year": "70"}, "registers_from_2"),
        ({"answer_hours": "0"}, "answer_hours"),
        ({"answer_hours": "721"}, "answer_hours"),
    ],
)
def test_rules_that_cannot_be_are_refused(browser, address, changed, field):
    response = browser.post(f"{address}rules/", {**RULES, **changed})
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()
    assert Workshop.objects.get().version == 1


def test_rules_of_another_admin_are_not_overwritten(browser, address):
    browser.post(f"{address}rules/", RULES)
    response = browser.post(f"{address}rules/", {**RULES, "admission": "open", "answer_hours": "48"})
    assert response.status_code == 422
    assert "ผู้อื่นแก้ไข" in said(response)
    assert Workshop.objects.get().answer_hours == 24


def test_invitation_is_shown_once_the_workshop_is_announced(browser, admin, address, workshop):
    browser.post(f"{address}rules/", {**RULES, "audience": "invited"})
    assert "?invitation=" not in said(browser.get(f"{address}rules/"))
    Workshop.objects.update(state=State.OPEN, opened_on=timezone.localdate())
    assert f"/workshops/{workshop.pk}/?invitation=" in said(browser.get(f"{address}rules/"))


# quotas


def test_quota_is_set_changed_and_removed(browser, address, workshop, admin):
    network = NetworkFactory()
    some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", network=network)
    typed = {"network": network.pk, "province": "", "kind": "", "seats": "๑๐"}
    assert browser.post(f"{address}quotas/", typed).status_code == 302
    page = said(browser.get(f"{address}quotas/"))
    assert network.name in page
    browser.post(f"{address}quotas/", {**typed, "seats": "2"})
    assert [quota.seats for quota in Quota.objects.all()] == [2]
    browser.post(f"{address}quotas/{Quota.objects.get().pk}/remove/")
    assert not Quota.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"seats": "5"}, "network"),
        ({"kind": "speaker", "province": "32", "seats": "5"}, "kind"),
        ({"kind": "speaker", "seats": "0"}, "seats"),
        ({"kind": "speaker", "seats": "141"}, "seats"),
        ({"kind": "participant", "seats": "9"}, "seats"),  # ten are registered
        ({"kind": "x", "seats": "9"}, "kind"),
        ({"network": "9999999", "seats": "9"}, "network"),
    ],
)
def test_quota_that_cannot_be_is_refused(browser, address, workshop, admin, typed, field):
    some_people(workshop, admin)
    assert_refused(browser.post(f"{address}quotas/", typed), field)
    assert not Quota.objects.exists()


# questions


def test_questions_are_written_ordered_and_asked(browser, address, workshop):
    browser.post(f"{address}questions/new/", QUESTION)
    food = Question.objects.get()
    follow = {
        **QUESTION,
        "label": "ชนิดฮาลาล",
        "kind": "text",
        "choices": "",
        "condition": f"{food.pk}:1",
        "is_required": "",
    }
    browser.post(f"{address}questions/new/", follow)
    browser.post(f"{address}questions/new/", {**QUESTION, "label": "ความช่วยเหลือ", "kind": "access", "choices": ""})
    asked = list(Question.objects.all())
    assert [question.label for question in asked] == ["อาหาร", "ชนิดฮาลาล", "ความช่วยเหลือ"]
    assert (asked[1].only_if, asked[1].only_if_choice) == (food, "ฮาลาล")
    assert len(asked[2].choices) > 2
    browser.post(f"{address}questions/{asked[2].pk}/up/")
    browser.post(f"{address}questions/{asked[2].pk}/up/")
    browser.post(f"{address}questions/{asked[2].pk}/up/")
    assert [question.label for question in Question.objects.all()] == ["ความช่วยเหลือ", "อาหาร", "ชนิดฮาลาล"]
    assert f'value="{food.pk}:1" selected' in said(browser.get(f"{address}questions/{asked[1].pk}/"))


def test_question_stays_before_what_depends_on_it(browser, address, workshop):
    browser.post(f"{address}questions/new/", QUESTION)
    food = Question.objects.get()
    browser.post(f"{address}questions/new/", {**QUESTION, "label": "ที่สอง", "condition": f"{food.pk}:1"})
    second = Question.objects.get(label="ที่สอง")
    assert "ต้องอยู่ก่อน" in said(browser.post(f"{address}questions/{second.pk}/up/", follow=True))
    assert "ต้องอยู่ก่อน" in said(browser.post(f"{address}questions/{food.pk}/remove/", follow=True))
    response = browser.post(f"{address}questions/{food.pk}/", {**QUESTION, "choices": "ทั่วไป\nเจ"})
    assert response.status_code == 422 and "ต้องคงตัวเลือก" in said(response)
    assert [question.label for question in Question.objects.all()] == ["อาหาร", "ที่สอง"]


def test_what_people_answered_is_never_lost(browser, address, workshop, admin):
    browser.post(f"{address}questions/new/", QUESTION)
    food = Question.objects.get()
    person = some_people(workshop, admin, "สมชาย ใจดี")[0]
    Answer.objects.create(registration=person, question=food, chosen=["ฮาลาล"])
    for changed in ({"kind": "text"}, {"choices": "ทั่วไป\nเจ"}):
        assert browser.post(f"{address}questions/{food.pk}/", {**QUESTION, **changed}).status_code == 422
    assert browser.post(f"{address}questions/{food.pk}/", {**QUESTION, "choices": "เจ\nฮาลาล"}).status_code == 302
    browser.post(f"{address}questions/{food.pk}/remove/")
    assert Question.objects.get().is_retired and Answer.objects.exists()
    assert browser.get(f"{address}questions/{food.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"label": ""}, "label"),
        ({"choices": "อย่างเดียว"}, "choices"),
        ({"choices": "ก\nก"}, "choices"),
        ({"choices": "\n".join(map(str, range(31)))}, "choices"),
        ({"choices": "ก\n" + "ข" * 201}, "choices"),
        ({"condition": "1:1"}, "condition"),
        *(({"label": text}, "label") for text in BAD_TEXTS.values()),
    ],
)
def test_question_that_cannot_be_is_refused(browser, address, workshop, changed, field):
    assert_refused(browser.post(f"{address}questions/new/", {**QUESTION, **changed}), field)
    assert not Question.objects.exists()


# a copy


def test_copy_takes_over_all_but_people_and_results(browser, address, workshop, admin):
    line = a_line(workshop, admin, title="บรรยายพิเศษ")
    browser.post(f"{address}rules/", RULES)
    Quota.objects.create(workshop=workshop, kind="speaker", seats=5)
    browser.post(f"{address}questions/new/", QUESTION)
    browser.post(f"{address}questions/new/", {**QUESTION, "label": "ต่อ", "condition": f"{Question.objects.get().pk}:1"})
    person = some_people(workshop, admin, "สมชาย ใจดี")[0]
    Workshop.objects.update(state=State.OPEN, opened_on=timezone.localdate())
    present(workshop.half_days.first(), person, by=admin)
    workshop.half_days.last().delete()
    typed = {"title": "ครั้งที่ 2", "starts_on_day": "10", "starts_on_month": "1", "starts_on_year": "2571"}
    assert browser.post(f"{address}copy/", typed).status_code == 302
    copy = Workshop.objects.get(title="ครั้งที่ 2")
    assert (copy.state, copy.starts_on, copy.fiscal_year) == ("draft", date(2028, 1, 10), 2571)
    assert (copy.admission, copy.answer_hours, copy.registers_until) == ("approval", 24, None)
    assert [(one.title, one.on, one.starts) for one in copy.sessions.all()] == [
        ("บรรยายพิเศษ", date(2028, 1, 10), line.starts)
    ]
    assert [(half_day.on, half_day.part) for half_day in copy.half_days.all()] == [(date(2028, 1, 10), "1")]
    assert [quota.seats for quota in copy.quotas.all()] == [5]
    first, second = copy.questions.all()
    assert (second.only_if, second.only_if_choice) == (first, "ฮาลาล")
    assert not copy.registrations.exists()
    assert Workshop.objects.get(pk=workshop.pk).starts_on == A_DAY


def test_calendar_of_a_workshop_has_its_days(site, admin):
    workshop = a_workshop(admin, state=State.OPEN, ends_on=date(2027, 5, 25))
    a_line(workshop, admin)
    response = site.get(f"/workshops/{workshop.pk}/calendar/")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;TZID=Asia/Bangkok:20270524T090000" in text
    assert "DTSTART;VALUE=DATE:20270525" in text
    assert site.get(f"/workshops/{a_workshop(admin, title='ร่าง').pk}/calendar/").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_pages_cost_the_same_for_more(browser, address, workshop, count, django_assert_num_queries):
    for number in range(count):
        Question.objects.create(workshop=workshop, position=number, kind="text", label=f"{number}")
        Quota.objects.create(workshop=workshop, network=NetworkFactory(), seats=number + 1)
    # session, person, second factor, workshop, postings (menu), questions
    with django_assert_num_queries(5):
        browser.get(f"{address}questions/")
    # the same, and networks, provinces, quotas, seats taken, limits
    with django_assert_num_queries(9):
        browser.get(f"{address}quotas/")
