"""The result report, read back from its PDF and its Word file."""

import subprocess
from datetime import date, time
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from events.actions.folder import ReportWords, describe_photograph, write_report
from events.documents.blocks import as_pdf, as_word
from events.documents.result_report import Filed, result_report
from events.models import Photograph
from events.queries.folder import figures_of, printable_photographs, report_of
from events.queries.people import people_of, with_marks
from events.queries.workshops import agenda_of, half_days_of
from events.workflow import State
from tests.factories.events import a_line, a_workshop, present, some_people
from tests.factories.folder import a_photograph_of, an_indicator_of

pytestmark = pytest.mark.django_db

NAMES = ["นางสาวญาณี ปู่ฐิติกุล", "นายกี่ ปิ่นแก้ว", "พ.ต.ท. บุญธรรม ไหมคำ"]


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN, starts_on=date(2026, 5, 24))
    a_line(workshop, admin, title="มาตรา 63 กับประชาชน", speaker="นักวิชาการ", starts=time(9, 30))
    write_report(
        workshop,
        ReportWords(
            background="ป้องกันการทุจริตในพื้นที่\nโดยประชาชน",
            budget_planned=Decimal("50000"),
            budget_spent=Decimal("43750.50"),
        ),
        seen_version=0,
        by=admin,
    )
    an_indicator_of(workshop, admin, target="3", reached=Decimal(2))
    everybody = some_people(workshop, admin, *NAMES)
    present(workshop.half_days.first(), *everybody[:2], by=admin)
    return workshop


def filed(workshop):
    half_days = half_days_of(workshop)
    return Filed(
        workshop=workshop,
        written=report_of(workshop),
        figures=figures_of(workshop, half_days),
        half_days=half_days,
        agenda=agenda_of(workshop),
        indicators=list(workshop.indicators.all()),
        rows=with_marks(list(people_of(workshop)), half_days),
        photographs=printable_photographs(workshop),
    )


def words_of_pdf(content, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def words_of_word(content):
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


SAID = ["รายงานผลการดำเนินงาน", "24 พฤษภาคม 2569", "50,000.00", "43,750.50", "87.50", "66.67", "09.30–10.30"]


@pytest.mark.parametrize("word", [*SAID, "โดยประชาชน", *(name.split()[-1] for name in NAMES)])
def test_pdf_says(thai, workshop, tmp_path, word):
    said = words_of_pdf(as_pdf(result_report(filed(workshop)), title="รายงาน"), tmp_path)
    assert word in said.replace("\u00a0", " "), said


def test_pdf_is_in_sarabun_alone(thai, workshop, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(as_pdf(result_report(filed(workshop)), title="รายงาน"))
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all("Sarabun" in line for line in fonts), fonts


def test_word_says_the_same(thai, workshop):
    said = words_of_word(as_word(result_report(filed(workshop)), title="รายงาน")).replace("\u00a0", " ")
    assert [word for word in [*SAID, *NAMES] if word not in said] == []


def test_word_file_takes_letters_that_xml_cannot_hold(thai, workshop, admin):
    write_report(workshop, ReportWords(problems="ก\x08ข"), seen_version=1, by=admin)
    assert "กข" in words_of_word(as_word(result_report(filed(workshop)), title="รายงาน"))


def test_what_nobody_wrote_is_seen_as_a_gap(thai, workshop):
    assert "ยังไม่ได้เขียน" in words_of_word(as_word(result_report(filed(workshop)), title="รายงาน"))


def test_photograph_without_consent_is_not_in_the_report(thai, workshop, admin):
    asked, unasked = (a_photograph_of(workshop, admin, caption=words, colour=words) for words in ("green", "red"))
    describe_photograph(asked, caption="green", consent=Photograph.Consent.AGREED, shows=[], by=admin)
    said = words_of_word(as_word(result_report(filed(workshop)), title="รายงาน"))
    assert "green" in said
    assert unasked.caption not in said
    assert len(Document(BytesIO(as_word(result_report(filed(workshop)), title="x"))).inline_shapes) == 1


def test_somebody_who_takes_consent_back_takes_the_picture_out(thai, workshop, admin):
    person = workshop.registrations.first()
    person.agrees_to_photos = True
    person.save()
    photograph = a_photograph_of(workshop, admin)
    describe_photograph(photograph, caption="", consent=Photograph.Consent.AGREED, shows=[person], by=admin)
    assert printable_photographs(workshop) == [photograph]
    person.agrees_to_photos = False
    person.save()
    assert printable_photographs(workshop) == []
