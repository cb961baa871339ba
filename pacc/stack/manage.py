"""`script/manage COMMAND`: a command of manage.py, as the owner, for the portal that script/run serves."""

import argparse
import os
import sys
from pathlib import Path

from pacc.stack.account import server_account
from pacc.stack.environment import (
    Databases,
    base_environment,
    given_databases,
    kept_addresses,
    known_settings,
    owner_environment,
)
from pacc.stack.errors import StackError
from pacc.stack.folders import CODE, Folders
from pacc.stack.postgres import DESK, OWNER, SITE, Postgres


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/manage", description="A command of manage.py for the running portal.")
    parser.add_argument("--data", type=Path, default=CODE / ".data", help="as given to script/run (.data)")
    parser.add_argument("--keys", type=Path, default=CODE / ".keys", help="as given to script/run (.keys)")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="such as: first_admin")
    options = parser.parse_args(arguments)
    try:
        environment = _environment(Folders(options.data.absolute(), options.keys.absolute()))
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    os.chdir(CODE)
    os.execve(sys.executable, [sys.executable, "manage.py", *options.command], environment)


def _environment(folders: Folders) -> dict[str, str]:
    base = base_environment(folders, settings=known_settings()) | kept_addresses(folders)
    return owner_environment(base, given_databases(folders.keys) or _embedded(folders), folders)


def _embedded(folders: Folders) -> Databases:
    if not (folders.sockets / "pg" / ".s.PGSQL.5432").exists():
        raise StackError(f"The portal on {folders.data} is not running: start it with script/run first.")
    postgres = Postgres(folders, server_account())
    return Databases(owner=postgres.url(OWNER), site=postgres.url(SITE), desk=postgres.url(DESK))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
