"""The QR of a registration."""

import pytest

from events.rules.tickets import Ticket, ticket_of, ticket_text

TICKET = Ticket(workshop_id=7, registration_id=123_456, number=2)


def test_ticket_comes_back():
    assert ticket_of(ticket_text(TICKET)) == TICKET


def test_ticket_is_short_enough_for_a_small_square():
    assert len(ticket_text(TICKET)) == 106


@pytest.mark.parametrize("place", [0, 1, 5, 19, 40, 105])
def test_altered_ticket_is_none(place):
    text = ticket_text(TICKET)
    other = "A" if text[place] != "A" else "Q"
    assert ticket_of(text[:place] + other + text[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "x", "ไทย", "A" * 106, "A" * 5000, "https://example.org/"])
def test_what_is_no_ticket_is_none(text):
    assert ticket_of(text) is None
