"""Rows of workshops, in both zones, and the things that they name."""

from django.utils import timezone

from events.actions.door_passes import issue_pass, link_of
from events.actions.imports import prepare_import
from events.actions.mailings import usual_words, write_mailing
from events.actions.paper_orders import Wanted, order_paper
from events.models import Group, Material, Question, Quota, Undecided
from events.queries.mailings import digest_of
from events.queries.own_registrations import link_to
from events.rules.certificates import certificate_token
from events.rules.links import group_token, no_letters_token, survey_token
from events.workflow import State
from pacc.spreadsheets.people import PeopleList, PersonRow
from tests.access.shared import OWN_PAGE, PAGE
from tests.access.table import ON, Row, behind_door, only
from tests.factories.events import a_line, a_workshop, some_people
from tests.factories.folder import a_photograph_of, an_indicator_of
from tests.factories.surveys import an_open_survey

# An admin changes all; who serves at the host office (3) reads; for all others there is no such workshop.
MAKER = "workshop_admin"
HOSTS = ("officer", "director")
READ = only(200, MAKER, *HOSTS)
NOT_BY_POST = behind_door(405)
NOT_BY_GET = behind_door(405)


def maker(outcome):
    return only(outcome, MAKER) | dict.fromkeys(HOSTS, 403)


def things(people):
    """A workshop that is open, with a line, a person, a morning, and a list that waits for the admin's confirmation."""
    workshop = a_workshop(people.workshop_admin, state=State.OPEN)
    return {
        "workshop": workshop,
        "session": a_line(workshop, people.workshop_admin),
        "registration": some_people(workshop, people.workshop_admin, "สมชาย ใจดี")[0],
        "half_day": workshop.half_days.first(),
        "paper_order": order_paper(workshop, Wanted("badges"), people=201, by=people.workshop_admin),
        "mailing": write_mailing(workshop, "reminder", usual_words("reminder"), by=people.workshop_admin),
        "survey": an_open_survey(workshop, people.workshop_admin),
        "group": Group.objects.create(workshop=workshop, number=1),
        "material": Material.objects.create(
            workshop=workshop,
            title="กำหนดการ",
            file_name="agenda.pdf",
            media_type="application/pdf",
            content=b"%PDF-1.7",
            added_by=people.workshop_admin,
        ),
        "quota": Quota.objects.create(workshop=workshop, kind="speaker", seats=5),
        "question": Question.objects.create(workshop=workshop, position=1, kind="text", label="จะถามเรื่องใด"),
        "indicator": an_indicator_of(workshop, people.workshop_admin),
        "photograph": a_photograph_of(workshop, people.workshop_admin),
        "door_pass": issue_pass(workshop, label="ประตู 1", by=people.workshop_admin),
        "undecided": Undecided.objects.create(
            workshop=workshop, why=Undecided.Why.MALFORMED, raw={}, received_at=timezone.now()
        ),
        "list": prepare_import(
            workshop,
            PeopleList([PersonRow("แผ่น1", 4, "สมหญิง ใจดี")]),
            file_name="รายชื่อ.xlsx",
            by=people.workshop_admin,
        ),
    }


def the_workshop(world):
    return [world.workshop.pk]


def a_quota(world):
    return [world.workshop.pk, world.quota.pk]


def a_question(world):
    return [world.workshop.pk, world.question.pk]


def a_survey(world):
    return [world.workshop.pk, world.survey.kind]


def an_item(world):
    return [*a_survey(world), world.survey.items.first().pk]


def a_group(world):
    return [world.workshop.pk, world.group.number]


def a_material(world):
    return [world.workshop.pk, world.material.pk]


def a_mailing(world):
    return [world.workshop.pk, world.mailing.pk]


def a_session(world):
    return [world.workshop.pk, world.session.pk]


def a_person(world):
    return [world.workshop.pk, world.registration.pk]


def a_list(world):
    return [world.workshop.pk, world.list.pk]


def a_half_day(world):
    return [world.workshop.pk, world.half_day.pk]


def a_link(world):
    return [link_to([world.registration]).token]


def a_link_and_person(world):
    return [*a_link(world), world.registration.pk]


def an_answer(world):
    return [*a_person(world), 1]


def a_mark(world):
    return [world.workshop.pk, world.half_day.pk, world.registration.pk]


def a_fiscal_year(world):
    return [world.workshop.fiscal_year]


def a_paper_order(world):
    return [world.workshop.pk, world.paper_order.pk]


def an_indicator(world):
    return [world.workshop.pk, world.indicator.pk]


def a_photograph(world):
    return [world.workshop.pk, world.photograph.pk]


def a_pass_link(world):
    return [link_of(world.door_pass)]


def a_pass(world):
    return [world.workshop.pk, world.door_pass.pk]


def a_mark_at_the_door(world):
    return [world.half_day.pk, world.registration.pk]


def something_undecided(world):
    return [world.workshop.pk, world.undecided.pk]


SITE = {
    "events:workshop_list": PAGE,
    "events:workshop_detail": Row(get=200, post=405, args=the_workshop),
    "events:workshop_calendar": Row(get=200, post=405, args=the_workshop),
    "events:public_material": Row(get=200, post=405, args=a_material),
    "events:own_material_file": Row(
        get=200, post=405, args=lambda world: [link_to([world.registration]).token, world.material.pk]
    ),
    "events:register": Row(get=200, post=422, args=the_workshop),
    "events:register_group": Row(get=200, post=422, args=the_workshop),
    "events:practise": Row(get=ON, post=405, args=lambda world: ["no-such-key"]),
    "events:group_work": Row(get=404, post=404, args=lambda world: [group_token(world.group.pk, 1)]),  # has no link
    "events:group_work_present": Row(get=404, post=405, args=lambda world: [group_token(world.group.pk, 1)]),
    "events:answer": Row(get=200, post=422, args=lambda world: [survey_token(world.survey.pk)]),
    "events:certificate_check": Row(get=404, post=405, args=lambda world: [certificate_token(1)]),
    "events:no_letters": Row(get=200, post=ON, args=lambda world: [no_letters_token(digest_of("somebody@a.test"))]),
    "events:own_registration": Row(get=200, post=405, args=a_link),
    "events:own_accept": Row(get=405, post=ON, args=a_link),
    "events:own_leave": Row(get=200, post=ON, args=a_link),
    "events:own_edit": Row(get=200, post=422, args=a_link_and_person),
    "events:own_leave_one": Row(get=200, post=ON, args=a_link_and_person),
    # The door asks for the pass of the phone, which nobody here has.
    "door:door": Row(get=403, post=405),
    "door:door_enter": Row(get=200, post=ON, args=a_pass_link),
    "door:door_mark": Row(get=405, post=403),
    "door:door_undo": Row(get=403, post=403, args=a_mark_at_the_door),
    "door:door_walk_in": Row(get=403, post=403),
    "door:door_scanned": Row(get=404, post=405),
    "door:door_ticket": Row(get=404, post=405, args=lambda world: ["x"]),
    "door:door_shell": PAGE,
    "door:door_worker": PAGE,
    "door:door_manifest": PAGE,
    "door:door_list": Row(get=403, post=405),
    "door:door_events": Row(get=405, post=403),
}

DESK = {
    "events:workshop_list": OWN_PAGE,
    "events:workshop_new": Row(get=only(200, MAKER, others=403), post=only(422, MAKER, others=403)),
    "events:workshop_detail": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:workshop_edit": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:workshop_open": Row(get=maker(200), post=maker(422), args=the_workshop),  # it is open
    "events:workshop_close": Row(get=maker(200), post=maker(ON), args=the_workshop),
    "events:workshop_cancel": Row(get=maker(200), post=maker(ON), args=the_workshop),
    "events:practice_link": Row(get=maker(200), post=maker(ON), args=the_workshop),
    "events:workshop_copy": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:rules_edit": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:quota_list": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:quota_remove": Row(get=NOT_BY_GET, post=maker(ON), args=a_quota),
    "events:question_list": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:question_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:question_edit": Row(get=maker(200), post=maker(422), args=a_question),
    "events:question_up": Row(get=NOT_BY_GET, post=maker(ON), args=a_question),
    "events:question_remove": Row(get=NOT_BY_GET, post=maker(ON), args=a_question),
    "events:material_list": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:material_file": Row(get=maker(200), post=NOT_BY_POST, args=a_material),
    "events:material_remove": Row(get=NOT_BY_GET, post=maker(ON), args=a_material),
    "events:paper_list": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:badge_file": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:table_sign_file": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:allowance_list": Row(get=maker(200), post=maker(ON), args=the_workshop),
    "events:allowance_rates": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:allowance_file": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:certificate_list": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:certificate_design": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:certificates_issue": Row(get=NOT_BY_GET, post=maker(ON), args=the_workshop),
    "events:certificate_detail": Row(
        get=maker(404), post=maker(404), args=lambda world: [world.workshop.pk, 1]
    ),  # nobody has one
    "events:certificate_file": Row(get=maker(ON), post=NOT_BY_POST, args=the_workshop),
    "events:person_certificate": Row(get=NOT_BY_GET, post=maker(ON), args=a_person),
    "events:group_list": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:group_places": Row(get=maker(200), post=maker(ON), args=the_workshop),
    "events:groups_link": Row(get=NOT_BY_GET, post=maker(ON), args=the_workshop),
    "events:group_present": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:group_detail": Row(get=maker(200), post=maker(ON), args=a_group),
    "events:group_revoke": Row(get=NOT_BY_GET, post=maker(ON), args=a_group),
    "events:group_file": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:survey_list": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:survey_begin": Row(get=NOT_BY_GET, post=maker(ON), args=a_survey),
    "events:survey_detail": Row(get=maker(200), post=NOT_BY_POST, args=a_survey),
    "events:survey_open": Row(get=NOT_BY_GET, post=maker(ON), args=a_survey),
    "events:item_new": Row(get=maker(200), post=maker(422), args=a_survey),
    "events:item_edit": Row(get=maker(200), post=maker(422), args=an_item),
    "events:item_remove": Row(get=NOT_BY_GET, post=maker(ON), args=an_item),
    "events:survey_results": Row(get=READ, post=NOT_BY_POST, args=a_survey),
    "events:survey_excel": Row(get=READ, post=NOT_BY_POST, args=a_survey),
    "events:survey_screen": Row(get=READ, post=NOT_BY_POST, args=a_survey),
    "events:survey_live": Row(get=READ, post=NOT_BY_POST, args=a_survey),
    "events:mailing_list": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:mailing_new": Row(get=maker(200), post=maker(422), args=lambda world: [world.workshop.pk, "reminder"]),
    "events:mailing_detail": Row(get=maker(200), post=NOT_BY_POST, args=a_mailing),
    "events:mailing_edit": Row(get=maker(200), post=maker(422), args=a_mailing),
    "events:mailing_plan": Row(get=NOT_BY_GET, post=maker(422), args=a_mailing),
    "events:mailing_stop": Row(get=NOT_BY_GET, post=maker(ON), args=a_mailing),
    "events:half_days_choose": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:session_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:session_edit": Row(get=maker(200), post=maker(422), args=a_session),
    "events:session_remove": Row(get=NOT_BY_GET, post=maker(ON), args=a_session),
    "events:paper_order_new": Row(get=NOT_BY_GET, post=maker(ON), args=the_workshop),
    "events:paper_order": Row(get=maker(200), post=NOT_BY_POST, args=a_paper_order),
    "events:paper_order_state": Row(get=maker(200), post=NOT_BY_POST, args=a_paper_order),
    "events:paper_order_file": Row(get=maker(404), post=NOT_BY_POST, args=a_paper_order),  # not made yet
    "events:person_list": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:person_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:person_edit": Row(get=maker(200), post=maker(422), args=a_person),
    "events:person_cancel": Row(get=NOT_BY_GET, post=maker(ON), args=a_person),
    "events:person_decide": Row(get=maker(200), post=maker(422), args=a_person),
    "events:citizen_id_open": Row(get=maker(200), post=maker(422), args=a_person),
    "events:answer_file": Row(get=NOT_BY_GET, post=maker(404), args=an_answer),  # nobody sent a file
    "events:import_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:import_detail": Row(get=maker(200), post=NOT_BY_POST, args=a_list),
    "events:import_headings": Row(get=NOT_BY_GET, post=maker(ON), args=a_list),
    "events:import_save": Row(get=NOT_BY_GET, post=maker(ON), args=a_list),
    "events:import_drop": Row(get=NOT_BY_GET, post=maker(ON), args=a_list),
    "events:import_undo": Row(get=NOT_BY_GET, post=maker(404), args=a_list),  # it is not saved yet
    "events:attendance": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:attendance_excel": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:sign_in": Row(get=READ, post=NOT_BY_POST, args=a_half_day),
    "events:attendance_take_back": Row(get=maker(200), post=maker(422), args=a_mark),
    "events:fiscal_year": Row(get=behind_door(200), post=NOT_BY_POST, args=a_fiscal_year),
    "events:fiscal_year_excel": Row(get=behind_door(200), post=NOT_BY_POST, args=a_fiscal_year),
    "events:folder": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:everything": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:report_edit": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:report_pdf": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:report_word": Row(get=READ, post=NOT_BY_POST, args=the_workshop),
    "events:indicator_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:indicator_edit": Row(get=maker(200), post=maker(422), args=an_indicator),
    "events:indicator_remove": Row(get=NOT_BY_GET, post=maker(ON), args=an_indicator),
    "events:photograph_new": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:photograph_edit": Row(get=maker(200), post=maker(422), args=a_photograph),
    "events:photograph_image": Row(get=READ, post=NOT_BY_POST, args=a_photograph),
    "events:photograph_remove": Row(get=NOT_BY_GET, post=maker(ON), args=a_photograph),
    "events:door_passes": Row(get=maker(200), post=maker(422), args=the_workshop),
    "events:door_pass": Row(get=maker(200), post=NOT_BY_POST, args=a_pass),
    "events:door_pass_revoke": Row(get=NOT_BY_GET, post=maker(ON), args=a_pass),
    "events:undecided_list": Row(get=maker(200), post=NOT_BY_POST, args=the_workshop),
    "events:undecided_decide": Row(get=NOT_BY_GET, post=maker(ON), args=something_undecided),
}
