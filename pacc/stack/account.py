"""Which account the embedded servers run as: the one that starts them, or as root an unprivileged one."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pacc.stack.errors import StackError

# "daemon" is on every Debian for servers that own files ("nobody" must own none: base-passwd's users-and-groups).
UNPRIVILEGED = ("daemon", "nobody")


@dataclass(frozen=True)
class Account:
    """A user to become in a child process; `name` is for sentences."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.getuid()

    def spawn_options(self) -> dict[str, object]:
        """Options of `subprocess.Popen` that make the child this user, with no group of ours left."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def own(self, folder: Path) -> Path:
        """Make a folder that this account alone reads and writes."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.is_other:
            os.chown(folder, self.uid, self.gid)
        return folder

    def can_run(self, binary: Path) -> bool:
        try:
            subprocess.run(
                [binary, "--version"],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                timeout=30,
                **self.spawn_options(),  # type: ignore[call-overload]
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return True


def server_account() -> Account:
    if os.getuid() != 0:
        me = pwd.getpwuid(os.getuid()) if _is_known(os.getuid()) else None
        if me is None:
            raise StackError("PostgreSQL needs a user that /etc/passwd knows: start as such a user.")
        return Account(me.pw_name, me.pw_uid, me.pw_gid)
    for name in UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise StackError("PostgreSQL does not run as root and there is no user 'daemon': start as another user.")


def _is_known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def in_reach(tree: Path, binary: str, account: Account, *, copy_to: Path, beside: Path | None = None) -> Path:
    """The path of `tree/binary` that `account` can run; copies `tree` (and its libraries) when it cannot be reached.

    A virtual environment under /root cannot be read by another account. The copy keeps the names of the last two
    folders, because the binaries look for their libraries relative to themselves.
    """
    if account.can_run(tree / binary):
        return tree / binary
    target = copy_to / tree.parent.name / tree.name
    for source, goal in [(tree, target), *([(beside, copy_to / beside.name)] if beside else [])]:
        if not goal.exists():
            half = goal.with_name(goal.name + ".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(source, half)
            for path in [half, *half.rglob("*")]:
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
            half.rename(goal)
    for folder in (copy_to, target.parent):
        folder.chmod(0o711)
    if not account.can_run(target / binary):
        raise StackError(
            f"The user '{account.name}' cannot run {target / binary}: start as a user other than root, or put the"
            " virtual environment where everybody may read it (VENV=/opt/pacc-venv script/run)."
        )
    return target / binary
