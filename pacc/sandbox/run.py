"""Parsers of other people's files run here: in a program of their own, without keys, network or other files."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CHILD = Path(__file__).with_name("child.py")
_PIECE = 1 << 16


class ChildFailed(Exception):
    """The script broke, or went over its time, memory or output. What it was given must be taken as bad."""


def run_limited(
    script: Path,
    data: bytes | Iterable[bytes],
    *,
    arguments: Iterable[str] = (),
    seconds: int = 20,
    max_memory: int = 512 << 20,
    max_output: int = 16 << 20,
) -> bytes:
    """What the script writes to its standard output when it is given `data` on its standard input.

    `seconds` holds for the processor and, doubled, for the clock on the wall; sizes are in bytes. The script may import
    installed packages and nothing of the portal. Raises ChildFailed.
    """
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(_CHILD), str(seconds), str(max_memory), str(script)]
    child = subprocess.Popen(  # noqa: S603 - our own script; what people sent goes in by standard input only
        [*command, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # SECURITY: a traceback may quote what was told
        env={},
        cwd="/",
        start_new_session=True,
    )
    clock = threading.Timer(2 * seconds, _kill, [child])
    feeder = threading.Thread(target=_feed, args=[child, [data] if isinstance(data, bytes) else data], daemon=True)
    clock.start()
    feeder.start()
    try:
        output = _read(child, max_output)
    finally:
        _kill(child)
        child.wait()
        clock.cancel()
        feeder.join()
    if output is None or child.returncode != 0:
        raise ChildFailed
    return output


def _kill(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _feed(child: "subprocess.Popen[bytes]", pieces: Iterable[bytes]) -> None:
    if child.stdin is None:
        return
    with suppress(BrokenPipeError), child.stdin:
        for piece in pieces:
            child.stdin.write(piece)


def _read(child: "subprocess.Popen[bytes]", most: int) -> bytes | None:
    """All that the child says, waited for to its end; None where it is more than `most` bytes."""
    if child.stdout is None:
        return None
    said = bytearray()
    with child.stdout:
        while piece := child.stdout.read(_PIECE):
            said += piece
            if len(said) > most:
                return None
    with suppress(subprocess.TimeoutExpired):
        child.wait(timeout=5)
    return bytes(said)
