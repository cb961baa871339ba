"""The ticket by which somebody begins to practise."""

from datetime import UTC, datetime, timedelta

import pytest

from pacc.practice import NO_TICKET, may_practise, practice_ticket
from pacc.vault.tickets import link_token

pytestmark = pytest.mark.usefixtures("keys")
NOW = datetime(2027, 5, 24, 9, 7, tzinfo=UTC)


def test_ticket_holds_two_hours_and_the_rest_of_the_quarter():
    ticket = practice_ticket(now=NOW)
    assert may_practise(ticket, now=NOW + timedelta(hours=2))
    assert may_practise(ticket, now=NOW + timedelta(hours=2, minutes=7))
    assert not may_practise(ticket, now=NOW + timedelta(hours=2, minutes=8))


def test_everybody_in_the_hall_gets_the_same_ticket():
    assert practice_ticket(now=NOW) == practice_ticket(now=NOW + timedelta(minutes=6))


@pytest.mark.parametrize("made_up", ["", NO_TICKET, "AAAA", "ฝึก", "a" * 5000])
def test_what_is_no_ticket_lets_nobody_in(made_up):
    assert not may_practise(made_up, now=NOW)


def test_link_of_another_purpose_lets_nobody_in():
    assert not may_practise(link_token(b"\xff\xff\xff\xff", purpose="registration"), now=NOW)


def test_ticket_that_would_hold_longer_than_any_that_was_made_lets_nobody_in():
    assert not may_practise(link_token(b"\x7f\xff\xff\xff", purpose="practice"), now=NOW)
