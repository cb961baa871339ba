"""The monthly report as PDF: the same figures as on the screen."""

import re
import subprocess

import pytest
from django.utils import timezone, translation

from pacc.ledger.models import Entry
from pacc.thai.digits import to_arabic
from reports.access import tallies_read_by
from reports.actions import closing, triage
from reports.documents.monthly_report import monthly_report, tables
from reports.models import Report
from reports.queries.figures import overview_of, scopes_of
from reports.rules.periods import month_of
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk", "people")]


def read(made):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()


def numbers(text):
    """Those at the ends of lines: "สุรินทร์  3  1  2" gives (3, 1, 2)."""
    found = (re.search(r"((?:\s{2,}[\d,]+)+)$", line) for line in text.splitlines())
    return [tuple(each.group(1).split()) for each in found if each]


@pytest.fixture
def month(people):
    """Three came in this month; one was closed, one is held and overdue."""
    today = timezone.localdate()
    reports = [a_report() for _number in range(3)]
    for report in reports[:2]:
        triage.take_report(report.pk, by=people.officer)
    closing.close_report(reports[0].pk, by=people.officer, reason="duplicate", text="ซ้ำ")
    Report.objects.filter(pk=reports[1].pk).update(answer_by=today.replace(year=today.year - 1, day=1))
    return f"{today:%Y-%m}"


def figures_of(user):
    oversight, tallies = tallies_read_by(user)
    today = timezone.localdate()
    return overview_of(tallies, scopes_of(oversight)[0], month_of(today), today=today)


@pytest.mark.parametrize("thai_digits", [False, True])
def test_the_paper_says_the_figures_of_the_screen(people, month, thai_digits):
    figures = figures_of(people.director)
    expected = [tuple(cell for cell in row[1:] if cell) for table in tables(figures) for row in table["rows"]]
    assert ("2", "1", "3", "1") in expected
    text = read(monthly_report(figures, of="ปปท. เขต 3", thai_digits=thai_digits))
    assert ("๓" in text, bool(re.search("[0-9]", text))) == (thai_digits, not thai_digits)
    assert numbers(to_arabic(text)) == expected
    assert "สุรินทร์" in text


def test_a_director_makes_it_and_the_ledger_says_so(browser_of, people, month):
    response = browser_of("director").post("/dashboard/month/pdf/", {"office": "3", "month": month})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="reports-3-{month}.pdf"'
    assert numbers(read(response.content))[0] == ("3",)
    entry = Entry.objects.get(what="figures.printed")
    assert (entry.by, entry.office_number, entry.detail) == (people.director, 3, {"scope": "3", "month": month})


def test_looking_at_it_first_writes_nothing_down(browser_of, month):
    page = browser_of("director").get("/dashboard/month/", {"month": month})
    assert page.context["figures"].received.count == 3
    assert not Entry.objects.filter(what="figures.printed").exists()


def test_an_english_paper_counts_years_as_its_reader_does(people, month):
    with translation.override("en"):
        text = read(monthly_report(figures_of(people.director), of="Region 3", thai_digits=True))
    assert f"{timezone.localdate().year}" in text
    assert "๓" not in text


@pytest.mark.parametrize("asked", [{"month": "2569-13"}, {"month": "nonsense"}, {"office": "4"}, {"month": "\x00"}])
def test_a_month_or_an_office_that_does_not_hold_makes_no_paper(browser_of, asked):
    assert browser_of("director").post("/dashboard/month/pdf/", asked).status_code == 422
    assert browser_of("director").get("/dashboard/month/", asked).status_code == 422
    assert not Entry.objects.filter(what="figures.printed").exists()
