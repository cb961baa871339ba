"""The QR of a registration: which workshop, which registration, the how-manieth ticket; signed, and nothing else.

Bytes: version (1), workshop (4), registration (8), ticket (2), signature (64), in URL-safe base64 at the end of an
address, so that any phone's camera opens it. The signature is over the bytes before it. No name, no citizen id.
"""

import struct
from dataclasses import dataclass

from pacc.vault.tickets import SIGNATURE_BYTES, from_text, is_signed, sign, to_text

_VERSION = 1
_LAYOUT = struct.Struct(">BIQH")


@dataclass(frozen=True)
class Ticket:
    workshop_id: int
    registration_id: int
    number: int


def ticket_text(ticket: Ticket) -> str:
    """106 letters, the same each time."""
    content = _LAYOUT.pack(_VERSION, ticket.workshop_id, ticket.registration_id, ticket.number)
    return to_text(content + sign(content))


def ticket_of(text: str) -> Ticket | None:
    """The ticket; None where it was made up or altered."""
    whole = from_text(text)
    if whole is None or len(whole) != _LAYOUT.size + SIGNATURE_BYTES or whole[0] != _VERSION:
        return None
    content, signature = whole[: _LAYOUT.size], whole[_LAYOUT.size :]
    return Ticket(*_LAYOUT.unpack(content)[1:]) if is_signed(content, signature) else None
