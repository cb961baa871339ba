"""Runs the programs of the stack: starts them, collects what they say, restarts what fell, stops everything."""

import contextlib
import json
import selectors
import signal
import time
from collections.abc import Callable
from pathlib import Path

from pacc.stack.errors import StackError
from pacc.stack.logs import Log
from pacc.stack.process import Child, Program, spawn

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a fallen program is started again; doubled each time
HEALTHY = 60.0  # seconds of life after which a fall counts as the first again


class Running:
    """A program that is to run, and the process that does at the moment."""

    def __init__(self, program: Program, log: Log) -> None:
        self.program, self.log = program, log
        self.child: Child | None = None
        self.started = 0.0
        self.wait = FIRST_WAIT
        self.start_again_at: float | None = None

    def plan_restart(self) -> None:
        if time.monotonic() - self.started > HEALTHY:
            self.wait = FIRST_WAIT
        self.start_again_at = time.monotonic() + self.wait
        self.wait = min(self.wait * 2, LONGEST_WAIT)


class Supervisor:
    """One thread: nothing is collected or restarted between two calls of `pump`."""

    def __init__(self, logs: Path, *, processes: Path | None = None) -> None:
        """`processes` is a file that tells which process is which program, for whoever looks after the machine."""
        self._logs, self._processes = logs, processes
        self._running: dict[str, Running] = {}
        self._selector = selectors.DefaultSelector()
        self._own_log = Log(logs, "supervisor")
        self.stop_asked = 0

    def ask_to_stop(self, *_signal: object) -> None:
        """For a signal handler. Asked twice, it hurries."""
        self.stop_asked += 1

    def start(self, program: Program) -> None:
        self._running[program.name] = running = Running(program, Log(self._logs, program.name))
        self._spawn(running)

    def is_up(self, name: str) -> bool:
        child = self._running[name].child
        return child is not None and child.exit_code is None

    def run_once(self, program: Program, *, hear: Callable[[str], None]) -> None:
        """Start a program and wait for its end. `hear` gets each line it says; its last stands in the StackError.

        Raises KeyboardInterrupt when somebody asks to stop meanwhile.
        """
        log = Log(self._logs, program.name)
        child = spawn(program)
        rest, last = "", ""
        try:
            while child.exit_code is None or rest is None:
                output = child.read_all()
                log.take(output)
                *lines, rest = (rest + output.decode("utf-8", "replace")).split("\n")
                for line in filter(str.strip, lines):
                    last = line.strip()
                    hear(last)
                self.pump(0.02)
                if self.stop_asked:
                    raise KeyboardInterrupt
            code = child.exit_code
        finally:
            child.kill()
            output = child.read_all()
            log.take(output)
            log.close()
            child.close()
        for line in (rest + output.decode("utf-8", "replace")).split("\n"):
            if line.strip():
                last = line.strip()
                hear(last)
        if code != 0:
            raise StackError(last or f"{program.name} ended with {code}.")

    def pump(self, seconds: float) -> None:
        """Collect output for `seconds`, or until somebody asks to stop; start again what fell, after its wait."""
        until = time.monotonic() + seconds
        while True:
            self._collect(min(max(0.0, until - time.monotonic()), 0.25))
            self._restart_fallen()
            if self.stop_asked or time.monotonic() >= until:
                return

    def run(self) -> None:
        """Until somebody asks to stop."""
        while not self.stop_asked:
            self.pump(1.0)

    def stop(self) -> None:
        """Stop everything: the portal's programs at once, then the servers below them, the last one first."""
        everything = list(self._running.values())
        self._stop_group([running for running in everything if not running.program.last])
        for running in reversed(everything):
            self._stop_group([running])
        for running in everything:
            running.log.close()
        self._own_log.close()
        self._running.clear()
        self._tell_processes()

    def _spawn(self, running: Running) -> None:
        running.start_again_at = None
        running.started = time.monotonic()
        try:
            running.child = spawn(running.program)
        except OSError as error:
            self._say(running, f"cannot be started: {error.strerror}")
            running.plan_restart()
            return
        self._selector.register(running.child.output, selectors.EVENT_READ, running)
        self._tell_processes()

    def _collect(self, seconds: float) -> None:
        for key, _events in self._selector.select(seconds):
            running: Running = key.data
            if running.child is None:
                continue
            output = running.child.read()
            if output:
                running.log.take(output)
            elif output is not None:
                self._close(running.child)

    def _close(self, child: Child) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(child.output)
        child.close()

    def _restart_fallen(self) -> None:
        for running in self._running.values():
            if running.child is not None and running.child.exit_code is not None:
                self._say(running, f"ended with {running.child.exit_code}")
                self._end(running)
                running.plan_restart()
            if running.start_again_at is not None and time.monotonic() >= running.start_again_at:
                if self.stop_asked:
                    return
                self._spawn(running)

    def _end(self, running: Running) -> None:
        """Make sure that nothing of it is left, such as workers that outlived their master and hold its port."""
        if running.child is not None:
            running.child.kill()
            running.log.take(running.child.read_all())
            self._close(running.child)
            running.child = None

    def _tell_processes(self) -> None:
        if self._processes:
            numbers = {name: running.child.pid for name, running in self._running.items() if running.child}
            with contextlib.suppress(OSError):
                half = self._processes.with_suffix(".half")
                half.write_text(json.dumps(numbers, indent=1), encoding="ascii")
                half.replace(self._processes)

    def _say(self, running: Running, what: str) -> None:
        self._own_log.take(f"{running.program.name}: {what}\n".encode())

    def _stop_group(self, group: list[Running]) -> None:
        """Ask all of them, wait for the slowest, make the rest."""
        for running in group:
            running.start_again_at = None
            if running.child is not None and running.child.exit_code is None:
                running.child.ask(running.program.stop_signal)
        until = time.monotonic() + max((running.program.stop_seconds for running in group), default=0)
        while time.monotonic() < until and self.stop_asked < 2:
            if all(running.child is None or running.child.exit_code is not None for running in group):
                break
            self._collect(0.05)
        for running in group:
            if running.child is not None and running.child.exit_code is None and running.program.last:
                # A killed PostgreSQL replays its log at the next start; nothing that was committed is lost.
                self._say(running, f"did not stop on {signal.Signals(running.program.stop_signal).name}")
            self._end(running)
