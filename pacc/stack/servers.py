"""The embedded servers alone: started by a first run, and for tests by `python -m pacc.stack.servers FOLDER`."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

from pacc.stack.account import server_account
from pacc.stack.environment import Databases
from pacc.stack.errors import StackError
from pacc.stack.folders import Folders
from pacc.stack.postgres import DESK, OWNER, SITE, Postgres
from pacc.stack.process import end_with_parent
from pacc.stack.supervisor import Supervisor
from pacc.stack.valkey import Valkey


def wait_and_watch(supervisor: Supervisor, seconds: float) -> None:
    """Wait without neglecting what runs. Raises KeyboardInterrupt when somebody asks to stop."""
    supervisor.pump(seconds)
    if supervisor.stop_asked:
        raise KeyboardInterrupt


def start_postgres(supervisor: Supervisor, folders: Folders, *, durable: bool = True) -> Databases:
    """PostgreSQL, answering, with the owner and the database made."""
    postgres = Postgres(folders, server_account(), durable=durable)
    postgres.make()
    supervisor.start(postgres.program())
    postgres.wait(lambda seconds: wait_and_watch(supervisor, seconds), is_running=lambda: supervisor.is_up("postgres"))
    postgres.set_up()
    return Databases(owner=postgres.url(OWNER), site=postgres.url(SITE), desk=postgres.url(DESK))


def start_valkey(supervisor: Supervisor, folders: Folders) -> str:
    """Valkey, answering; its address."""
    valkey = Valkey(folders, server_account())
    supervisor.start(valkey.program())
    valkey.wait(lambda seconds: wait_and_watch(supervisor, seconds), is_running=lambda: supervisor.is_up("valkey"))
    return valkey.url()


def main(folder: Path) -> int:
    """Says the two addresses, a line each, and runs until its standard input ends. Keeps nothing."""
    end_with_parent()
    folders = Folders(data=folder / "data", keys=folder / "keys")
    folders.make()
    supervisor = Supervisor(folders.logs)
    try:
        databases = start_postgres(supervisor, folders, durable=False)
        redis_url = start_valkey(supervisor, folders)
        print(databases.owner, redis_url, sep="\n", flush=True)
        os.set_blocking(0, False)
        while _is_open(0):
            supervisor.pump(0.2)
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        supervisor.stop()
        shutil.rmtree(folders.sockets, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _is_open(handle: int) -> bool:
    with contextlib.suppress(BlockingIOError):
        return os.read(handle, 1) != b""
    return True


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
