"""The counts that dashboards add up: fold what changed into days and months, or count everything anew."""

from django.db import connection, transaction

from reports.models.tally import Tally

BATCH = 20_000  # changes a transaction; a minute has a few dozen, a report that was counted anew about ten

_DOOR = "measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind, province_id, person_id, what"
# Added up by day wherever a period's first or last month is not whole. Standing counts are read whole: no months.
_MONTHLY = [
    Tally.Measure.RECEIVED, Tally.Measure.LATE, Tally.Measure.CLOSED, Tally.Measure.CLOSED_IN,
    Tally.Measure.CLOSED_BY, Tally.Measure.CLOSED_AGAIN,
]  # fmt: skip
_FOLD = f"""
WITH taken AS (
    DELETE FROM reports_tally WHERE id IN (
        SELECT id FROM reports_tally WHERE grain = 'new' ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
    RETURNING {_DOOR}, day, count
), wanted AS (
    SELECT 'day' AS grain, {_DOOR}, day, count FROM taken
    UNION ALL
    SELECT 'month', {_DOOR}, date_trunc('month', day)::date, count FROM taken WHERE measure = ANY(%(monthly)s)
), folded AS (
    INSERT INTO reports_tally (grain, {_DOOR}, day, count)
    SELECT grain, {_DOOR}, day, sum(count) FROM wanted GROUP BY grain, {_DOOR}, day HAVING sum(count) <> 0
    ORDER BY grain, {_DOOR}, day
    ON CONFLICT (grain, {_DOOR}, day) WHERE NOT grain = 'new' DO UPDATE SET count = reports_tally.count + excluded.count
)
SELECT count(*) FROM taken
"""  # noqa: S608 - names of columns, written above
_COUNT_ALL = f"""
INSERT INTO reports_tally (grain, {_DOOR}, day, count)
SELECT 'new', f.*, count(*) FROM reports_report r, reports_facts(r) f GROUP BY {
    ", ".join(f"f.{name}" for name in [*_DOOR.split(", "), "day"])
}
"""  # noqa: S608 - as above


@transaction.atomic(durable=True)
def fold_tallies() -> bool:
    """One batch; whether there may be more. Sums stay as they were, whoever reads meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, {"batch": BATCH, "monthly": [str(measure) for measure in _MONTHLY]})
        taken: int = cursor.fetchone()[0]
    Tally.objects.filter(count=0).exclude(grain=Tally.Grain.NEW).delete()
    return taken == BATCH


@transaction.atomic(durable=True)
def recount_tallies() -> None:
    """Count every report anew: after a restore, or where somebody loaded reports past the trigger. Reports stand still
    meanwhile (a million: 38 seconds)."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE reports_report IN SHARE MODE")
        Tally.objects.all().delete()
        cursor.execute(_COUNT_ALL)
