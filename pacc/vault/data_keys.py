"""The key of one report, and its two wrappings: to the desk's public key, and to the key from the reporter's code."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from pacc.vault.errors import CannotOpen
from pacc.vault.keyring import private_keyring, public_keyring

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"
_FOR_REPORTER = b"pacc data key for the reporter"


def new_data_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def wrap_for_desk(key: bytes) -> tuple[str, bytes]:
    """The id of the desk's newest key, and `key` in a libsodium sealed box to it."""
    _check(key)
    ring = public_keyring()
    return ring.newest, _VERSION + SealedBox(ring.keys[ring.newest]).encrypt(key)


def unwrap_at_desk(key_id: str, wrapped: bytes) -> bytes:
    """Raises KeyringAbsent in the site zone, CannotOpen for an unknown key and for what was changed."""
    private_key = private_keyring().keys.get(key_id)
    wrapped = bytes(wrapped)
    if private_key is None or wrapped[:1] != _VERSION:
        raise CannotOpen
    try:
        return _checked(SealedBox(private_key).decrypt(wrapped[1:]))
    except (CryptoError, ValueError):
        raise CannotOpen from None


def wrap_for_reporter(key: bytes, reporter_key: bytes) -> bytes:
    """`key` under the key that `codes.derive` gives for the reporter's code."""
    _check(key)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(reporter_key).encrypt(nonce, key, _FOR_REPORTER)


def unwrap_for_reporter(wrapped: bytes, reporter_key: bytes) -> bytes:
    """Raises CannotOpen for a wrong code and for what was changed."""
    wrapped = bytes(wrapped)
    nonce, sealed = wrapped[1 : 1 + _NONCE_BYTES], wrapped[1 + _NONCE_BYTES :]
    if wrapped[:1] != _VERSION:
        raise CannotOpen
    try:
        return _checked(AESGCM(reporter_key).decrypt(nonce, sealed, _FOR_REPORTER))
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _checked(key: bytes) -> bytes:
    _check(key)
    return key


def _check(key: bytes) -> None:
    # A shorter key would be taken for AES-128 without a word.
    if len(key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
