"""Demonstration: invented data on a loopback address, and a way in without a password."""

from django.conf import settings
from django.db import connection

from pacc.accounts.demo_people import DEMO_PEOPLE, DemoPerson
from pacc.accounts.models import User
from pacc.stack.models import Installation


def holds_demo_data() -> bool:
    """What this installation was made for at its first start. False, too, before the first migration."""
    if Installation._meta.db_table not in connection.introspection.table_names():
        return False
    return Installation.objects.filter(demo=True).exists()


def people_here() -> list[DemoPerson]:
    """Those whom this zone's /demo/ lets in."""
    return [person for person in DEMO_PEOPLE if person.zone == settings.ZONE]


def demo_user(key: str) -> User | None:
    """The user of that key, if she belongs to this zone and the data are demo data."""
    person = next((person for person in people_here() if person.key == key), None)
    if person is None or not holds_demo_data():
        return None
    return User.objects.filter(email=person.email, is_active=True).first()
