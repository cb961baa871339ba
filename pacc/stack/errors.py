"""What stops a start, told to the person at the terminal."""

import errno
from pathlib import Path


class StackError(Exception):
    """The portal cannot be started. The message is one sentence that says why and what to do."""


def sentence_of(error: OSError, doing: str) -> str:
    """One sentence for an error of the operating system, met while `doing` something."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full: {doing} needs more space" + (f" at {error.filename}." if error.filename else ".")
    where = f" ({error.filename})" if error.filename else ""
    return f"{doing[:1].upper()}{doing[1:]} failed: {error.strerror or error}{where}."


def sentence_of_log(text: str, doing: str, log: Path) -> str:
    """One sentence for a server that ended while `doing` something and left `text` in its log."""
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return f"The disk is full: {doing} needs more space."
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "it said nothing")
    return f"{doing[:1].upper()}{doing[1:]} failed: {last.strip()[:300]} (more in {log})."
