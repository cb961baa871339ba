"""Who can open a confidential identity: two people together, one of headquarters and one of an office.

The identity lies under its own key = A xor B. A is sealed with age to headquarters' custodians; B to those of one
office and to a recovery group that holds no A. With age any one recipient opens, so two are needed only because the
key is split, and nobody may be in both halves. The portal holds recipients (public) only.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from pacc.vault.errors import CannotOpen, VaultError
from pacc.vault.keyring import CUSTODIANS, write_private

HEADQUARTERS = "headquarters"
RECOVERY = "recovery"
_VERSION = b"\x01"
_NONCE_BYTES = 12
_BLOCK = 256  # the length of a name is not told


@dataclass(frozen=True)
class SplitIdentity:
    """What is stored of a confidential identity. `share_a` and `share_b` are age files."""

    sealed: bytes
    share_a: bytes
    share_b: bytes

    def packed(self) -> bytes:
        """For one column."""
        return json.dumps({part: getattr(self, part).hex() for part in ("sealed", "share_a", "share_b")}).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> "SplitIdentity":
        return cls(**{part: bytes.fromhex(content) for part, content in json.loads(bytes(packed)).items()})


def office_group(office_no: int) -> str:
    return f"office-{office_no}"


def recipients() -> dict[str, list[str]]:
    """age recipients by group; empty before custodians are set up."""
    path = Path(settings.KEYS_DIR) / CUSTODIANS
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def confidential_offered(office_no: int, *, concerned: int | None = None) -> bool:
    """Whether a report that goes to this office may be confidential: both halves have somebody who can open them."""
    return custodian_office(office_no, concerned=concerned) is not None


def custodian_office(office_no: int | None, *, concerned: int | None = None) -> int | None:
    """The office whose custodians would hold B: the receiving one, or a region named in its place.

    The central intake (0), conflict cases (None) and an office that the report is about have none of their own: the
    region with the lowest number that has custodians stands in, never the one concerned. None: nobody can.
    """
    groups = recipients()
    if not groups.get(HEADQUARTERS):
        return None
    own = office_no if office_no and office_no != concerned else None
    candidates = [own] if own else [region for region in range(1, 10) if region != concerned]
    return next((region for region in candidates if groups.get(office_group(region))), None)


def split_for_office(identity_json: str, office_no: int) -> SplitIdentity:
    """Seals an identity to headquarters and to the custodians of `office_no`. Raises VaultError without them."""
    groups = recipients()
    return split_identity(
        identity_json, groups.get(HEADQUARTERS, []), groups.get(office_group(office_no), []), groups.get(RECOVERY, [])
    )


def split_identity(
    identity_json: str, hq_recipients: Sequence[str], office_recipients: Sequence[str], recovery: Sequence[str]
) -> SplitIdentity:
    """Raises VaultError when a half has no custodian, or one person both halves."""
    if not hq_recipients or not office_recipients:
        raise VaultError("A confidential identity needs custodians of headquarters and of the office.")
    if set(hq_recipients) & {*office_recipients, *recovery}:
        raise VaultError("The same custodian may not hold both halves.")
    key, share_a = secrets.token_bytes(32), secrets.token_bytes(32)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    content = identity_json.encode()
    padded = content + b"\x80" + bytes(-(len(content) + 1) % _BLOCK)
    return SplitIdentity(
        sealed=_VERSION + nonce + AESGCM(key).encrypt(nonce, padded, _VERSION),
        share_a=_to_age(share_a, hq_recipients),
        share_b=_to_age(_xor(key, share_a), [*office_recipients, *recovery]),
    )


def join_identity(split: SplitIdentity, share_a: bytes, share_b: bytes) -> str:
    """The identity, from both opened shares. Raises CannotOpen."""
    nonce, sealed = split.sealed[1 : 1 + _NONCE_BYTES], split.sealed[1 + _NONCE_BYTES :]
    try:
        padded = AESGCM(_xor(share_a, share_b)).decrypt(nonce, sealed, split.sealed[:1])
        return padded[: padded.rindex(b"\x80")].decode()
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def write_recipients(folder: Path, groups: Mapping[str, Iterable[str]]) -> None:
    """Replaces the list of custodians. Raises VaultError for a bad recipient and for one who would hold both halves."""
    listed: dict[str, list[str]] = {group: list(members) for group, members in groups.items()}
    for member in (member for members in listed.values() for member in members):
        _recipient(member)
    others = {member for group, members in listed.items() if group != HEADQUARTERS for member in members}
    if others & set(listed.get(HEADQUARTERS, [])):
        raise VaultError("The same custodian may not hold both halves.")
    write_private(folder / CUSTODIANS, json.dumps(listed, indent=1))


def _to_age(share: bytes, to: Sequence[str]) -> bytes:
    return bytes(pyrage.encrypt(share, [_recipient(member) for member in to]))


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise VaultError(f"{text} is no age recipient (age1...).") from None


def _xor(left: bytes, right: bytes) -> bytes:
    if len(left) != 32 or len(right) != 32:
        raise ValueError("shares have 32 bytes")
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
