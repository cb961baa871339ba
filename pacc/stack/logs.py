"""Collects what the stack's programs say: one file a program and day, one JSON object a line."""

import io
import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

# Signed-in pages' access lines must be kept 90 days at least (domain.md, Personal data).
KEPT = timedelta(days=100)
MAX_LINE = 64 * 1024


class Log:
    """The log of one program. Never fails: a full disk loses lines, not the portal."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._day: date | None = None
        self._file: io.FileIO | None = None
        self._rest = b""

    def take(self, output: bytes) -> None:
        """Add what came; a line is written when it is whole."""
        *lines, self._rest = (self._rest + output).split(b"\n")
        if len(self._rest) > MAX_LINE:
            lines.append(self._rest)
            self._rest = b""
        self._write([line for line in lines if line.strip()])

    def close(self) -> None:
        if self._rest.strip():
            self._write([self._rest])
            self._rest = b""
        if self._file:
            self._file.close()
            self._file = None

    def _write(self, lines: list[bytes]) -> None:
        if not lines:
            return
        try:
            file = self._of_today()
            file.write(b"".join(self._as_json(line) + b"\n" for line in lines))
        except OSError:
            return

    def _of_today(self) -> io.FileIO:
        today = datetime.now(UTC).date()
        if self._file is None or self._day != today:
            if self._file:
                self._file.close()
            self._drop_old(today)
            path = self._folder / f"{self._name}-{today.isoformat()}.log"
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self._file = os.fdopen(handle, "wb", buffering=0)
            self._day = today
        return self._file

    def _drop_old(self, today: date) -> None:
        for path in self._folder.glob(f"{self._name}-????-??-??.log"):
            if path.stem.removeprefix(f"{self._name}-") < (today - KEPT).isoformat():
                path.unlink(missing_ok=True)

    def _as_json(self, line: bytes) -> bytes:
        """A program's own JSON goes through; a plain sentence is put into the same form."""
        if line.startswith(b"{") and line.rstrip().endswith(b"}"):
            return line.rstrip()
        said = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "from": self._name,
            "message": line.decode("utf-8", "replace").rstrip(),
        }
        return json.dumps(said, ensure_ascii=False).encode()
