"""The desk's pages that set up a workshop's registration, each looked at whole."""

from urllib.parse import urlsplit

import pytest

from events.actions.certificates import issue_certificates
from events.actions.mailings import plan_mailing, send_mailing, usual_words, write_mailing
from events.actions.paper_orders import Wanted, keep_paper, note_progress, order_paper
from events.models import Certificate, Question, Quota, Registration, Workshop
from events.queries.mailings import no_letters_link
from events.rules.certificates import certificate_token
from events.workflow import State
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.browser.test_workshop_papers_and_door import shoot
from tests.factories.events import a_workshop, present, some_people

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


@pytest.fixture
def workshop(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN, title="ประชุมเครือข่าย จังหวัดสุรินทร์", contact="ฝ่ายประสาน")
    Workshop.objects.update(audience="invited", map_url="https://maps.example/surin")
    some_people(workshop, admin)
    Quota.objects.create(workshop=workshop, kind="speaker", seats=5)
    Quota.objects.create(workshop=workshop, province=workshop.province, seats=100)
    food = Question.objects.create(
        workshop=workshop, position=1, kind="choice", label="อาหาร", choices=["ทั่วไป", "ฮาลาล"], is_required=True
    )
    Question.objects.create(
        workshop=workshop, position=2, kind="text", label="แพ้อาหารชนิดใด", only_if=food, only_if_choice="ฮาลาล"
    )
    return workshop


def a_certificate(workshop, admin):
    for half_day in workshop.half_days.all():
        present(half_day, workshop.registrations.first(), by=admin)
    issue_certificates(workshop, by=admin)
    return Certificate.objects.get()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_setting_up_have_no_fault(chromium, desk_address, signed_in_at, people, workshop, language):
    admin = people.workshop_admin
    letter = plan_mailing(write_mailing(workshop, "reminder", usual_words("reminder"), by=admin), at=None, by=admin)
    Registration.objects.filter(workshop=workshop, name="คนที่ 1").update(email="somebody@a.test")
    send_mailing(letter.pk)
    write_mailing(workshop, "thanks", usual_words("thanks"), by=admin)
    certificate = a_certificate(workshop, admin)
    waiting = order_paper(workshop, Wanted("signs"), people=1_000, by=admin)
    note_progress(waiting, 400)
    ready = order_paper(workshop, Wanted("badges", 8), people=1_000, by=admin)
    keep_paper(ready, b"%PDF")
    pages = {
        "overview": "", "edit": "edit/", "rules": "rules/", "quotas": "quotas/", "questions": "questions/",
        "letters": "letters/", "letter-new": "letters/new/change/", "letter": f"letters/{letter.pk}/",
        "materials": "materials/",
        "papers": "papers/", "certificates": "papers/certificates/", "design": "papers/certificates/design/",
        "certificate": f"papers/certificates/{certificate.pk}/", "person": f"people/{certificate.registration_id}/",
        "paper-waiting": f"papers/orders/{waiting.pk}/", "paper-ready": f"papers/orders/{ready.pk}/",
        "allowances": "papers/allowances/", "rates": "papers/allowances/rates/",
        "question": f"questions/{workshop.questions.last().pk}/", "copy": "copy/", "cancel": "cancel/",
    }  # fmt: skip
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        looker = Looker(page, desk_address, language)
        for name, path in pages.items():
            looker.open(f"/workshops/{workshop.pk}/{path}")
            shoot(page, f"setup-{name}-{language}")
        looker.open(f"/workshops/{workshop.pk}/quotas/").refused("main section.panel button", "network", "seats")
        looker.open(f"/workshops/{workshop.pk}/questions/new/").refused("form.panel button", "label")


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_pages_have_no_fault(chromium, site_address, people, workshop, language):
    certificate = a_certificate(workshop, people.workshop_admin)
    Workshop.objects.update(audience="public")
    pages = {
        "announced": f"/workshops/{workshop.pk}/",
        "certificate": f"/workshops/certificate/{certificate_token(certificate.pk)}/",
        "no-letters": urlsplit(no_letters_link("a@a.test")).path,
    }
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        for name, path in pages.items():
            looker.open(path)
            shoot(page, f"setup-{name}-{language}")
        looker.press("main form button")
