"""Filters that are typed into the one box, in both languages."""

import pytest

from pacc.errors import DomainError
from reports.forms.tokens import read_tokens
from reports.workflow import Public, State

PROVINCES = [("32", "สุรินทร์"), ("31", "บุรีรัมย์"), ("90", "สงขลา")]


def read(typed):
    return read_tokens(typed, provinces=PROVINCES, is_tag={"ถนน", "ถนน ชนบท"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("เขต:3", {"at": "3"}),
        ("office:๓", {"at": "3"}),
        ("สถานะ:ใหม่", {"state": "routed"}),
        ("state:new", {"state": "routed"}),
        ("state:routed", {"state": "routed"}),
        ('status:"Waiting for the reporter"', {"state": "waiting"}),
        ("เกิน:7วัน", {"over": "7"}),
        ("เกิน:๗วัน", {"over": "7"}),
        ("over:7d", {"over": "7"}),
        ("จังหวัด:สุริน", {"province": "32"}),
        ("ร้ายแรง:เร่งด่วน", {"severity": "urgent"}),
        ("ผู้รับผิดชอบ:ฉัน", {"assigned": "mine"}),
        ("class:bribe", {"official_class": "bribe"}),
        ("channel:web", {"channel": "web"}),
    ],
)
def test_one_token(typed, asked):
    assert read(typed) == (asked, "")


def test_tokens_and_words_in_any_order():
    assert read('เขต:3 สินบน สถานะ:ใหม่ "ถนน คอนกรีต" เกิน:7วัน') == (
        {"at": "3", "state": "routed", "over": "7"},
        'สินบน "ถนน คอนกรีต"',
    )


@pytest.mark.parametrize(
    "typed", ["สี:แดง", "state:xyz", "เขต:99", "เกิน:นาน", "จังหวัด:ส", "over:99999", "state:", "http://x"]
)
def test_what_is_not_known_is_told(typed):
    if typed == "state:":
        assert read(typed) == ({}, "state:")
    else:
        with pytest.raises(DomainError):
            read(typed)


@pytest.mark.parametrize("typed", ["เวลา 10:30 น.", "สินบน", "", ":", "::::", "a" * 5_000])
def test_words_with_colons_of_their_own_stay_words(typed):
    assert read(typed)[0] == {}


@pytest.mark.parametrize("state", [*State, *Public])
def test_every_status_can_be_typed_by_its_name(state):
    if state != State.SUBMITTED:
        assert read(f'สถานะ:"{state.label}"')[0]["state"]
