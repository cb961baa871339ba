import pytest

from pacc.vault.data_keys import (
    new_data_key,
    unwrap_at_desk,
    unwrap_for_reporter,
    wrap_for_desk,
    wrap_for_reporter,
)
from pacc.vault.errors import CannotOpen, KeyringAbsent
from pacc.vault.keyring import add_desk_key


def test_desk_unwraps_what_the_site_wrapped(settings):
    key = new_data_key()
    settings.ZONE = "site"
    key_id, wrapped = wrap_for_desk(key)
    settings.ZONE = "desk"
    assert unwrap_at_desk(key_id, wrapped) == key
    assert key not in wrapped


def test_site_cannot_unwrap_what_it_wrapped(at_site):
    with pytest.raises(KeyringAbsent):
        unwrap_at_desk(*wrap_for_desk(new_data_key()))


def test_a_new_desk_key_opens_old_reports_too(keys):
    key = new_data_key()
    old = wrap_for_desk(key)
    new_id = add_desk_key(keys)
    new = wrap_for_desk(key)
    assert new[0] == new_id != old[0]
    assert unwrap_at_desk(*old) == unwrap_at_desk(*new) == key
    with pytest.raises(CannotOpen):
        unwrap_at_desk(new[0], old[1])


def test_no_byte_of_the_desks_wrapping_can_be_changed():
    key_id, wrapped = wrap_for_desk(new_data_key())
    for position in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[position] ^= 0x01
        with pytest.raises(CannotOpen):
            unwrap_at_desk(key_id, bytes(changed))
        with pytest.raises(CannotOpen):
            unwrap_at_desk(key_id, wrapped[:position])
    with pytest.raises(CannotOpen):
        unwrap_at_desk(key_id, wrapped + b"\0")


def test_an_unknown_desk_key_opens_nothing():
    _, wrapped = wrap_for_desk(new_data_key())
    with pytest.raises(CannotOpen):
        unwrap_at_desk("ffffffff", wrapped)


def test_reporter_unwraps_with_her_own_key_only():
    key, hers, another = new_data_key(), new_data_key(), new_data_key()
    wrapped = wrap_for_reporter(key, hers)
    assert unwrap_for_reporter(wrapped, hers) == key
    with pytest.raises(CannotOpen):
        unwrap_for_reporter(wrapped, another)


def test_no_byte_of_the_reporters_wrapping_can_be_changed():
    hers = new_data_key()
    wrapped = wrap_for_reporter(new_data_key(), hers)
    for position in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[position] ^= 0x01
        with pytest.raises(CannotOpen):
            unwrap_for_reporter(bytes(changed), hers)
        with pytest.raises(CannotOpen):
            unwrap_for_reporter(wrapped[:position], hers)


def test_a_wrapping_of_one_kind_is_not_taken_for_the_other():
    key, hers = new_data_key(), new_data_key()
    key_id, for_desk = wrap_for_desk(key)
    with pytest.raises(CannotOpen):
        unwrap_for_reporter(for_desk, hers)
    with pytest.raises(CannotOpen):
        unwrap_at_desk(key_id, wrap_for_reporter(key, hers))


def test_only_whole_keys_are_wrapped():
    with pytest.raises(ValueError, match="32 bytes"):
        wrap_for_desk(b"short")
    with pytest.raises(ValueError, match="32 bytes"):
        wrap_for_reporter(b"short", new_data_key())
