from datetime import timedelta

import pytest
import time_machine

from pacc.vault.carried import pack, unpack

HOUR = timedelta(hours=1)


def packed(value="a secret", *, purpose="files", bound_to="this form"):
    return pack(value, purpose=purpose, bound_to=bound_to, max_age=HOUR)


@pytest.mark.parametrize("value", ["text", 7, ["a", {"b": None}], "ภาษาไทย", []])
def test_the_value_comes_back(value):
    assert unpack(packed(value), purpose="files", bound_to="this form") == value


@pytest.mark.parametrize(("purpose", "bound_to"), [("cookie draft", "this form"), ("files", "another form")])
def test_it_opens_for_its_purpose_and_what_it_is_bound_to_only(purpose, bound_to):
    assert unpack(packed(), purpose=purpose, bound_to=bound_to) is None


@pytest.mark.parametrize("text", ["", "AAAA", "\x00", "ไทย", "🙂" * 100, "=" * 7])
def test_what_is_no_such_value_is_none(text):
    assert unpack(text, purpose="files", bound_to="this form") is None


def test_a_changed_letter_opens_nothing():
    text = packed()
    changed = ("A" if text[40] != "A" else "B").join((text[:40], text[41:]))
    assert unpack(changed, purpose="files", bound_to="this form") is None


def test_it_does_not_outlive_its_time():
    with time_machine.travel("2026-11-24 09:00", tick=False) as clock:
        text = packed()
        clock.shift(HOUR)
        assert unpack(text, purpose="files", bound_to="this form") is None
