"""What a dashboard costs: rows of the tally, found by its indexes, however many reports there are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.access import tallies_read_by
from reports.queries.tallies import counted
from reports.rules.periods import Period, fiscal_year_period, month_of
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("who", ["director", "intake_officer", "conflict_officer"])
@pytest.mark.parametrize(
    "period", [month_of(TODAY), fiscal_year_period(2569), Period(date(2026, 1, 15), date(2026, 11, 3))]
)
def test_counts_are_one_query_and_read_no_report(people, who, period):
    a_report()
    _oversight, tallies = tallies_read_by(getattr(people, who))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # the few rows of a test are walked over faster
    with CaptureQueriesContext(connection) as asked:
        counted(tallies, period, today=TODAY)
    [query] = asked.captured_queries
    assert "reports_report" not in query["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert "tally_" in plan
