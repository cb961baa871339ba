"""Where a first run keeps its things: data, keys, logs, mail, and the short folder of the sockets."""

import contextlib
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pacc.stack.errors import StackError

CODE = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_PATH = 107  # bytes; sun_path in unix(7), less its closing zero
LONGEST_SOCKET_NAME = "pg/.s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Folders:
    """The folders of one installation. Both are absolute."""

    data: Path
    keys: Path

    @property
    def postgres(self) -> Path:
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def mail(self) -> Path:
        return self.data / "mail"

    @property
    def evidence(self) -> Path:
        return self.data / "evidence"

    @property
    def static(self) -> Path:
        return self.data / "static"

    @property
    def processes(self) -> Path:
        """Which process is which program at the moment: {name: number}."""
        return self.data / "processes.json"

    @property
    def addresses(self) -> Path:
        """What the last start was asked to be: its addresses, and whether its data are invented."""
        return self.data / "addresses.json"

    @property
    def lock(self) -> Path:
        return self.data / "running.lock"

    @cached_property
    def sockets(self) -> Path:
        """A folder whose sockets' paths fit, in reach of the account that the servers run as."""
        name = f"pacc-{os.getuid()}-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:10]}"
        for parent in self._socket_parents():
            folder = parent / ("run" if parent == self.data else name)
            if len(os.fsencode(folder / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH and _make_own(folder):
                return folder
        raise StackError("No folder is short and writable enough for the servers' sockets: set TMPDIR to one.")

    def _socket_parents(self) -> list[Path]:
        """Best first. As root the servers run as another account, for which only public parents are in reach."""
        temporary = [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - the folder made there is checked
        if os.getuid() == 0:
            return [Path("/run"), *temporary]
        own = os.environ.get("XDG_RUNTIME_DIR", "")
        return [self.data, *([Path(own)] if own.startswith("/") else []), *temporary]

    def make(self) -> None:
        """Make what is missing, closed to others, and refuse keys that lie under the data."""
        if self.keys == self.data or self.data in self.keys.parents:
            raise StackError(
                f"The keys ({self.keys}) must not lie under the data ({self.data}), or one backup would hold both:"
                " choose another folder with --keys."
            )
        for folder in (self.data, self.keys, self.logs, self.mail, self.evidence):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.stat().st_uid != os.getuid():
                raise StackError(f"{folder} belongs to another user: start as that user, or choose another folder.")
            with contextlib.suppress(PermissionError):
                folder.chmod(0o700)


def _make_own(folder: Path) -> bool:
    """Is there, after this, such a folder of our own that nobody else writes in?"""
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o711, parents=True)
        found = folder.lstat()
    except OSError:
        return False
    # SECURITY: in a public folder somebody may have put a link or a folder of that name there before us.
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
