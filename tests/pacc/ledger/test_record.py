"""The ledger only grows, and does not tell when an unnamed person did something."""

import pytest
from django.db import DatabaseError, connection, transaction

from pacc.ledger.models import Entry
from pacc.ledger.record import record

pytestmark = pytest.mark.django_db


def test_entry_of_nobody_carries_the_day_only():
    record("report.submitted")
    entry = Entry.objects.get()
    assert entry.at is None
    assert entry.on is not None


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET what = 'x'", "DELETE FROM ledger_entry"])
def test_postgresql_refuses_to_change_the_ledger(statement):
    record("report.submitted")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_postgresql_refuses_to_empty_the_ledger():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_no_truncate")  # off for the flush after tests
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            cursor.execute("TRUNCATE ledger_entry")


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        record("report.submitted")
