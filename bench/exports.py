"""The queue as a file: how soon its first byte comes, how long all takes, how much memory the desk needs meanwhile."""

import http.client
import os
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.figures import Figure, Sheet
from bench.load import CONNECT_TO
from bench.portal import cookies_of
from bench.workshops import plain_loop

PASSWORD = "seven-small-elephants"
COLUMNS = ("reference", "came_in", "state", "kind", "province", "assigned", "due")  # as ticked to begin with
TOLD = ("subject", "agency", "narrative")
PIECE = 64 * 1024


@dataclass(frozen=True)
class Export:
    rows: int
    first_ms: float
    seconds: float
    bytes: int
    grew_mb: float

    @property
    def each_ms(self) -> float:
        return 1000 * self.seconds / self.rows


def measure(portal: Any, sheet: Sheet, *, rows: int) -> None:
    """`rows`: reports in all, nearly all of which an officer of every office takes out; before them those of two."""
    from bench.seeding import seed

    officer = everywhere()
    seed(rows, with_code=0)
    few, most = (exported(portal, officer, query) for query in ("?state=any&at=1,2", "?state=any"))
    loop = plain_loop()
    sheet.note(
        Figure(f"CSV of {most.rows:,} reports: first byte", most.first_ms, "ms", 500, reference=loop),
        Figure(f"CSV of {most.rows:,} reports: memory over idle", most.grew_mb, "MB", 100),
        Figure(f"time a report, beside {few.rows:,} of them", most.each_ms / few.each_ms, "x", 1.3),
    )
    print(f"     {most.seconds:,.1f} s, {most.each_ms:.2f} ms a report, {most.bytes / 1e6:,.1f} MB")


def everywhere() -> Any:
    """An officer of every regional office, so that nearly all is hers."""
    from django.utils.timezone import localdate

    from networks.models import Office, Posting
    from pacc.accounts.models import User

    officer = User.objects.create_user("everywhere@bench.example", name="เจ้าหน้าที่ ทุกเขต", is_staff=True)
    starts = localdate() - timedelta(days=1)
    for office in Office.objects.exclude(number=0):
        Posting.objects.create(user=officer, office=office, role=Posting.Role.OFFICER, starts=starts)
    return officer


def exported(portal: Any, officer: Any, query: str) -> Export:
    from pacc.ledger.models import Entry

    parts, cookies = urlsplit(portal.desk_url), cookies_of(officer)
    token = "b" * 32
    headers = {
        "Host": parts.netloc, "Origin": portal.desk_url, "Cookie": f"{cookies}; {csrf_cookie()}={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    sent = [("csrfmiddlewaretoken", token), ("format", "csv"), ("password", PASSWORD), ("purpose", "statistics")]
    body = urlencode([*sent, *(("columns", name) for name in COLUMNS), *(("told", name) for name in TOLD)])
    connection = http.client.HTTPConnection(CONNECT_TO, parts.port, timeout=600)
    connection.request("GET", "/reports/", headers=headers)
    connection.getresponse().read()
    with Watched(portal.pid("desk")) as memory:
        began = time.perf_counter()
        connection.request("POST", f"/reports/export/{query}", body, headers)
        response = connection.getresponse()
        assert response.status == 200, response.status
        received = len(response.read(1))
        first = time.perf_counter() - began
        while piece := response.read(PIECE):
            received += len(piece)
        took = time.perf_counter() - began
    noted = Entry.objects.filter(what="reports.exported").latest("id")
    return Export(noted.detail["rows"], first * 1000, took, received, memory.grew / 1e6)


def csrf_cookie() -> str:
    from django.conf import settings

    return settings.CSRF_COOKIE_NAME


class Watched:
    """How much more memory a program and what it started take in the block than before, in bytes."""

    def __init__(self, group: int) -> None:
        self._group, self._idle, self._most, self._stop = group, 0, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Watched":
        self._idle = self._resident()
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def grew(self) -> int:
        return max(0, self._most - self._idle)

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self._most = max(self._most, self._resident())

    def _resident(self) -> int:
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(folder.name)) == self._group:
                    total += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            except OSError:  # it ended meanwhile
                continue
        return total
