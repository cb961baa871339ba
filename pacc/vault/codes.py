"""From the token in a browser's draft: the reporter's code, the draft's key. From code and reference: her key."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable

from argon2.low_level import Type, hash_secret_raw

from pacc.vault.keyring import derived, pepper

CODE_DIGITS = 20  # 66 bits
REFERENCE_LENGTH = 8  # 37 bits: it names a report, the code guards it

# No vowels (no words by chance), and of each pair that is easily taken for one another only one.
_REFERENCE_LETTERS = "234679BCDFGHJKMNPQRSTVWXY"
_READ_AS_IN_REFERENCE = str.maketrans("58ZU", "SB2V")
_READ_AS_DIGIT = str.maketrans("OoIil|", "001111")


def new_token() -> bytes:
    """256 random bits that live only in the draft's cookie."""
    return secrets.token_bytes(32)


def token_hash(token: bytes) -> bytes:
    """What the database keeps of the token, unique: a second send meets it. It leads back to nothing."""
    return hashlib.sha256(token).digest()


def code_of(token: bytes) -> str:
    """The 20 digits that the reporter keeps: of one token always the same."""
    # 10^20 divides 2^256 with a remainder that favours some codes by less than 2^-189.
    number = int.from_bytes(hmac.digest(token, b"code", "sha256"))
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def draft_id(token: bytes) -> bytes:
    """Finds the draft; neither the token nor its hash can be told from it."""
    return derived(token, "draft id")


def draft_key(token: bytes) -> bytes:
    return derived(token, "draft key")


def derive(code: str, reference: str) -> tuple[bytes, bytes]:
    """The verifier that the database keeps and the reporter's key, which it never sees. Each has 32 bytes.

    Costs about 5 ms on purpose, which with 66 random bits and a pepper outside the database is enough.
    """
    # Source: 6 MiB and two passes, measured for the design; Django's own defaults for passwords take 115 ms.
    slow = hash_secret_raw(
        secret=hmac.digest(pepper(), code.encode(), "sha256"),
        salt=hashlib.sha256(b"pacc reference " + reference.encode()).digest()[:16],
        time_cost=2,
        memory_cost=6 * 1024,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
    return derived(slow, "verifier"), derived(slow, "reporter key")


def new_reference(choice: Callable[[str], str] = secrets.choice) -> str:
    """A random reference; whether it is taken the database says."""
    return "".join(choice(_REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))


def show_reference(reference: str) -> str:
    """SR7K-2MQX"""
    return f"{reference[:4]}-{reference[4:]}"


def show_code(code: str) -> str:
    """In groups of four: 4071 9925 3086 1147 2258"""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def clean_reference(text: str) -> str:
    """As stored, from what somebody typed. Whether it has eight letters is for the form to say."""
    return _without_dressing(text).upper().translate(_READ_AS_IN_REFERENCE)


def is_reference(cleaned: str) -> bool:
    """Whether it has the shape of one; hardly any word has, since there are no vowels in it."""
    return len(cleaned) == REFERENCE_LENGTH and set(cleaned) <= set(_REFERENCE_LETTERS)


def clean_code(text: str) -> str:
    """The digits, from what somebody typed. Whether they are twenty, and nothing else, is for the form to say."""
    return _without_dressing(text).translate(_READ_AS_DIGIT)


def _without_dressing(text: str) -> str:
    """Without spaces, dashes and invisible letters; digits of any script as 0-9."""
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in kept)
