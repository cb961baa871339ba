"""The demonstration: one click in, on this machine only, never over or beside real data."""

import pytest
from django.core.checks import run_checks
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from pacc.accounts.demo import holds_demo_data
from pacc.accounts.demo_people import DEMO_PEOPLE
from pacc.stack.models import Installation
from tests.fixtures.people import enter_zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def mark_demo_data():
    Installation.objects.create(demo=True)


@pytest.fixture
def demo(people, settings):
    settings.DEMO = True
    mark_demo_data()


@pytest.mark.parametrize("person", DEMO_PEOPLE, ids=lambda person: person.key)
def test_one_click_enters_ones_own_zone(person, demo, settings):
    browser = enter_zone(settings, person.zone)
    assert person.name in browser.get("/demo/").content.decode()
    assert browser.post(f"/demo/enter/{person.key}/")["Location"] == "/"
    assert browser.get("/").status_code == 200
    assert browser.get("/accounts/").context["user"].email == person.email


@pytest.mark.parametrize("person", DEMO_PEOPLE, ids=lambda person: person.key)
def test_the_other_zone_does_not_let_in(person, demo, settings):
    browser = enter_zone(settings, "site" if person.zone == "desk" else "desk")
    assert browser.post(f"/demo/enter/{person.key}/").status_code == 404
    assert person.name not in browser.get("/demo/").content.decode()


def test_one_may_change_into_another(demo, desk):
    desk.post("/demo/enter/officer/")
    desk.post("/demo/enter/portal_admin/")
    assert desk.get("/people/").status_code == 200


def test_each_zone_leads_to_the_other_and_to_the_mail(demo, settings):
    assert b"http://desk.localhost:8001/demo/" in enter_zone(settings, "site").get("/demo/").content
    page = enter_zone(settings, "desk").get("/demo/").content
    assert b"http://localhost:8000/demo/" in page
    assert b"http://desk.localhost:8001/demo/mail/" in page


def test_caught_mail_is_read_at_the_desk_newest_first(demo, settings, tmp_path):
    settings.MAIL_DIR = tmp_path
    for number, subject in enumerate(["ก่อน", "หลัง"]):
        mail = EmailMessage(subject, "อ่านที่ http://desk.localhost:8001/ <b>ไม่ใช่ตัวหนา</b>", to=["a@demo.example"])
        envelope = b"X-Envelope-To: a@demo.example\r\n"
        (tmp_path / f"{number}.eml").write_bytes(envelope + mail.message().as_bytes())
    page = enter_zone(settings, "desk").get("/demo/mail/").content.decode()
    assert page.index("หลัง") < page.index("ก่อน")
    assert '<a href="http://desk.localhost:8001/" rel="nofollow">' in page
    assert "<b>ไม่ใช่" not in page
    assert enter_zone(settings, "site").get("/demo/mail/").status_code == 404


def test_no_mail_yet(demo, desk, settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "nothing"
    assert desk.get("/demo/mail/").status_code == 200


def test_looking_enters_nobody(demo, desk):
    assert desk.get("/demo/enter/officer/").status_code == 405
    assert "_auth_user_id" not in desk.session


@pytest.mark.parametrize("address", ["/demo/", "/demo/mail/", "/demo/enter/officer/"])
def test_without_demo_mode_there_is_none(address, people, desk):
    mark_demo_data()
    assert desk.get(address).status_code in {404, 405}
    assert desk.post("/demo/enter/officer/").status_code == 404


def test_not_over_real_data(people, desk, settings):
    settings.DEMO = True
    assert desk.post("/demo/enter/officer/").status_code == 404


def test_not_on_an_address_that_others_reach(demo, desk, settings):
    settings.DESK_URL = "https://desk.example.org"
    assert desk.get("/demo/").status_code == 404
    assert desk.get("/demo/mail/").status_code == 404
    assert desk.post("/demo/enter/officer/").status_code == 404


def ids(**kwargs):
    return {message.id for message in run_checks(**kwargs)} & {"pacc.E010", "pacc.E011"}


def test_check_refuses_demo_on_another_host(settings):
    settings.DEMO = True
    assert ids() == set()
    settings.SITE_URL = "https://portal.example"
    assert ids() == {"pacc.E010"}
    settings.DEMO = False
    assert ids() == set()


def test_check_refuses_real_mode_over_demo_data(settings):
    assert ids(databases=["default"]) == set()
    mark_demo_data()
    assert holds_demo_data()
    assert ids(databases=["default"]) == {"pacc.E011"}
    settings.DEMO = True
    assert ids(databases=["default"]) == set()


def test_migrate_stops_before_demo_data_serve_as_real():
    mark_demo_data()
    with pytest.raises(SystemCheckError, match=r"pacc\.E011"):
        call_command("migrate", verbosity=0, skip_checks=False)
