"""The end of a start: both web servers answer, and the person at the terminal is told where everybody begins."""

import http.client
import time
from urllib.parse import urlsplit

from pacc.stack.errors import StackError
from pacc.stack.folders import Folders
from pacc.stack.servers import wait_and_watch
from pacc.stack.supervisor import Supervisor

READY_SECONDS = 60


def wait_until_ready(supervisor: Supervisor, ports: dict[str, int], base: dict[str, str]) -> None:
    until = time.monotonic() + READY_SECONDS
    waiting = dict(ports)
    while waiting:
        for zone, port in list(waiting.items()):
            if _answers(port, urlsplit(base[f"{zone.upper()}_URL"]).netloc):
                del waiting[zone]
        if time.monotonic() > until:
            names = " and ".join(waiting)
            raise StackError(f"The web server of the {names} does not answer: its log says why.")
        wait_and_watch(supervisor, 0.05)


def _answers(port: int, host: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/live", headers={"Host": host})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def tell_ready(base: dict[str, str], folders: Folders, first_admin: str, seconds: float) -> None:
    """Where each person begins. `first_admin` is a one-time link, or ""."""
    site, desk = base["SITE_URL"], base["DESK_URL"]
    lines = ["", f"PACC Connect is ready ({seconds:.0f} s).", "", f"  Citizens                     {site}/"]
    if base["DEMO"] == "1":
        lines += [
            f"  Member, coordinator          {site}/demo/",
            "  Officer, director, central intake, workshop admin, portal admin",
            f"                               {desk}/demo/",
            f"  Mail that was sent           {desk}/demo/mail/",
        ]
    else:
        lines += [f"  Members of networks          {site}/accounts/login/", f"  Staff                        {desk}/"]
    if first_admin:
        lines += ["", "  For the first portal admin, once, within 24 hours:", f"  {first_admin}"]
    lines += ["", f"  Data {folders.data}   Keys {folders.keys}", "  Ctrl-C stops it."]
    print("\n".join(lines), flush=True)
