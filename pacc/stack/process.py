"""One program of the stack: how it is started, that it ends with us, how its whole group is stopped."""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pacc.stack.account import Account

PR_SET_PDEATHSIG = 1  # prctl(2)
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    """What to start. `last` programs are stopped after the others, in the order of the list reversed."""

    name: str
    command: tuple[str | Path, ...]
    environment: Mapping[str, str]
    folder: Path
    account: Account | None = None
    stdin: bytes = b""
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10
    last: bool = False


def end_with_parent(which: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to send this process `which` when its parent is gone, however that came."""
    _libc.prctl(PR_SET_PDEATHSIG, int(which), 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent is gone, so that they can be found and stopped."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Child:
    """A running program, in a group of its own, and the end of the pipe that it speaks into."""

    def __init__(self, process: subprocess.Popen[bytes], output: int) -> None:
        self._process, self.output = process, output
        self.pid = process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs. Its number stays taken until `kill`, so that no stranger's group can have it."""
        if self._process.returncode is not None:
            return self._process.returncode
        ended = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return None
        return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    def read(self) -> bytes | None:
        """What it said since; None where nothing came, b"" when nobody can say any more."""
        try:
            return os.read(self.output, 65536) if self.output >= 0 else b""
        except BlockingIOError:
            return None

    def read_all(self) -> bytes:
        said = bytearray()
        while output := self.read():
            said += output
        return bytes(said)

    def ask(self, which: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, which)

    def kill(self) -> None:
        """End it and what it started, at once."""
        signal_group(self.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        if self.output >= 0:
            os.close(self.output)
            self.output = -1


def spawn(program: Program) -> Child:
    """Start a program in a group of its own, which ends when we do."""
    parent = os.getpid()

    def in_child() -> None:
        end_with_parent(program.stop_signal)
        # SECURITY: a core file would hold the keyring, and what a reporter was just sending.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if os.getppid() != parent:  # RACE: the parent was gone before the kernel knew what to do then
            os._exit(1)

    source, feed = os.pipe()
    os.write(feed, program.stdin)  # some hundred bytes: a pipe holds them
    os.close(feed)
    output, sink = os.pipe()
    os.set_blocking(output, False)
    try:
        process = subprocess.Popen(
            [os.fspath(part) for part in program.command],
            env=dict(program.environment),
            cwd=program.folder,
            stdin=source,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
            preexec_fn=in_child,  # noqa: PLW1509 - the supervisor has one thread
            **(program.account.spawn_options() if program.account else {}),  # type: ignore[call-overload]
        )
    except BaseException:
        os.close(output)
        raise
    finally:
        os.close(source)
        os.close(sink)
    return Child(process, output)


def signal_group(pid: int, which: signal.Signals) -> None:
    """Signal a program and what it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, which)


def descendants() -> list[int]:
    """Processes below this one, read from /proc; none where /proc is not there."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            after_name = stat.read_text(errors="replace").rpartition(")")[2].split()
            if after_name[0] != "Z":
                children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found, ahead = [], [os.getpid()]
    while ahead:
        below = children.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


def end_descendants(seconds: float, wait: Callable[[float], None]) -> None:
    """Stop whatever is left below this process: asked first, made to after `seconds`."""
    steps = max(1, int(seconds / 0.1))
    for which, count in ((signal.SIGTERM, steps), (signal.SIGKILL, 50)):
        for step in range(count):
            left = descendants()
            if not left:
                return
            for pid in left if step == 0 or which == signal.SIGKILL else ():
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, which)
            wait(0.1)
            _reap()


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
