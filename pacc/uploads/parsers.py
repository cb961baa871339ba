"""The scripts that look into people's files, each file in a sandbox of its own, a few at a time."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import BoundedSemaphore

from pacc.sandbox.run import run_limited

_SCRIPTS = Path(__file__).parent / "scripts"
# Bytes. A progressive JPEG of 120 million points, or a transparent PNG of 64 million, needs most of it.
_MEMORY = 1280 << 20
# A picture of 2,560 by 2,560 points that cannot be packed at all has 20 MB.
_MOST_ANSWERED = 24 << 20
# In one process: each may take as much memory as its limit.
_AT_ONCE = BoundedSemaphore(2)


class TooBusy(Exception):
    """No turn came in time."""


def run_parser(name: str, task: str, source: Iterable[bytes], *, wait_seconds: float) -> bytes:
    """What the script `name` answers. Raises TooBusy, ChildFailed for what must be taken as bad, and whatever
    the source raises."""
    if not _AT_ONCE.acquire(timeout=wait_seconds):
        raise TooBusy
    watched = _Watched(source)
    try:
        answer = run_limited(
            _SCRIPTS / f"{name}.py", watched, arguments=[task], max_memory=_MEMORY, max_output=_MOST_ANSWERED
        )
    finally:
        _AT_ONCE.release()
    if watched.failure:
        raise watched.failure
    return answer


class _Watched:
    """Hands pieces on, and keeps what broke on the way: the script must not be believed about the first half only."""

    def __init__(self, source: Iterable[bytes]) -> None:
        self._source = source
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._source
        except Exception as failure:  # raised again by whoever waits for the answer
            self.failure = failure
