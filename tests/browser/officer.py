"""An officer at a browser: the steps of coming in and of working on a report, one method a page."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser.citizen import Look, look_at_nothing
from tests.fixtures.stack import eventually

PASSWORD = "กาแฟ เก้าอี้ สะพาน ตะวัน"
STEP_SECONDS = 30  # how long an authenticator app shows a code


class Officer:
    """`look` is called on every page she meets, with a name for it."""

    def __init__(self, page: Page, address: str, *, language: str = "", look: Look = look_at_nothing) -> None:
        self.page = page
        self.address = address + language
        self.look = look
        self._secret, self._used = "", 0

    # coming in

    def take_invitation(self, link: str) -> None:
        """Choose a password and set the app up, which is her second factor from now on."""
        self.page.goto(link)
        self.look("invitation")
        self.page.fill("#id_password1", PASSWORD)
        self.press("form:has(#id_password1) .acts .btn")
        self.look("second factor")
        self.press('a[href$="/accounts/2fa/app/"]')
        self.look("app")
        self._secret = "".join(self.page.inner_text(".code-line").split())
        self.page.fill("#id_code", self._code())
        self.press("form:has(#id_code) .acts .btn")
        self.look("codes for emergencies")

    def sign_in(self, email: str) -> None:
        self.page.goto(self.address + "/accounts/login/")
        self.look("sign in")
        self.page.fill("#id_login", email)
        self.page.fill("#id_password", PASSWORD)
        self.press("form:has(#id_password) .acts .btn")
        self.look("second factor asked")
        self.page.fill("#id_code", self._code())
        self.press("form:has(#id_code) .acts .btn")
        self.look("start page")

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def _code(self) -> str:
        """What the app shows; one that was not used yet and that stays long enough to be typed."""
        eventually(self._shows_fresh_code, seconds=3 * STEP_SECONDS)
        self._used = int(time.time() // STEP_SECONDS)
        return str(format_hotp_value(hotp_value(self._secret, self._used)))

    def _shows_fresh_code(self) -> bool:
        step, second = divmod(time.time(), STEP_SECONDS)
        return step > self._used and second < STEP_SECONDS - 8

    # working on a report

    def open(self, reference: str) -> None:
        self.page.goto(self.address + "/reports/")
        self.look("queue")
        self.press(f'main a[href$="/reports/{reference}/"]')
        self.look("case")

    def take(self) -> None:
        self.press('form[action$="/take/"] button')
        self.look("case taken")

    def ask(self, question: str) -> None:
        self.press('a[href$="/ask/"]')
        self.look("ask")
        self._write(question)

    def close(self, text: str, reason: str = "resolved") -> None:
        self.press('a[href$="/close/"]')
        self.look("close")
        self.page.click(f".choice:has(input[value={reason}]) label")
        self._write(text)

    def look_at_picture(self, number: int) -> None:
        """When it is rebuilt; until then the page says so."""
        self.press(f".thumbs li:nth-child({number}) a")
        eventually(self._sees_picture, seconds=60, every=1)
        self.look("picture")
        self.page.go_back()

    def _sees_picture(self) -> bool:
        self.page.reload()
        picture = self.page.locator("main img")
        return bool(picture.count() and picture.evaluate("image => image.complete && image.naturalWidth"))

    def _write(self, text: str) -> None:
        """What cannot be taken back is read once more."""
        self.page.fill("#id_text", text)
        self.press("form.panel .btn")
        self.look("read once more")
        self.press("[value=do]")
        self.look("case with what was written")

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.click(button)
