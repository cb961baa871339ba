"""What the case system gets as data: whatever was told, it is what the published schema says."""

import json
from itertools import cycle, islice
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from pacc.vault import codes
from reports.actions import answering, tracking
from reports.documents.case_file import SCHEMA, SCHEMA_ID, case_file
from reports.models import Evidence, Report
from reports.queries.case import case_of
from reports.rules.account import When
from reports.rules.vocabulary import (
    AboutPacc,
    AgencyKind,
    Behaviour,
    Channel,
    Identity,
    Kind,
    OfficialClass,
    Ongoing,
    Severity,
)
from tests.factories.dispatches import a_hand_over
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import an_officer
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

PUBLISHED = json.loads(SCHEMA.read_text())
VALIDATOR = Draft202012Validator(PUBLISHED, format_checker=FormatChecker())
WHENS = (When(), When(2026), When(2026, 10, about=True), When(2026, 10, 5))
TEXTS = ("ถนน", "", 'เขาพูดว่า "จ่ายก่อน" \\ 😀', "ก\n" * 5_000)


@pytest.fixture
def officer():
    return an_officer(3)


def told_by(dispatch, *, with_identity=False):
    made = case_file(case_of(dispatch.report, among=Report.objects.all), dispatch, with_identity=with_identity)
    told = json.loads(made)
    assert [error.message for error in VALIDATOR.iter_errors(told)] == []
    return told


def nth(values, number):
    return next(islice(cycle(values), number, None))


def test_the_schema_is_a_schema_and_names_itself():
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["$id"] == PUBLISHED["properties"]["schema"]["const"] == SCHEMA_ID


def test_the_schema_knows_every_word_of_the_vocabulary():
    parts = {name: part.get("properties", {}) for name, part in PUBLISHED["properties"].items()}
    report, account = parts["report"], parts["account"]
    for where, words in (
        (report["channel"], Channel.values),
        (report["kind"], Kind.values),
        (report["official_class"], [*OfficialClass.values, None]),
        (report["behaviour"], [*Behaviour.values, None]),
        (report["severity"], [*Severity.values, None]),
        (report["about_pacc"], AboutPacc.values),
        (parts["reporter"]["identity"], Identity.values),
        (account["agency"]["properties"]["kind"], AgencyKind.values),
        (account["when"]["properties"]["ongoing"], Ongoing.values),
        (PUBLISHED["properties"]["evidence"]["items"]["properties"]["kind"], Evidence.Kind.values),
    ):
        assert where["enum"] == words


@pytest.mark.parametrize("number", range(4))
def test_reports_of_every_kind_are_as_the_schema_says(officer, number):
    dispatch = a_hand_over(
        officer,
        kind=nth(Kind.values, number),
        language=nth(("th", "en"), number),
        narrative=nth(TEXTS, number) or "ก",
        when=nth(WHENS, number),
        **dict.fromkeys(("subject", "people", "place", "agency", "damage", "wishes"), nth(TEXTS, number + 1)),
    )
    for turn in range(number, 24, 4):
        Report.objects.filter(pk=dispatch.report_id).update(
            kind=nth(Kind.values, turn),
            agency_kind=nth(AgencyKind.values, turn),
            channel=nth(Channel.values, turn),
            ongoing=nth(Ongoing.values, turn),
            official_class=nth(["", *OfficialClass.values], turn),
            behaviour=nth(["", *Behaviour.values], turn),
            severity=nth(["", *Severity.values], turn),
        )
        dispatch.report.refresh_from_db()
        told_by(dispatch, with_identity=True)


def test_files_and_messages_go_with_it_and_notes_stay(officer):
    token = codes.new_token()
    file = a_sealed_file(samples.jpeg(), name="ป้าย.jpg")
    dispatch = a_hand_over(officer, token=token, files=(file,))
    answering.add_note(dispatch.report_id, by=officer, text="สืบต่อภายใน")
    _verifier, key = codes.derive(codes.code_of(token), dispatch.report.reference)
    tracking.reply(tracking.CaseKey(dispatch.report_id, key), text="เห็นรถอีกคัน", files=(), send_key=uuid4())
    told = told_by(dispatch)
    assert [(each["from"], each["text"]) for each in told["messages"]] == [
        ("office", "ส่งเข้าระบบคดีแล้ว"),
        ("reporter", "เห็นรถอีกคัน"),
    ]
    assert [(each["name"], each["sha256"]) for each in told["evidence"]] == [("ป้าย.jpg", file.sha256)]
    assert "สืบต่อภายใน" not in json.dumps(told, ensure_ascii=False)


def test_a_reporter_is_named_only_where_she_gave_her_name_and_the_officer_includes_it(officer):
    who = {"name": "สมหญิง ตัวอย่าง", "phone": "0812345678", "email": "som@example.test"}
    dispatch = a_hand_over(officer, identity="named", **who)
    assert told_by(dispatch, with_identity=True)["reporter"] == {"identity": "named", "who": who}
    assert told_by(dispatch)["reporter"] == {"identity": "named", "who": None}
    Report.objects.filter(pk=dispatch.report_id).update(identity="confidential")
    dispatch.report.refresh_from_db()
    assert told_by(dispatch, with_identity=True)["reporter"] == {"identity": "confidential", "who": None}


def test_a_case_of_nobodys_office_is_as_the_schema_says(officer):
    dispatch = a_hand_over(officer)
    Report.objects.filter(pk=dispatch.report_id).update(
        office=None, is_conflict=True, about_pacc="headquarters", province=None, district=None
    )
    dispatch.report.refresh_from_db()
    told = told_by(dispatch)
    assert told["dispatch"]["office"] is None and told["account"]["place"]["province_code"] is None
