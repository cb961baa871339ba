"""Somebody practises in a browser: from the workshop's link to an answered report, marked on every page."""

import pytest
from django.utils import timezone

from events.actions.practice import make_practice_link
from events.models import Workshop
from events.workflow import State
from networks.actions.demo_people import make_people
from reports.models import Report
from tests.browser import kit
from tests.browser.citizen import NARRATIVE, Citizen
from tests.browser.test_citizen_line import faults_of
from tests.factories.events import a_workshop
from tests.pacc.uploads import samples
from tests.reporter import surin_and_bangkok

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

LANGUAGES = {"th": "", "en": "/en"}
MARKS = {"th": "ฝึกใช้งาน – เรื่องนี้ไม่ถูกส่งถึงเจ้าหน้าที่", "en": "Practice – this is not sent to any officer"}


@pytest.fixture
def key(site_address):
    """Of a workshop that takes place today."""
    surin_and_bangkok()
    admin = make_people()["workshop_admin"]
    workshop = a_workshop(admin, state=State.OPEN, starts_on=timezone.localdate())
    return make_practice_link(workshop, by=admin).practice_key


class Participant(Citizen):
    def __init__(self, *args, key, **more):
        super().__init__(*args, **more)
        self.key = key

    def open_home(self):
        self.page.goto(f"{self.address}/workshops/practice/{self.key}/")

    def begin(self, *, keep=False):
        self.look("practice or real")
        self.press('form[method="post"] .btn:not(.btn-2)')


def practise(page, address, key, language, look, photograph):
    participant = Participant(page, address, language=LANGUAGES[language], look=look, key=key)
    participant.tell(files=[photograph])
    kept = participant.send()
    participant.come_back(kept)
    participant.reply("ฝึกตอบ")


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "ป้ายโครงการ.jpg"
    path.write_bytes(samples.jpeg())
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", [False, True])
def test_participant_practises_and_every_page_says_so(chromium, site_address, key, photograph, language, script):
    met = []
    with kit.visit(chromium, script=script) as page:

        def look(name):
            met.append(name)
            if name != "track":
                assert MARKS[language] in page.inner_text("body").replace("\u2060", "").replace("\u00a0", " "), name
                assert page.is_visible(".practice a[href$='/report/']"), name
            assert (faults_of(page) if script else kit.faults(page)) == [], name

        practise(page, site_address, key, language, look, photograph)
    assert len(met) >= 13
    report = Report.objects.get()
    assert (report.is_practice, report.state, report.messages.count()) == (True, "submitted", 1)


def test_way_out_leads_to_the_real_first_page(chromium, site_address, key):
    with kit.visit(chromium, script=False) as page:
        participant = Participant(page, site_address, key=key)
        participant.open_home()
        participant.begin()
        participant.say_kind()
        page.click(".practice a")
        assert page.url == site_address + "/report/"
        assert not page.query_selector(".practice")
        participant.press("form:has(#id_keep) .btn")
        assert not page.query_selector(".practice")
        participant.say_kind()
        participant.say_where()
        participant.say_agency()
        participant.say_when()
        participant.say_what(NARRATIVE)
        participant.attach()
        participant.say_who()
        participant.send()
    assert not Report.objects.get().is_practice


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_page_of_the_link_has_no_fault(chromium, desk_address, people, signed_in_at, language):
    workshop = a_workshop(people.workshop_admin, state=State.OPEN)
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}{LANGUAGES[language]}/workshops/{workshop.pk}/practice/")
        assert faults_of(page) == []
        with page.expect_navigation():
            page.click("main form .btn")
        assert faults_of(page) == []
        shown = page.inner_text("main")
        key = Workshop.objects.get().practice_key
        assert f"/workshops/practice/{key}/" in shown
        assert page.evaluate("document.querySelector('main img').naturalWidth") > 200
        page.set_viewport_size({"width": kit.DESKTOP[0], "height": kit.DESKTOP[1]})
        assert faults_of(page) == []


def test_pages_of_practice_are_as_light_as_real_ones(chromium, site_address, key):
    with kit.visit(chromium) as page:
        participant = Participant(page, site_address, key=key)
        with kit.wire(page) as first:
            participant.open_home()
        with kit.wire(page) as second:
            participant.begin()
            page.wait_for_selector("#question")
    assert first["bytes"] <= 45_000, first
    assert second["bytes"] <= 6_000, second
