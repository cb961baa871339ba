"""Names and tokens of the blind index: what a thief of the table reads without the desk's index key.

A word becomes 13 bits under a key of its group's own, so that two groups' rows cannot be compared; a row is named by a
keyed permutation of what it is about, so that only the desk finds the way back.
"""

import secrets
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pacc.vault.keyring import derived, index_key

BITS = 13  # 8,192 values: each is shared by several words of the language, none says for sure which
PADDED_TO = 8  # tokens; how many a text has is told in such steps only
_VALUES = 1 << BITS


def tokens_of(words: Iterable[str], *, group: int) -> list[int]:
    """One number a word, in no order and without repeats. Groups' numbers do not overlap.

    Raises KeyringAbsent in the site zone.
    """
    key = _group_key(index_key(), group)
    return list({_token(key, word) + group * _VALUES for word in words})


def padded(tokens: list[int], *, group: int) -> list[int]:
    """With numbers drawn at random up to the next step of PADDED_TO, sorted: places say nothing either."""
    found = set(tokens)
    while not found or len(found) % PADDED_TO:
        found.add(secrets.randbelow(_VALUES) + group * _VALUES)
    return sorted(found)


def row_name(of: UUID) -> UUID:
    """The name of the row about `of`."""
    cipher = _permutation(index_key()).encryptor()
    return UUID(bytes=cipher.update(of.bytes) + cipher.finalize())


def named_by(row: UUID) -> UUID:
    """What the row is about."""
    cipher = _permutation(index_key()).decryptor()
    return UUID(bytes=cipher.update(row.bytes) + cipher.finalize())


def _token(key: bytes, word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), key=key, digest_size=4).digest()) % _VALUES


@lru_cache(maxsize=64)
def _group_key(key: bytes, group: int) -> bytes:
    return derived(key, f"blind index, group {group}")


# One block, so a permutation and no chaining: ECB is what is meant.
@lru_cache(maxsize=4)
def _permutation(key: bytes) -> Cipher[modes.ECB]:
    return Cipher(algorithms.AES(derived(key, "blind index, rows")), modes.ECB())  # noqa: S305
