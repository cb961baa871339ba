"""A browser, and what it can be asked about a page: axe, and probes for what axe cannot see."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.fixtures.stack import eventually

CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
]
_AXE = Path(find_spec("axe_core_python").origin).with_name("axe.min.js")
_PROBES = Path(__file__).with_name("probes.js")
PHONE, SMALLEST, DESKTOP = (360, 740), (320, 640), (1366, 900)

# Words of the portal that a line's end must not cut; ICU's dictionary knows some of them only in parts.
WHOLE_WORDS = (
    "เจ้าหน้าที่", "ประชาสังคม", "จัดจ้าง", "วันที่", "ผิดชอบ", "ผิดปกติ", "กลั่นกรอง", "เบาะแส", "งบประมาณ", "เบี้ยเลี้ยง", "ผู้แจ้ง",
    "ปลอดภัย", "รหัสลับ", "อ้างอิง", "หน่วยงาน", "จังหวัด", "อำเภอ", "ตำบล", "เครือข่าย", "เฝ้าระวัง", "ทุจริต", "ปกปิด", "เปิดเผย",
    "ตัวตน", "หลักฐาน", "คืบหน้า", "ติดตาม", "ขัดข้อง", "คุ้มครอง", "ยินยอม", "สำนักงาน", "กรรมการ", "ป้องกัน", "ปราบปราม",
    "ภาครัฐ", "ส่วนตัว", "กลางวัน", "โรงเรียน", "ไม่ทราบ", "บังคับ", "มอบหมาย", "ตรวจสอบ", "เพิ่มเติม", "สถานที่", "ลงทะเบียน",
    "รหัสผ่าน", "ส่วนกลาง", "อำนวยการ", "ประสานงาน", "เข้าร่วม", "ย้อนกลับ", "มือถือ", "บุคคล",
)  # fmt: skip


def launch(playwright: Playwright, *, fonts: Path | None = None) -> Browser:
    """Debian's Chromium; it reaches loopback addresses only. `fonts`: a fontconfig file beside the machine's own."""
    environment: dict[str, str | float | bool] = dict(os.environ)
    if fonts:
        environment["FONTCONFIG_FILE"] = str(fonts)
    return playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS, env=environment)


@contextmanager
def visit(
    browser: Browser, size: tuple[int, int] = PHONE, *, dark: bool = False, script: bool = True, **options
) -> Iterator[Page]:
    """A page of a fresh visitor. What the browser complains of (a refused script, a missing file) fails the test."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        **options,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if _is_a_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def _is_a_complaint(message) -> bool:
    # A page that answers 4xx, as a corrected form does, is reported as a failed resource; that is no fault.
    return message.type == "error" and "the server responded with a status of 4" not in message.text


def axe_faults(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
    """What axe calls wrong, and what it could not decide; by all its rules, or by those named."""
    page.evaluate(_AXE.read_text(encoding="utf-8") + ";0")
    result = page.evaluate(
        """async only => {
            const wanted = only.length ? {runOnly: only} : {};
            const run = await axe.run(document, {resultTypes: ["violations", "incomplete"], ...wanted});
            return [...run.violations, ...run.incomplete].flatMap(rule => rule.nodes.map(
                node => [rule.id, node.target.join(" "), node.failureSummary].join(": ")));
        }""",
        list(only),
    )
    return list(result)


def faults(page: Page, *, smallest_target: int = 24) -> list[str]:
    """All that the probes find wrong with the page as it stands."""
    page.wait_for_load_state()
    if page.evaluate("!!window.htmx"):
        # What a page fetches by itself has come: the tree must not change under whoever looks.
        page.wait_for_selector("[hx-trigger=load]", state="detached")
    arguments = json.dumps({"smallestTarget": smallest_target, "words": WHOLE_WORDS})
    return list(page.evaluate(f"({_PROBES.read_text(encoding='utf-8')})({arguments})"))


def sideways_faults(page: Page) -> list[str]:
    """What sticks out at 320 px with the text spacing of WCAG 1.4.12, and what is cut off then."""
    before = page.viewport_size
    page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    found = page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
                + "p{margin-bottom:2em!important}");
            document.adoptedStyleSheets = [sheet];
            const wide = document.documentElement.clientWidth, found = [];
            if (document.scrollingElement.scrollWidth > wide)
                for (const element of document.querySelectorAll("body *")) {
                    const box = element.getBoundingClientRect();
                    if (box.right > wide + 1 && box.width && !element.closest(".vh,.hem,.net"))
                        found.push(`sideways: ${element.tagName}.${element.className} at ${Math.round(box.right)}`);
                }
            document.adoptedStyleSheets = [];
            return found;
        }"""
    )
    page.set_viewport_size(before)
    return list(found)


def focus_faults(page: Page, *, most_stops: int = 120) -> list[str]:
    """Every Tab stop: visible, not covered by something else, with a ring."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    found: list[str] = []
    for _stop in range(most_stops):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (!at || at === document.body || at === document.documentElement) return null;
                const box = at.getBoundingClientRect(), style = getComputedStyle(at);
                const name = `${at.tagName}#${at.id}.${at.className} ${(at.textContent || "").trim().slice(0, 30)}`;
                const wrong = [];
                if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no ring: " + name);
                if (box.bottom < 0 || box.top > innerHeight) wrong.push("out of sight: " + name);
                const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
                if (top && top !== at && !at.contains(top) && !top.contains(at)
                    && !(top.tagName === "LABEL" && top.htmlFor === at.id) && !top.closest(".choice"))
                    wrong.push("covered: " + name + " by " + top.tagName + "." + top.className);
                return wrong;
            }"""
        )
        if seen is None:
            break
        found += seen
    return found


@contextmanager
def wire(page: Page) -> Iterator[dict[str, int]]:
    """Bytes and requests on the wire while the block runs, headers and all."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": False})
    seen = {"bytes": 0, "requests": 0}
    kept: set[str] = set()

    def arrived(event):
        if event["requestId"] not in kept:
            seen["bytes"] += int(event["encodedDataLength"])
            seen["requests"] += 1

    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    session.on(
        "Network.responseReceived",
        lambda event: (
            kept.add(event["requestId"])
            if event["response"].get("fromDiskCache") or event["response"]["url"].startswith("data:")
            else None
        ),
    )
    session.on("Network.loadingFinished", arrived)
    yield seen
    page.wait_for_load_state("networkidle")
    session.detach()


def layout_shift(page: Page) -> float:
    """How far the page's parts moved while it loaded (CLS); ask after the load."""
    return float(
        page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
                    .observe({type: "layout-shift", buffered: true});
                setTimeout(() => done(sum), 200);
            })"""
        )
    )


def shoot(page: Page, path: str | Path) -> None:
    """A picture of the whole page."""
    page.screenshot(path=str(path), full_page=True)


@contextmanager
def served(port: int = 0) -> Iterator[str]:
    """The zone under way on a port of its own, with static files as in production; gives its address."""
    server, app = ThreadedWSGIServer(("127.0.0.1", port), _QuietHandler), _Counted(get_wsgi_application())
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        # The emptying of all tables after a test would meet what a last request still holds: a deadlock.
        eventually(lambda: not app.under_way and _nobody_asks_the_database(), seconds=60)


class _Counted:
    """The application, and how many requests it is at: from the first byte to the close of the answer."""

    def __init__(self, app: Any) -> None:
        self.app, self.under_way, self._lock = app, 0, threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self._count(1)
        try:
            response = self.app(environ, start_response)
        except BaseException:
            self._count(-1)
            raise
        return _Answer(response, lambda: self._count(-1))

    def _count(self, change: int) -> None:
        with self._lock:
            self.under_way += change


class _Answer:
    """What the application answered; `done` is called once it was sent."""

    def __init__(self, response: Any, done: Callable[[], None]) -> None:
        self.response, self.done = response, done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.response)

    def close(self) -> None:
        try:
            self.response.close()
        finally:
            self.done()


def _nobody_asks_the_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return cursor.fetchone() == (0,)


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        pass
