"""The fiscal year added up, office by office."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from events.actions.folder import ReportWords, write_report
from events.workflow import State
from tests.factories.events import a_workshop, present, some_people

pytestmark = pytest.mark.django_db
YEAR = 2570  # 1 October 2026 to 30 September 2027


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def held(admin):
    """Two of region 3, one of region 4; a draft, a cancelled one and one of the next year, which do not count."""
    for office, people, spent in ((3, 4, "1000.50"), (3, 2, "500"), (4, 1, None)):
        workshop = a_workshop(admin, state=State.OPEN, office=office)
        everybody = some_people(workshop, admin, *[f"คนที่ {number}" for number in range(people)])
        for half_day in workshop.half_days.all():
            present(half_day, *everybody[:2], by=admin)
        words = ReportWords(budget_planned=Decimal(2000), budget_spent=Decimal(spent) if spent else None)
        write_report(workshop, words, seen_version=0, by=admin)
    a_workshop(admin, office=3)
    a_workshop(admin, office=3, state=State.CANCELLED)
    some_people(a_workshop(admin, office=3, state=State.OPEN, starts_on=date(2027, 10, 1)), admin)


def test_year_is_added_up(browser, held):
    response = browser.get(f"/workshops/fiscal-years/{YEAR}/excel/")
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(min_row=2, values_only=True))
    assert [row[1:] for row in rows] == [(2, 6, 4, 4000, 1500.5), (1, 1, 1, 2000, 0)]


def test_page_says_the_totals(thai, browser, held):
    page = browser.get(f"/workshops/fiscal-years/{YEAR}/").content.decode()
    assert "6,000.00" in page
    assert "1,500.50" in page


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_asks_the_database_the_same_number_of_times(browser, admin, item_count, django_assert_num_queries):
    for number in range(item_count):
        some_people(a_workshop(admin, office=number, state=State.OPEN), admin, "สมชาย ใจดี")
    browser.get(f"/workshops/fiscal-years/{YEAR}/")
    with django_assert_num_queries(7):
        browser.get(f"/workshops/fiscal-years/{YEAR}/")


def test_officer_sees_the_workshops_of_her_office_only(desk, browser_of, held):
    page = browser_of("officer").get(f"/workshops/fiscal-years/{YEAR}/").content.decode()
    assert "4,000.00" in page
    assert "6,000.00" not in page


def test_year_without_workshops_is_not_found(browser, held):
    assert browser.get("/workshops/fiscal-years/2400/").status_code == 404
