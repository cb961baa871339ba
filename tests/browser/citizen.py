"""A citizen at a browser: the steps of telling and of coming back, one method a page, as a person takes them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

Look = Callable[[str], None]
NARRATIVE = "ป้ายเขียนว่าถนนหนา 15 เซนติเมตร แต่วัดได้ราว 10 เซนติเมตร"


@dataclass(frozen=True)
class Kept:
    """What the citizen wrote on paper."""

    reference: str
    code: str


def look_at_nothing(_name: str) -> None:
    """No look at the pages on the way."""


class Citizen:
    """`look` is called on every page she meets, with a name for it, before she types anything."""

    def __init__(self, page: Page, address: str, *, language: str = "", look: Look = look_at_nothing) -> None:
        self.page = page
        self.address = address + language
        self.look = look

    # telling

    def open_home(self) -> None:
        self.page.goto(self.address + "/")
        self.look("home")

    def begin(self, *, keep: bool = False) -> None:
        """From the home page's button past the page that says what to know before."""
        self.press('main a.btn[href$="/report/"]')
        self.look("start")
        if keep:
            self.choose("#id_keep")
        self.press("form:has(#id_keep) .btn")

    def say_kind(self, kind: str = "construction") -> None:
        self.look("kind")
        self.choose(f'input[name=kind][value="{kind}"]')
        self.go_on()

    def say_where(self, province: str = "32", district: str = "3201", subdistrict: str = "320101") -> None:
        """Without JavaScript each list that follows is asked for with the button beside it."""
        self.look("where")
        self.page.select_option("#id_province", province)
        for name, code in (("district", district), ("subdistrict", subdistrict)):
            show = self.page.locator(f'button[name=places][value="{name}"]')
            if show.count():
                show.click()
            self.page.locator(f'#id_{name} option[value="{code}"]').wait_for(state="attached")
            self.page.select_option(f"#id_{name}", code)
        self.page.fill("#id_place", "หมู่ 4")
        self.go_on()

    def say_agency(self, kind: str = "sao", name: str = "อบต. หนองตาข่าย") -> None:
        self.look("agency")
        self.page.select_option("#id_agency_kind", kind)
        self.page.fill("#id_agency", name)
        self.go_on()

    def say_when(self, *, month: str = "10", year: str = "2568", ongoing: str = "yes") -> None:
        self.look("when")
        self.page.select_option("#id_when_1", month)
        self.page.fill("#id_when_2", year)
        self.choose("#id_about")
        self.choose(f'input[name=ongoing][value="{ongoing}"]')
        self.go_on()

    def say_what(self, narrative: str = NARRATIVE) -> None:
        self.look("what")
        self.page.fill("#id_narrative", narrative)
        self.go_on()

    def attach(self, files: Iterable[Path] = ()) -> None:
        self.look("files")
        if chosen := [str(file) for file in files]:
            self.page.set_input_files("#id_attached", chosen)
            self.press("button[name=add]")
            self.look("files attached")
        self.go_on()

    def say_who(self, identity: str = "anonymous", name: str = "") -> None:
        self.look("you")
        self.choose(f'input[name=identity][value="{identity}"]')
        self.go_on()
        if name:
            self.look("you personal")
            self.page.fill("#id_name", name)
            self.go_on()

    def tell(self, *, files: Iterable[Path] = (), narrative: str = NARRATIVE) -> None:
        """Everything from the home page to the page where the answers are read again."""
        self.open_home()
        self.begin()
        self.say_kind()
        self.say_where()
        self.say_agency()
        self.say_when()
        self.say_what(narrative)
        self.attach(files)
        self.say_who()
        self.look("check")

    def send(self) -> Kept:
        """Send what was read, and write reference and code on paper."""
        self.press('form[action$="/report/send/"] .btn:not(.btn-link)')
        self.look("receipt")
        reference = self.page.inner_text(".receipt .code:not(.code-20)")
        return Kept(reference.strip(), "".join(self.page.inner_text(".receipt .code-20").split()))

    def keep_code(self) -> None:
        self.press('form[action$="/report/kept/"] .btn')
        self.look("kept")

    # coming back

    def come_back(self, kept: Kept) -> None:
        self.page.goto(self.address + "/track/")
        self.look("track")
        self.page.fill("#id_reference", kept.reference)
        self.page.fill("#id_code", kept.code)
        self.press("form:has(#id_code) .btn")
        self.look("case")

    def reply(self, text: str, files: Iterable[Path] = ()) -> None:
        self.page.fill("#id_text", text)
        if chosen := [str(file) for file in files]:
            self.page.set_input_files("#id_attached", chosen)
        self.press("form:has(#id_text) .btn:not(.btn-s)")
        self.look("case answered")

    def say_not_resolved(self, reason: str) -> None:
        self.page.fill("#id_reason", reason)
        self.press("form:has(#id_reason) .btn")
        self.look("case contested")

    # every page

    def go_on(self) -> None:
        self.press("form#question .acts .btn:not(.btn-link)")

    def choose(self, box: str) -> None:
        """The whole row is what one touches, not the small circle in it."""
        self.page.click(f".choice:has({box}) label")

    def press(self, button: str) -> None:
        """Press and wait for the next page."""
        with self.page.expect_navigation():
            self.page.click(button)
