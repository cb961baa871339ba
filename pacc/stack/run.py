"""The way from nothing to a portal that serves, and back to nothing: what script/run does."""

import argparse
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from pacc.stack.environment import (
    RESULT,
    STEP,
    Databases,
    addresses,
    base_environment,
    given,
    given_databases,
    keep_addresses,
    known_settings,
    owner_environment,
)
from pacc.stack.errors import StackError, sentence_of
from pacc.stack.folders import CODE, Folders
from pacc.stack.keeper import kept
from pacc.stack.process import Program, adopt_orphans, end_descendants
from pacc.stack.programs import Portal, mail_program
from pacc.stack.ready import tell_ready, wait_until_ready
from pacc.stack.servers import start_postgres, start_valkey
from pacc.stack.supervisor import Supervisor
from pacc.vault.errors import VaultError
from pacc.vault.keyring import create_keys

LAST_PORT = 65_534  # the desk takes the next one


@dataclass(frozen=True)
class Wish:
    """What the person at the terminal asked for."""

    port: int
    folders: Folders
    demo: bool


def main(arguments: list[str]) -> int:
    wish = _parsed(arguments)
    return kept(lambda: _run(wish))


def _parsed(arguments: list[str]) -> Wish:
    parser = argparse.ArgumentParser(prog="script/run", description="Sets the portal up and serves it.")
    parser.add_argument("--port", type=int, default=8000, help="of the site; the desk takes the next one (8000)")
    parser.add_argument("--data", type=Path, default=CODE / ".data", help="folder of everything that is kept (.data)")
    parser.add_argument("--keys", type=Path, default=CODE / ".keys", help="folder of the keys (.keys)")
    parser.add_argument("--no-demo", action="store_true", help="for real use: no invented people, no /demo/")
    options = parser.parse_args(arguments)
    if not 1 <= options.port <= LAST_PORT:
        parser.error(f"--port must be between 1 and {LAST_PORT}")
    return Wish(options.port, Folders(options.data.absolute(), options.keys.absolute()), not options.no_demo)


def _run(wish: Wish) -> int:
    """Until somebody asks to stop. Whatever goes wrong before is told in one sentence."""
    adopt_orphans()
    started = time.monotonic()
    supervisor: Supervisor | None = None
    try:
        wish.folders.make()
        with _alone(wish.folders):
            supervisor = Supervisor(wish.folders.logs, processes=wish.folders.processes)
            for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(which, supervisor.ask_to_stop)
            try:
                _serve(wish, supervisor, started)
            finally:
                supervisor.stop()
                end_descendants(2, time.sleep)
                shutil.rmtree(wish.folders.sockets, ignore_errors=True)
    except KeyboardInterrupt:
        pass
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{sentence_of(error, 'starting the portal')}", file=sys.stderr)
        return 1
    print("Stopped.", flush=True)  # the keeper leaves by os._exit
    return 0


@contextmanager
def _alone(folders: Folders):  # type: ignore[no-untyped-def]
    """One portal a data folder. Raises StackError where another one runs."""
    handle = os.open(folders.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise StackError(
            f"The portal runs already on {folders.data} (process {other}): stop it, or choose another folder with"
            " --data."
        ) from None
    try:
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _serve(wish: Wish, supervisor: Supervisor, started: float) -> None:
    for port in (wish.port, wish.port + 1):
        _insist_on_free(port)
    settings = known_settings()
    _tell("keys")
    try:
        create_keys(wish.folders.keys)
    except VaultError as error:
        raise StackError(str(error)) from None
    base = base_environment(wish.folders, settings=settings) | addresses(port=wish.port, demo=wish.demo)
    databases = _databases(wish, supervisor)
    redis_url = given("REDIS_URL")
    if not redis_url:
        _tell("Valkey")
        redis_url = start_valkey(supervisor, wish.folders)
    result = _prepare(wish, supervisor, base, databases)
    base["DEMO"] = "1" if result["demo"] else "0"
    keep_addresses(base, wish.folders)
    smtp_url = given("SMTP_URL") or _start_mail(wish, supervisor, base)
    _tell("web servers, relay, worker, beat")
    portal = Portal(wish.folders, base, databases, redis_url, smtp_url, wish.port, wish.port + 1)
    for program in portal.programs():
        supervisor.start(program)
    first_admin = "" if result["demo"] else _first_admin(owner_environment(base, databases, wish.folders))
    wait_until_ready(supervisor, {"site": wish.port, "desk": wish.port + 1}, base)
    tell_ready(base, wish.folders, first_admin, time.monotonic() - started)
    supervisor.run()


def _tell(step: str) -> None:
    print(f"  {step} ...", flush=True)


def _insist_on_free(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            attempt.bind(("127.0.0.1", port))
        except PermissionError:
            raise StackError(f"Port {port} needs root: choose one above 1023 with --port.") from None
        except OSError:
            raise StackError(f"Port {port} is in use by another program: choose another with --port.") from None


def _databases(wish: Wish, supervisor: Supervisor) -> Databases:
    given_ones = given_databases(wish.folders.keys)
    if given_ones is None:
        _tell("PostgreSQL")
        return start_postgres(supervisor, wish.folders)
    _insist_on_answer(given_ones.owner or given_ones.desk)
    return given_ones


def _insist_on_answer(address: str) -> None:
    parts = urlsplit(address)
    where = f"{parts.hostname or 'a socket'}:{parts.port or 5432}"
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except (psycopg.Error, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise StackError(f"The database at {where} does not answer: {reason}") from None


def _prepare(wish: Wish, supervisor: Supervisor, base: dict[str, str], databases: Databases) -> dict[str, bool]:
    """Tables, rights, texts, data. Raises StackError with the command's own sentence."""
    result: dict[str, bool] = {}

    def hear(line: str) -> None:
        if line.startswith(RESULT):
            result.update(json.loads(line.removeprefix(RESULT)))
        elif line.startswith(STEP):
            _tell(line.removeprefix(STEP))

    command = [sys.executable, "manage.py", "prepare", "--demo" if wish.demo else "--no-demo"]
    if not databases.owner:
        command.append("--not-owner")
    environment = owner_environment(base, databases, wish.folders)
    try:
        supervisor.run_once(Program("prepare", tuple(command), environment, CODE), hear=hear)
    except StackError as error:
        raise StackError(str(error).removeprefix("CommandError: ")) from None
    return result


def _start_mail(wish: Wish, supervisor: Supervisor, base: dict[str, str]) -> str:
    """The local mail server, for a trial. Without one and without SMTP_URL, mails wait in the outbox."""
    if base["DEMO"] != "1":
        return ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    supervisor.start(mail_program(port, wish.folders.mail, base))
    return f"smtp://127.0.0.1:{port}"


def _first_admin(environment: dict[str, str]) -> str:
    """A one-time link, or "" where there is a portal admin already.

    SECURITY: not by the supervisor, which writes what a program says into a log.
    """
    command = [sys.executable, "manage.py", "first_admin"]
    done = subprocess.run(
        command, env=environment, cwd=CODE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise StackError("No link for the first portal admin could be made: try `script/manage first_admin`.")
    return done.stdout.strip()
