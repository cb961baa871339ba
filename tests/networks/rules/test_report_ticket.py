from datetime import date, timedelta

import pytest
from django.core.signing import Signer

from networks.rules.report_ticket import network_of, ticket_for

DAY = date(2026, 11, 24)


def test_ticket_names_the_network_for_two_days():
    ticket = ticket_for(7, on=DAY)
    assert network_of(ticket, on=DAY) == 7
    assert network_of(ticket, on=DAY + timedelta(days=1)) == 7
    assert network_of(ticket, on=DAY + timedelta(days=2)) is None
    assert network_of(ticket, on=DAY - timedelta(days=1)) is None


def test_ticket_is_the_same_for_everybody_that_day():
    assert ticket_for(7, on=DAY) == ticket_for(7, on=DAY)


@pytest.mark.parametrize("ticket", ["", "x", "x:y", "\x00", "ก" * 50, "a" * 10_000])
def test_made_up_ticket_names_nothing(ticket):
    assert network_of(ticket, on=DAY) is None


def test_altered_ticket_names_nothing():
    said, signature = ticket_for(7, on=DAY).split(":")
    other, _signature = ticket_for(8, on=DAY).split(":")
    assert network_of(f"{other}:{signature}", on=DAY) is None
    assert network_of(said, on=DAY) is None


@pytest.mark.parametrize("said", [7, "7", [7], ["x", "2026-11-24"], [7, "yesterday"], {"n": 7}, [7, None]])
def test_signed_nonsense_names_nothing(said):
    assert network_of(Signer(salt="networks.report_ticket").sign_object(said), on=DAY) is None


def test_ticket_of_another_use_names_nothing():
    assert network_of(Signer(salt="other").sign_object([7, "2026-11-24"]), on=DAY) is None
