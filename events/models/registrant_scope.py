"""Whose registrations the site's role may see and write for the rest of a transaction.

Row-level security reads these settings (`events/grants.py`): it stops a forgotten filter and enumeration, not someone
who already knows the secret of a link. The desk's role is not bound by it; its door is `events/access.py`.
"""

from uuid import UUID

from django.db import connection


def enter_registration(uid: UUID) -> None:
    """From here to the end of the transaction: the registration with this uid. Before an insert, too."""
    _set("app.registrant", str(uid))


def enter_party(party_id: UUID) -> None:
    """From here to the end of the transaction: this party and everybody in it. Before an insert, too."""
    _set("app.party", str(party_id))


def enter_member(user_id: int) -> None:
    """From here to the end of the transaction: the member's own registrations, and parties that she brought."""
    _set("app.member", str(user_id))


def look_for_person(workshop_id: int, search_key: str, phone: str) -> None:
    """From here to the end of the transaction: who has this name and telephone number in the workshop."""
    _set("app.person", f"{workshop_id} {search_key} {phone}")


def enter_letters(digest: str) -> None:
    """From here to the end of the transaction: whether this address wants letters. Before an insert, too."""
    _set("app.letters", digest)


def enter_certificate(certificate_id: int) -> None:
    """From here to the end of the transaction: the certificate that an address named."""
    _set("app.certificate", str(certificate_id))


def enter_group(group_id: int) -> None:
    """From here to the end of the transaction: the break-out group that an address named, and its plan."""
    _set("app.group", str(group_id))


def enter_materials(workshop_id: int) -> None:
    """From here to the end of the transaction: what this workshop hands out to those who are registered."""
    _set("app.materials", str(workshop_id))


def _set(name: str, value: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("outside a transaction the setting is gone before the query")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
