"""The local mail server of a first run: takes every mail and keeps it in a folder. Sends nothing on."""

import os
import secrets
import signal
import sys
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

MAX_BYTES = 10_000_000
KEPT = 500  # mails; a trial's folder does not grow for ever


class Keeper:
    """Writes each mail into a file whose name sorts by arrival."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        half = self._folder / f".{secrets.token_hex(8)}"
        to = ", ".join(envelope.rcpt_tos)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(f"X-Envelope-To: {to}\r\n".encode() + envelope.content)
        half.rename(self._folder / f"{time.time_ns()}-{secrets.token_hex(4)}.eml")
        for old in sorted(self._folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return "250 kept"


def main(port: int, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=port, data_size_limit=MAX_BYTES)
    controller.start()
    signal.sigwait([signal.SIGTERM, signal.SIGINT])
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
