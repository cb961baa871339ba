"""What was told, sealed for one place: a value moved to another row, column or table does not open."""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pacc.vault.errors import CannotOpen

_VERSION = b"\x01"
_NONCE_BYTES = 12
# Sealed values show their length only to the next 64 bytes: "don't know" weighs what a short name does.
_BLOCK = 64

Row = str | int | UUID


def seal(data_key: bytes, text: str, *, table: str, row: Row, column: str) -> bytes:
    """`text` under AES-256-GCM: version, nonce, sealed."""
    return seal_bytes(data_key, text.encode(), table=table, row=row, column=column)


def unseal(data_key: bytes, sealed: bytes, *, table: str, row: Row, column: str) -> str:
    """Raises CannotOpen for another key or place, and for what was changed or never was text."""
    try:
        return unseal_bytes(data_key, sealed, table=table, row=row, column=column).decode()
    except UnicodeDecodeError:
        raise CannotOpen from None


def seal_bytes(data_key: bytes, content: bytes, *, table: str, row: Row, column: str) -> bytes:
    """The same for what is not text, such as the key of a file."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(data_key).encrypt(nonce, _padded(content), _place(table, row, column))


def unseal_bytes(data_key: bytes, sealed: bytes, *, table: str, row: Row, column: str) -> bytes:
    """Raises CannotOpen for another key or place, and for what was changed."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise CannotOpen
    nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return _unpadded(_cipher(data_key).decrypt(nonce, rest, _place(table, row, column)))
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _cipher(data_key: bytes) -> AESGCM:
    if len(data_key) != 32:
        raise ValueError("a data key has 32 bytes")
    return AESGCM(data_key)


def _place(table: str, row: Row, column: str) -> bytes:
    parts = (table, str(row), column)
    if any("|" in part or not part for part in parts):
        raise ValueError("table, row and column must be named, without '|'")
    return _VERSION + "|".join(parts).encode()


def _padded(content: bytes) -> bytes:
    return content + b"\x80" + bytes(-(len(content) + 1) % _BLOCK)


def _unpadded(padded: bytes) -> bytes:
    return padded[: padded.rindex(b"\x80")]
