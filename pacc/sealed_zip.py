"""A ZIP that a password opens (WinZip's AES-256), made while it is sent: never whole in memory, never on the disk.

7-Zip, WinRAR and Keka open it; the Explorer of Windows knows ZipCrypto only, which is broken.
"""

import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from stat import S_IFREG

from stream_zip import ZIP_64, stream_zip

CONTENT_TYPE = "application/zip"
# The format derives its key by 1,000 rounds of PBKDF2 only: a password must be long, and the portal proposes one.
SHORTEST_PASSWORD = 12
# None of them is taken for another: no 0 o 1 l i.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _IN_GROUP = 5, 4  # 99 bits


@dataclass(frozen=True)
class Member:
    """A file within. Its name can be read without the password: it says nothing of what is in it."""

    name: str
    content: Iterable[bytes]


def new_password() -> str:
    groups = ("".join(secrets.choice(_SIGNS) for _sign in range(_IN_GROUP)) for _group in range(_GROUPS))
    return "-".join(groups)


def opens_everywhere(password: str) -> bool:
    """Other letters are turned into bytes differently by each program."""
    return password.isascii() and password.isprintable()


def sealed_zip(members: Iterable[Member], *, password: str, at: datetime) -> Iterator[bytes]:
    """The archive in pieces. A member is asked for when the one before it is through, and its content as it is read.

    What a content raises tears the archive off, so that no program takes it for whole.
    """
    files = ((member.name, at, S_IFREG | 0o600, ZIP_64, member.content) for member in members)
    yield from stream_zip(files, password=password, get_compressobj=partial(zlib.compressobj, level=6, wbits=-15))
