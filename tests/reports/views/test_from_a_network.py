"""A member reports from her network's page: the network's name goes along if she wants it, and nothing leads to her."""

import logging
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from networks.models import Network
from networks.rules.report_ticket import ticket_for
from pacc.json_log import SafeJson
from reports.models import Report
from reports.queries.opened import desk_key, opened
from tests.factories.networks import NetworkFactory
from tests.people import new_client
from tests.reporter import GOOD, Reporter, surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

ANONYMOUS = {"identity": "anonymous"}
WITH_NAME = {**ANONYMOUS, "pass_on_network": "on"}


@pytest.fixture
def network(site, people):
    surin_and_bangkok()
    return people.member.memberships.get().network


@pytest.fixture
def member(browser_of, network):
    """The member's browser, and the wizard in it."""
    return Reporter(browser_of("member"))


def ticket_on(page):
    """The ticket as the page's first question carries it on."""
    return re.search(r'<input type="hidden" name="ticket"(?: value="([^"]*)")?', page)[1] or ""


def begin_from(reporter, address):
    """Follow the link of the page, and begin."""
    link = re.search(r'href="(/report/\?ticket=[^"]+)"', reporter.client.get(address).content.decode())[1]
    ticket = ticket_on(reporter.client.get(link).content.decode())
    assert reporter.begin(ticket=ticket)["Location"] == "/report/kind/"


def send_with(reporter, you):
    """Answer everything and send; the stored report."""
    reporter.walk_on(you=you)
    assert reporter.send().status_code == 302
    return Report.objects.get()


@pytest.mark.parametrize("address", ["/me/", "/networks/{}/"])
def test_report_carries_the_network_if_the_member_wants_it(member, network, settings, address):
    begin_from(member, address.format(network.pk))
    assert network.name in member.page("you/").replace("\u2060", "")
    report = send_with(member, WITH_NAME)
    assert report.network == network
    settings.ZONE = "desk"
    assert opened(report, data_key=desk_key(report)).narrative == GOOD["what"]["narrative"]


def test_report_carries_nothing_unless_the_member_says_so(member, network):
    begin_from(member, f"/networks/{network.pk}/")
    assert not re.search(r'name="pass_on_network"[^>]* checked', member.page("you/"))
    assert send_with(member, ANONYMOUS).network is None


def test_check_page_says_whether_the_officer_learns_the_name(member, network):
    begin_from(member, f"/networks/{network.pk}/")
    member.walk_on(you=WITH_NAME)
    assert "The officer is told the network" in Reporter(member.client, "/en").page("check/")
    member.answer("you", ANONYMOUS, query="?from=check")
    assert "The officer is not told" in Reporter(member.client, "/en").page("check/")
    assert member.send().status_code == 302
    assert Report.objects.get().network is None


def forged(network):
    said, signature = ticket_for(network.pk).split(":")
    return f"{said}:{signature[::-1]}"


def of_another(network):
    """The words of one network's ticket under another's signature."""
    return f"{ticket_for(NetworkFactory().pk).split(':')[0]}:{ticket_for(network.pk).split(':')[1]}"


def expired(network):
    return ticket_for(network.pk, on=timezone.localdate() - timedelta(days=2))


def of_tomorrow(network):
    return ticket_for(network.pk, on=timezone.localdate() + timedelta(days=1))


def of_no_network(_network):
    return ticket_for(2_000_000_000)


@pytest.mark.parametrize("made", [forged, of_another, expired, of_tomorrow, of_no_network])
def test_bad_ticket_names_no_network_and_stops_nobody(site, network, made):
    reporter = Reporter(site)
    ticket = made(network)
    page = reporter.get(f"?ticket={ticket}")
    assert page.status_code == 200
    assert reporter.begin(ticket=ticket).status_code == 302
    assert 'name="pass_on_network"' not in reporter.page("you/")
    assert send_with(reporter, WITH_NAME).network is None


@pytest.mark.parametrize("ticket", ["\x00", "ก" * 10_000, "😀" * 10_000, "a:b", ":::", "' OR 1=1 --"])
def test_nonsense_as_ticket_stops_nobody(site, network, ticket):
    reporter = Reporter(site)
    assert site.get("/report/", {"ticket": ticket}).status_code == 200
    assert reporter.begin(ticket=ticket).status_code == 302
    assert 'name="pass_on_network"' not in reporter.page("you/")


def test_ticket_used_again_tells_no_more_than_before(network):
    """It is everybody's of that day: whoever uses it twice, or was sent it, names the network and nobody."""
    for _each in range(2):
        reporter = Reporter(new_client())
        reporter.begin(ticket=ticket_for(network.pk))
        reporter.walk_on(you=WITH_NAME)
        assert reporter.send().status_code == 302
    assert list(Report.objects.values_list("network", flat=True)) == [network.pk] * 2


def test_network_that_ended_meanwhile_is_not_named(member, network):
    begin_from(member, f"/networks/{network.pk}/")
    Network.objects.update(is_active=False)
    assert 'name="pass_on_network"' not in member.page("you/")
    assert send_with(member, WITH_NAME).network is None


def test_whoever_left_the_network_finds_no_ticket(browser_of, people, network):
    people.member.memberships.update(state="left")
    for address in ("/me/", f"/networks/{network.pk}/"):
        assert "?ticket=" not in browser_of("member").get(address).content.decode()


def rows_by_table():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            found[table] = [row for (row,) in cursor.fetchall()]
        return found


class Lines(logging.Handler):
    """Keeps each line as the portal's log writes it."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(SafeJson())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def test_no_table_and_no_log_leads_to_the_member(member, people, network):
    """What sending a report leaves behind names neither the member nor her session, and touches no row of hers."""
    session = member.client.session.session_key
    before = rows_by_table()
    kept = Lines()
    logging.getLogger().addHandler(kept)
    try:
        begin_from(member, f"/networks/{network.pk}/")
        report = send_with(member, WITH_NAME)
    finally:
        logging.getLogger().removeHandler(kept)
    after = rows_by_table()
    new = {table: [row for row in after[table] if row not in before[table]] for table in after}
    assert any(str(report.pk) in row for row in new["reports_report"])
    # Her account, membership and session are as they were.
    assert {table for table, rows in new.items() if rows} == {
        "reports_draft", "reports_report", "reports_step", "reports_wrappedkey", "ledger_entry", "outbox_job",
    }  # fmt: skip
    hers = [session, people.member.email, people.member.name, network.name]
    for table, rows in new.items():
        for row in rows:
            assert not [word for word in hers if word in row], table
    for line in kept.lines:
        assert not [word for word in [*hers, "/report", "ticket"] if word in line], line
