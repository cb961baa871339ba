"""What a file is: decided by decoding it, never by its name or by what a browser says of it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal, cast

from pacc.sandbox.run import ChildFailed
from pacc.uploads.parsers import TooBusy, run_parser
from pacc.uploads.refusals import Refusal, Refused
from pacc.vault.errors import VaultError

Kind = Literal["image", "pdf", "audio", "video"]
# At the sending of a form; a second try is offered after that.
_WAIT_SECONDS = 30
_NONE = re.compile(r"(?!)")
_MEDIA_TYPES = {
    "image": re.compile(r"image/(jpeg|png|webp|heic)"),
    "pdf": re.compile(r"application/pdf"),
    "audio": re.compile(r"audio/[a-z0-9-]{2,20}"),
    "video": re.compile(r"video/[a-z0-9-]{2,20}"),
}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_FILM_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_SOUND_OR_FILM = (
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"OggS",
    b"ID3",
    b"#!AMR",
    b"fLaC",
    b"FORM",
    b"caff",
    b"0&\xb2u\x8ef\xcf\x11",  # Windows Media
    b"\x00\x00\x01\xba",  # MPEG
    b"\x00\x00\x01\xb3",
    b"G",  # MPEG transport stream
)


@dataclass(frozen=True)
class Finding:
    """What a file turned out to be."""

    kind: Kind
    media_type: str


def inspect(chunks: Iterable[bytes]) -> Finding:
    """Decodes the file in the sandbox. Raises Refused with what was wrong."""
    source = iter(chunks)
    start = _start(source)
    if not start:
        raise Refused(Refusal.EMPTY)
    parser = _parser_for(start)
    if parser is None:
        raise Refused(Refusal.TYPE)
    try:
        found = json.loads(run_parser(parser, "inspect", chain([start], source), wait_seconds=_WAIT_SECONDS))
    except TooBusy:
        raise Refused(Refusal.BUSY) from None
    except VaultError:
        raise Refused(Refusal.LOST) from None
    except (ChildFailed, ValueError):
        raise Refused(Refusal.UNREADABLE) from None
    return _finding(found)


def _finding(found: object) -> Finding:
    # SECURITY: a parser that a file took over may answer anything; it may only choose among these.
    if isinstance(found, dict):
        if (reason := found.get("refused")) in Refusal.values:
            raise Refused(Refusal(reason))
        kind, media_type = found.get("kind"), found.get("media_type")
        if (
            isinstance(kind, str)
            and isinstance(media_type, str)
            and _MEDIA_TYPES.get(kind, _NONE).fullmatch(media_type)
        ):
            return Finding(cast(Kind, kind), media_type)
    raise Refused(Refusal.UNREADABLE)


def _start(source: Iterator[bytes]) -> bytes:
    start = b""
    while len(start) < 64 and (chunk := next(source, None)) is not None:
        start += chunk
    return start


def _parser_for(start: bytes) -> str | None:
    """Which parser may look at it, from the first bytes; what it is that parser says."""
    box, brand = start[4:8], start[8:12]
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4] == b"RIFF" and brand == b"WEBP"):
        return "picture"
    if box == b"ftyp" and brand in _HEIC:
        return "picture"
    if start.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    return "media" if _is_like_media(start, box, brand) else None


def _is_like_media(start: bytes, box: bytes, brand: bytes) -> bool:
    if box == b"ftyp":
        return brand not in {b"avif", b"avis"}
    if start[:4] == b"RIFF":
        return brand in {b"WAVE", b"AVI "}
    is_mpeg_sound = start[0] == 0xFF and len(start) > 1 and start[1] & 0xE0 == 0xE0
    return box in _FILM_ATOMS or is_mpeg_sound or start.startswith(_SOUND_OR_FILM)
