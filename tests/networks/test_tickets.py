from datetime import date, timedelta

import pytest
from django.core.signing import Signer

from networks.tickets import read_ticket, sign_ticket

DAY = date(2026, 11, 24)


def test_ticket_names_the_network_for_two_days():
    ticket = sign_ticket(7, on=DAY)
    assert read_ticket(ticket, on=DAY) == 7
    assert read_ticket(ticket, on=DAY + timedelta(days=1)) == 7
    assert read_ticket(ticket, on=DAY + timedelta(days=2)) is None
    assert read_ticket(ticket, on=DAY - timedelta(days=1)) is None


def test_ticket_is_the_same_for_everybody_that_day():
    assert sign_ticket(7, on=DAY) == sign_ticket(7, on=DAY)


@pytest.mark.parametrize("ticket", ["", "x", "x:y", "\x00", "ก" * 50, "a" * 10_000])
def test_made_up_ticket_names_nothing(ticket):
    assert read_ticket(ticket, on=DAY) is None


def test_altered_ticket_names_nothing():
    said, signature = sign_ticket(7, on=DAY).split(":")
    other, _signature = sign_ticket(8, on=DAY).split(":")
    assert read_ticket(f"{other}:{signature}", on=DAY) is None
    assert read_ticket(said, on=DAY) is None


@pytest.mark.parametrize("said", [7, "7", [7], ["x", "2026-11-24"], [7, "yesterday"], {"n": 7}, [7, None]])
def test_signed_nonsense_names_nothing(said):
    assert read_ticket(Signer(salt="networks.ticket").sign_object(said), on=DAY) is None


def test_ticket_of_another_use_names_nothing():
    assert read_ticket(Signer(salt="other").sign_object([7, "2026-11-24"]), on=DAY) is None
