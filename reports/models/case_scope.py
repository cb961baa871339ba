"""Which report's rows the site's role may see and write for the rest of a transaction.

Row-level security reads these settings (`reports/grants.py`): it stops a forgotten filter and enumeration, not someone
who already knows references. The desk's role is not bound by it; its door is `reports/access.py`.
"""

from uuid import UUID

from django.db import connection


def enter_case(report_id: UUID) -> None:
    """From here to the end of the transaction: this report and what belongs to it. Before an insert, too."""
    _set("app.case", str(report_id))


def look_for_reference(reference: str) -> None:
    """From here to the end of the transaction: the report with this public reference, if there is one."""
    _set("app.reference", reference)


def look_for_token(token_hash: bytes) -> None:
    """From here to the end of the transaction: the report that this token made, if it made one."""
    _set("app.token", token_hash.hex())


def _set(name: str, value: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("outside a transaction the setting is gone before the query")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
