"""The letter of complaint on paper, read back by another program."""

import pytest
from django.utils import translation

from pacc.vault import codes
from reports.documents.complaint import complaint_pdf
from reports.models import Report
from reports.queries.case import case_of
from tests.factories.dispatches import a_hand_over
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import an_officer
from tests.pacc.uploads import samples
from tests.reports.documents.test_receipt import read_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

WHO = {"name": "Somying Tuayang", "phone": "0812345678", "email": "som@example.test"}


@pytest.fixture
def officer():
    return an_officer(3)


def text_of(dispatch, *, with_identity=False):
    return read_back(
        complaint_pdf(case_of(dispatch.report, among=Report.objects.all), dispatch, with_identity=with_identity)
    )


def test_the_letter_has_the_parts_of_the_form_in_thai_whoever_makes_it(officer):
    file = a_sealed_file(samples.jpeg(), name="sign.jpg")
    dispatch = a_hand_over(officer, people="Mr Nobody", narrative="First line\nSecond line", files=(file,))
    with translation.override("en"):
        text = text_of(dispatch)
    for told in ("หนังสือร้องเรียน", "เรียน", "เลขาธิการคณะกรรมการ ป.ป.ท.", "Mr Nobody", "sign.jpg", dispatch.number):
        assert told in text
    lines = [line.strip() for line in text.splitlines()]
    assert any(line.endswith("First line") for line in lines) and "Second line" in lines
    # The hash stands in two lines.
    assert file.sha256[:32] in text and file.sha256[32:] in text
    assert codes.show_reference(dispatch.report.reference) in text


@pytest.mark.parametrize("identity", ["anonymous", "confidential", "named"])
def test_the_letter_withholds_who_is_not_included(officer, identity):
    dispatch = a_hand_over(officer, identity="named", **WHO)
    Report.objects.filter(pk=dispatch.report_id).update(identity=identity)
    dispatch.report.refresh_from_db()
    text = text_of(dispatch, with_identity=identity != "named")
    assert not [word for word in WHO.values() if word in text]
    assert "ปกปิด" in text


def test_the_letter_names_whom_the_officer_includes(officer):
    text = text_of(a_hand_over(officer, identity="named", **WHO), with_identity=True)
    assert all(word in text for word in WHO.values())


def test_a_long_account_that_looks_like_typst_code_stays_text(officer):
    dispatch = a_hand_over(officer, narrative='#read("/etc/passwd") ' * 900)
    assert text_of(dispatch).count("#read(") == 900
