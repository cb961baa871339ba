"""Who may ask what: every named address of both zones, by everybody, safe and unsafe.

A new address without a row in tests/access/ fails here; its owner writes the row.
"""

from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.conf import settings as now
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve, reverse

from pacc.accounts.demo_people import DEMO_PEOPLE
from tests.access import desk, site
from tests.access.table import CITIZEN, DOOR, ON, outcome_of
from tests.access.world import make_world
from tests.fixtures.people import enter_zone
from tests.people import EVERYBODY, PORTS, new_client, sign_in

TABLES = {"site": site.ROWS, "desk": desk.ROWS}
ZONE_OF = {person.key: person.zone for person in DEMO_PEOPLE} | {CITIZEN: ""}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def resolvers(resolver, spaces=()):
    """Every resolver with its namespaces, from the top."""
    yield resolver, spaces
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from resolvers(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def names_of(zone):
    """Every name that the zone serves, with its namespaces."""
    return {
        ":".join([*spaces, pattern.name])
        for resolver, spaces in resolvers(get_resolver(f"pacc.urls.{zone}"))
        for pattern in resolver.url_patterns
        if isinstance(pattern, URLPattern) and pattern.name
    }


@pytest.mark.parametrize("zone", TABLES)
def test_every_address_has_a_row_and_every_row_an_address(zone):
    # Django's admin has a test of its own below.
    assert set(TABLES[zone]) == {name for name in names_of(zone) if not name.startswith("admin:")}


@pytest.fixture
def world(people, settings):
    return make_world(people, settings)


class Sessions:
    """Everybody's session in one zone, opened once; whoever belongs to the other zone brings one that is no good."""

    def __init__(self, people, **options):
        host, port = PORTS[now.ZONE]
        # One client for all: each loads the middleware anew.
        self._client = Client(SERVER_NAME=host, SERVER_PORT=port, raise_request_exception=False, **options)
        self._keys = {}
        for name in EVERYBODY:
            if user := getattr(people, name):
                self._keys[name] = sign_in(new_client(), user).session.session_key

    def browser_of(self, name):
        self._client.cookies.clear()
        if name in self._keys:
            self._client.cookies[now.SESSION_COOKIE_NAME] = self._keys[name]
        return self._client


@contextmanager
def undone():
    """What is done inside never happened. Actions that want the outermost transaction get it, as in any test."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def addresses(zone, world):
    for name, row in TABLES[zone].items():
        yield name, row, reverse(name, args=row.args(world))


@pytest.mark.parametrize("zone", TABLES)
def test_each_person_gets_the_answer_of_the_table(zone, settings, world):
    enter_zone(settings, zone)
    sessions = Sessions(world.people)
    wrong = []
    for name, row, address in addresses(zone, world):
        for person in EVERYBODY:
            seen_as = person if ZONE_OF[person] == zone else CITIZEN
            for method in ("GET", "POST"):
                with undone():
                    found = outcome_of(sessions.browser_of(person).generic(method, address))
                if found != row.expected(method, seen_as):
                    wrong.append(f"{method} {name} by {person}: {found}, not {row.expected(method, seen_as)}")
    assert wrong == []


def rows_of_all_tables():
    """How many rows each table holds, but for sessions and counts."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        kept = [table for table in tables if not table.endswith(("session", "counter"))]
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in kept))
        return dict(cursor.fetchall())


@pytest.mark.parametrize("zone", TABLES)
def test_other_methods_do_nothing(zone, settings, world):
    enter_zone(settings, zone)
    sessions = Sessions(world.people)
    before = rows_of_all_tables()
    wrong = []
    for name, _row, address in addresses(zone, world):
        for person in (CITIZEN, "member" if zone == "site" else "portal_admin", "officer"):
            for method in ("PUT", "PATCH", "DELETE"):
                found = outcome_of(sessions.browser_of(person).generic(method, address))
                if found not in {DOOR, 403, 404, 405}:
                    wrong.append(f"{method} {name} by {person}: {found}")
    assert wrong == []
    assert rows_of_all_tables() == before


# A mail program ends letters by one POST without a cookie (RFC 8058): the link is the secret.
BY_ITS_LINK_ALONE = {"events:no_letters"}


@pytest.mark.parametrize("zone", TABLES)
def test_no_form_of_another_site_does_anything(zone, settings, world):
    enter_zone(settings, zone)
    sessions = Sessions(world.people, enforce_csrf_checks=True)
    for name, _row, address in addresses(zone, world):
        for person in (CITIZEN, "member" if zone == "site" else "portal_admin"):
            # The view of an upload asks for the token itself, before its file is taken: there the door comes first.
            is_upload = getattr(resolve(urlsplit(address).path).func, "csrf_exempt", False)
            refusals = {403, DOOR} if person == CITIZEN and is_upload else {403}
            if name in BY_ITS_LINK_ALONE:
                refusals = {"on"}
            assert outcome_of(sessions.browser_of(person).post(address)) in refusals, (name, person)


def test_django_admin_is_the_portal_admins_alone(settings, world):
    enter_zone(settings, "desk")
    sessions = Sessions(world.people)
    arguments = {"app_list": ["networks"], "view_on_site": [1, 3]}
    for full in sorted(name for name in names_of("desk") if name.startswith("admin:")):
        name = full.removeprefix("admin:")
        args = arguments.get(
            name, ["3"] if name.startswith("networks_") and not name.endswith(("_changelist", "_add")) else []
        )
        for method in ("GET", "POST", "PUT", "DELETE"):
            for person in EVERYBODY:
                with undone():
                    found = outcome_of(sessions.browser_of(person).generic(method, reverse(full, args=args)))
                if ZONE_OF[person] != "desk":
                    assert found == DOOR, (name, method, person)
                elif person == "portal_admin":
                    assert found == ON or (found != DOOR and found < 500), (name, method, person)
                else:
                    assert found == 403, (name, method, person)
