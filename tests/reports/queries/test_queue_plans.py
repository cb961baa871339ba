"""What PostgreSQL does for the queue: for every two filters, no walk over the table and no long sort."""

import json
from itertools import combinations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory

from pacc.paging import keyset_page
from reports.access import reports_visible_to
from reports.filters import ReportFilter
from reports.models import Report
from reports.queries.queue import count_up_to_most, listed
from reports.rules.vocabulary import OfficialClass, Severity
from reports.workflow import State
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

FILTERS = {
    "state": State.ROUTED.value,
    "assigned": "nobody",
    "kind": "construction",
    "channel": "web",
    "province": "32",
    "official_class": OfficialClass.values[0],
    "severity": Severity.values[0],
    "agency_kind": "sao",
    "identity": "anonymous",
    "overdue": "on",
    "replied": "on",
    "fears": "on",
    "over": "7",
    "due": "today",
}
ROWS, LONGEST_SORT = 4_000, 1_000


def many(report):
    """Copies of the report: three of four lie at another office, nine of ten are closed."""
    own = {
        "id": "gen_random_uuid()",
        "reference": "(20000000 + n)::text",
        "token_hash": "decode(md5(n::text), 'hex')",
        "arrival": "arrival + n",
        "office_id": "CASE WHEN mod(n, 4) = 0 THEN office_id ELSE 0 END",
        "state": "CASE WHEN mod(n, 10) = 0 THEN state ELSE 'closed' END",
        "reply_waits": "mod(n, 20) = 0",
    }
    columns = [field.column for field in Report._meta.concrete_fields if not field.generated]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO reports_report ({', '.join(columns)}) "
            f"SELECT {', '.join(own.get(column, column) for column in columns)} "
            "FROM reports_report, generate_series(1, %s) n",
            [ROWS],
        )
        cursor.execute("ANALYZE reports_report")


def steps_of(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from steps_of(below)


def planned(queries):
    """Each step of each query's plan."""
    for query in queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
            [(said,)] = cursor.fetchall()
        yield from steps_of((json.loads(said) if isinstance(said, str) else said)[0]["Plan"])


def test_no_pair_of_filters_walks_the_table_or_sorts_much(people, django_assert_max_num_queries):
    many(a_report())
    visible, faults = reports_visible_to(people.officer), []
    request = RequestFactory().get("/reports/")
    request.user = people.officer
    for pair in combinations(FILTERS, 2):
        asked = QueryDict(mutable=True)
        asked.update({name: FILTERS[name] for name in pair})
        filtering = ReportFilter(asked, queryset=visible, request=request)
        assert filtering.form.is_valid(), filtering.form.errors
        found = filtering.qs
        with django_assert_max_num_queries(2) as captured:
            keyset_page(found, by="-arrival", cursor="", size=50, shown=listed)
            count_up_to_most(found)
        steps = list(planned(captured.captured_queries))
        assert any(step.get("Relation Name") == "reports_report" for step in steps)
        for step in steps:
            if step["Node Type"] == "Seq Scan" and step.get("Relation Name") == "reports_report":
                faults.append((pair, "walks"))
            if step["Node Type"] == "Sort" and step["Plans"][0]["Actual Rows"] > LONGEST_SORT:
                faults.append((pair, "sorts"))
    assert faults == []
