"""The whole line on the running portal: a citizen tells, Celery routes, mails go out, an officer asks and closes.

Once in Thai on a phone without JavaScript, once in English with it and under axe, every page light and dark.
"""

import re
import secrets
from contextlib import contextmanager

import pytest
from django.utils import timezone

from tests.browser import kit
from tests.browser.citizen import NARRATIVE, Citizen
from tests.browser.officer import Officer
from tests.fixtures.stack import eventually
from tests.pacc.uploads import samples
from tests.wire import WireBrowser

pytestmark = [pytest.mark.browser, pytest.mark.line]

QUESTION, ANSWER = "ช่วงที่ไม่ได้ใส่เหล็กอยู่ตรงไหน", "จากหน้าวัดไป 60 เมตร"
CLOSED, CONTESTED, CLOSED_AGAIN = "ซ่อมช่วงหน้าวัดแล้ว", "ถนนยังไม่ซ่อม", "ซ่อมทั้งสายแล้ว"
TOLD = (NARRATIVE, ANSWER, CONTESTED, "หนองตาข่าย")


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "ป้ายโครงการ.jpg"
    path.write_bytes(samples.jpeg(planted=True))
    return path


@pytest.mark.parametrize(
    ("language", "size", "script"), [("th", kit.PHONE, False), ("en", kit.DESKTOP, True)], ids=["th", "en"]
)
def test_report_goes_through_the_whole_house(chromium, running_stack, photograph, language, size, script):
    stack, prefix = running_stack, "" if language == "th" else "/en"
    email = f"officer.{secrets.token_hex(4)}@pacc.example"
    with (
        visit(chromium, size, script, language) as (hers, look_at_hers),
        visit(chromium, size, script, language, shows_typed=True) as (office, look_at_office),
    ):
        citizen = Citizen(hers, stack.site_url, language=prefix, look=look_at_hers)
        officer = Officer(office, stack.desk_url, language=prefix, look=look_at_office)
        officer.take_invitation(link_of_invitation(stack, email, language))
        officer.sign_out()

        citizen.tell(files=[photograph])
        kept = citizen.send()
        reference = kept.reference.replace("-", "")
        citizen.keep_code()

        assert_says_nothing(mail_with_news(stack, email, after=0), kept)
        officer.sign_in(email)
        officer.open(reference)
        assert NARRATIVE in office.inner_text("main")
        officer.look_at_picture(1)
        officer.take()
        officer.ask(QUESTION)

        citizen.come_back(kept)
        assert QUESTION in hers.inner_text("main")
        assert hers.locator(".trail li:not(.next)").count() >= 3
        news = len(mails_with_news(stack, email))
        citizen.reply(ANSWER, files=[photograph])

        assert_says_nothing(mail_with_news(stack, email, after=news), kept)
        officer.open(reference)
        assert ANSWER in office.inner_text("#say")
        officer.look_at_picture(2)
        officer.close(CLOSED)

        citizen.come_back(kept)
        assert CLOSED in hers.inner_text("main")
        with another_window(hers) as late:
            citizen.say_not_resolved(CONTESTED)
            Citizen(late, stack.site_url).say_not_resolved("ยังไม่ซ่อม อีกครั้ง")
            assert late.locator("[role=alert]").count() == 1

        officer.open(reference)
        assert CONTESTED in office.inner_text("#say")
        assert "อีกครั้ง" not in office.inner_text("#say")
        officer.close(CLOSED_AGAIN)

        citizen.come_back(kept)
        assert CLOSED_AGAIN in hers.inner_text("main")
        assert hers.locator("#id_reason").count() == 0
    assert stack.ask(FATE, reference) == [("closed", True, 1, 2)]


FATE = """SELECT state, was_contested, (SELECT count(*) FROM reports_routing WHERE report_id = r.id), evidence_count
    FROM reports_report r WHERE reference = %s"""


@contextmanager
def visit(chromium, size, script, language, *, shows_typed=False):
    """A person's browser, and how each page she meets is looked at. axe cannot run where scripts are off.

    What others typed, as a workshop's name on the start page of the desk, ends its lines wherever the browser likes.
    """
    with kit.visit(chromium, size, script=script) as page:

        def look(name):
            assert page.evaluate("document.documentElement.lang") == language, name
            found = [fault for fault in kit.faults(page) if not (shows_typed and fault.startswith("word cut"))]
            if script:
                for scheme in ("dark", "light"):
                    page.emulate_media(color_scheme=scheme)
                    found += kit.axe_faults(page)
            assert found == [], name

        yield page, look


@contextmanager
def another_window(page):
    window = page.context.new_page()
    window.goto(page.url)
    yield window
    window.close()


def link_of_invitation(stack, email, language):
    """A portal admin invites an officer of the office that covers Surin; the link comes by mail."""
    admin, today = WireBrowser(stack.desk_url), timezone.localdate()
    admin.fill_in("/demo/", {}, action="/demo/enter/portal_admin/")
    invited = admin.fill_in("/people/invite/", {"email": email, "name": "อรุณ ตั้งใจ", "language": language})
    assert invited.status_code == 302
    first_day = {"starts_day": today.day, "starts_month": today.month, "starts_year": today.year + 543}
    given = admin.fill_in(f"{invited['Location']}postings/", {"role": "officer", "office": "3", **first_day})
    assert given.status_code == 302
    [letter] = eventually(lambda: stack.mails(email), seconds=60)
    return re.search(rf"{stack.desk_url}\S+/invitation/\S+", body_of(letter))[0]


def mails_with_news(stack, email):
    """All but the invitation."""
    return [mail for mail in stack.mails(email) if "/invitation/" not in body_of(mail)]


def mail_with_news(stack, email, *, after):
    return eventually(lambda: mails_with_news(stack, email)[after:], seconds=60)[0]


def assert_says_nothing(mail, kept):
    """Only that there is something to read, and where."""
    said = f"{mail['Subject']} {body_of(mail)}"
    assert not [word for word in (*TOLD, kept.reference, kept.reference.replace("-", ""), kept.code) if word in said]


def body_of(mail):
    return mail.get_body().get_content()
