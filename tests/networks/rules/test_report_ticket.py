"""The ticket from a network's page: names the network, and nothing that leads to a member."""

import pytest

from networks.rules.report_ticket import network_of, ticket_for


def test_ticket_names_its_network():
    assert network_of(ticket_for(12)) == 12


def test_ticket_is_the_same_for_every_member_at_any_time():
    assert ticket_for(12) == ticket_for(12)


@pytest.mark.parametrize("ticket", ["", "12", "12:", "13:abc", "\x00", "๑๒:x", ":" * 500])
def test_forged_ticket_names_nothing(ticket):
    assert network_of(ticket) is None


def test_ticket_of_one_network_cannot_be_turned_into_that_of_another():
    assert network_of(ticket_for(12).replace("12:", "13:", 1)) is None
