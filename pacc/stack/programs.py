"""The portal's own programs: two web servers, relay, worker, beat, and the mail server of a trial."""

import sys
from dataclasses import dataclass
from pathlib import Path

from pacc.stack.environment import Databases, desk_environment, site_environment
from pacc.stack.folders import CODE, Folders
from pacc.stack.process import Program

# Threads and connections of each process. Threads are cheap here, and a slow upload holds one as long as it lasts.
# Two processes for the crowd: Python works for one person at a time, and eight phones at a door do not queue.
SITE_PROCESSES, SITE_THREADS, SITE_CONNECTIONS = 2, 32, 12
DESK_PROCESSES, DESK_THREADS, DESK_CONNECTIONS = 1, 32, 12
WORKERS = 2


@dataclass(frozen=True)
class Portal:
    """Everything that decides how the portal's programs are started."""

    folders: Folders
    base: dict[str, str]
    databases: Databases
    redis_url: str
    smtp_url: str
    site_port: int
    desk_port: int

    def programs(self) -> list[Program]:
        return [
            self._web("site", self.site_port, SITE_PROCESSES, SITE_THREADS, self._site(SITE_CONNECTIONS)),
            self._web("desk", self.desk_port, DESK_PROCESSES, DESK_THREADS, self._desk(DESK_CONNECTIONS)),
            self._python("relay", ["manage.py", "relay"]),
            self._python("worker", _celery("worker", f"--concurrency={WORKERS}", "--without-gossip",
                                           "--without-mingle", "--hostname=worker@portal", "--loglevel=WARNING")),
            self._python("beat", _celery("beat", "--scheduler=celery.beat:Scheduler", "--loglevel=WARNING")),
        ]  # fmt: skip

    def _site(self, pool: int) -> dict[str, str]:
        return site_environment(self.base, self.databases, self.folders, pool=pool)

    def _desk(self, pool: int = 0) -> dict[str, str]:
        return desk_environment(
            self.base, self.databases, self.folders, redis_url=self.redis_url, smtp_url=self.smtp_url, pool=pool
        )

    def _web(self, name: str, port: int, processes: int, threads: int, environment: dict[str, str]) -> Program:
        command = [
            sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}",
            f"--blocking-threads={threads}", f"--workers={processes}", "--no-ws", "--no-access-log",
            "--log-level=warning", "--workers-kill-timeout=8", "pacc.wsgi:application",
        ]  # fmt: skip
        return Program(name, tuple(command), environment, CODE, stop_seconds=12)

    def _python(self, name: str, arguments: list[str]) -> Program:
        return Program(name, (sys.executable, *arguments), self._desk(), CODE)


def _celery(*arguments: str) -> list[str]:
    return ["-m", "celery", "--app=pacc", "--quiet", *arguments]


def mail_program(port: int, folder: Path, base: dict[str, str]) -> Program:
    return Program("mail", (sys.executable, "-m", "pacc.stack.mail", str(port), str(folder)), base, CODE)
