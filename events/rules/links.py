"""The address by which somebody without an account looks after a registration, or a coordinator after a party.

Bytes under the link's seal: what it opens (1), the uuid (16), the stamp (2). The stamp follows the tickets: one that
is issued anew makes the links before it worthless, too. No name, no number that can be counted up.
"""

import struct
from dataclasses import dataclass
from uuid import UUID

from pacc.vault.tickets import content_of_link, link_token

_PURPOSE = "registration"
_INVITATION = "invitation"
_LETTERS = "letters"
_GROUP = "group"
_GROUP_LAYOUT = struct.Struct(">QH")
_SURVEY = "survey"
_LAYOUT = struct.Struct(">c16sH")
_PERSON, _PARTY = b"r", b"p"


@dataclass(frozen=True)
class Link:
    """`opens`: the uid of a registration, or the id of a party."""

    opens: UUID
    stamp: int
    of_party: bool = False

    @property
    def token(self) -> str:
        kind = _PARTY if self.of_party else _PERSON
        return link_token(_LAYOUT.pack(kind, self.opens.bytes, self.stamp % 2**16), purpose=_PURPOSE)


def link_of(token: str) -> Link | None:
    """What the address opens; None where it was made up or altered."""
    content = content_of_link(token, purpose=_PURPOSE)
    if content is None or len(content) != _LAYOUT.size:
        return None
    kind, opens, stamp = _LAYOUT.unpack(content)
    return Link(UUID(bytes=opens), stamp, of_party=kind == _PARTY)


def invitation_token(workshop_id: int) -> str:
    """For the address by which an organiser invites to a workshop that is not open to everybody."""
    return link_token(workshop_id.to_bytes(4), purpose=_INVITATION)


def is_invited(token: str, workshop_id: int) -> bool:
    return bool(token) and content_of_link(token, purpose=_INVITATION) == workshop_id.to_bytes(4)


def no_letters_token(digest: str) -> str:
    """For the address by which somebody ends the letters that go to her. `digest`: 64 hexadecimal digits."""
    return link_token(bytes.fromhex(digest), purpose=_LETTERS)


def digest_of_link(token: str) -> str | None:
    """What `no_letters_token` was made of; None where it was made up or altered."""
    content = content_of_link(token, purpose=_LETTERS)
    return content.hex() if content is not None and len(content) == 32 else None


def survey_token(survey_id: int) -> str:
    """For the address by which anybody answers a survey. The same for everybody: it does not tell who answers."""
    return link_token(survey_id.to_bytes(8), purpose=_SURVEY)


def survey_of_link(token: str) -> int | None:
    """The survey's id; None where the address was made up or altered."""
    content = content_of_link(token, purpose=_SURVEY)
    return int.from_bytes(content) if content is not None and len(content) == 8 else None


def group_token(group_id: int, stamp: int) -> str:
    """For the address of a break-out group's page; another stamp makes it worthless."""
    return link_token(_GROUP_LAYOUT.pack(group_id, stamp), purpose=_GROUP)


def group_of_link(token: str) -> tuple[int, int] | None:
    """(group, stamp); None where the address was made up or altered."""
    content = content_of_link(token, purpose=_GROUP)
    if content is None or len(content) != _GROUP_LAYOUT.size:
        return None
    group_id, stamp = _GROUP_LAYOUT.unpack(content)
    return group_id, stamp
