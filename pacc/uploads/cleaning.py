"""A picture that can be shown: rebuilt from its points in the sandbox."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pacc.sandbox.run import ChildFailed
from pacc.uploads.parsers import run_parser

_STARTS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True)
class CleanImage:
    """A JPEG or PNG without metadata."""

    media_type: str
    width: int
    height: int
    content: bytes


def clean_image(chunks: Iterable[bytes]) -> CleanImage:
    """Raises ChildFailed when there is nothing that may be shown, TooBusy when it should be tried again."""
    header, _, content = run_parser("picture", "clean", chunks, wait_seconds=120).partition(b"\n")
    try:
        said = json.loads(header)
        image = CleanImage(str(said["media_type"]), int(said["width"]), int(said["height"]), content)
    except (ValueError, KeyError, TypeError):
        raise ChildFailed("it said nothing sensible") from None
    # SECURITY: what comes back goes to an officer's browser; it is one of two types or nothing.
    start = _STARTS.get(image.media_type)
    if start is None or not content.startswith(start):
        raise ChildFailed("it gave back no picture")
    return image
