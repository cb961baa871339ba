"""The desk's pages of papers and certificates, and the public page that checks one."""

from datetime import date
from html import unescape
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from events.actions.certificates import issue_certificates, revoke_certificate
from events.models import Certificate, CertificateDesign, Workshop
from events.queries.certificates import certificate_shown
from events.rules.certificates import certificate_token
from events.workflow import State
from pacc.database_roles import apply_grants
from tests.bad_input import assert_refused
from tests.events.test_site_role import as_site
from tests.factories.events import a_workshop, present, some_people
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

DESIGN = {
    "version": "0", "heading": "เกียรติบัตร", "issuer": "", "deed": "ได้เข้าร่วม", "signer": "นายผู้ลงนาม",
    "position": "ผู้อำนวยการ", "least_half_days": "", "thai_digits": "on",
}  # fmt: skip


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    first, second, _third = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "สมปอง ใจดี", title="นาย")
    morning, afternoon = workshop.half_days.all()
    present(morning, first, second, by=admin)
    present(afternoon, first, by=admin)
    return workshop


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/papers/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "")


def pages(response):
    return len(pikepdf.open(BytesIO(response.content)).pages)


def a_picture(name="ลายเซ็น.png"):
    drawn = BytesIO()
    Image.new("RGB", (300, 100), "navy").save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = name
    return drawn


def names():
    return list(Certificate.objects.filter(revoked_on=None).values_list("name", flat=True))


def test_papers_are_offered(browser, address):
    page = said(browser.get(address))
    assert "badges.pdf?on=10" in page and "certificates/" in page and "/sign-in/" in page


@pytest.mark.parametrize(("asked", "count"), [("", 1), ("?on=10", 1), ("?on=x", 1), ("?look=1", 1)])
def test_badges_are_printed(browser, address, asked, count):
    response = browser.get(f"{address}badges.pdf{asked}")
    assert pages(response) == count
    assert response["Content-Disposition"].startswith("inline" if "look" in asked else "attachment")


def test_badge_of_one_person_is_printed_again(browser, address, workshop, admin):
    person = workshop.registrations.first()
    assert pages(browser.get(f"{address}badges.pdf?person={person.pk}")) == 1
    stranger = some_people(a_workshop(admin, title="อื่น"), admin, "คนอื่น ที่อื่น")[0]
    for other in (stranger.pk, "x", "9" * 30, "-1"):
        assert browser.get(f"{address}badges.pdf?person={other}").status_code == 404


def test_certificates_go_to_those_who_were_there_all_the_time(browser, address):
    assert "1 คน" in said(browser.get(f"{address}certificates/")).replace("\xa0", " ")
    assert "1 ฉบับ" in said(browser.post(f"{address}certificates/issue/", follow=True)).replace("\xa0", " ")
    assert names() == ["นายสมชาย ใจดี"]
    browser.post(f"{address}certificates/issue/")
    assert names() == ["นายสมชาย ใจดี"]
    assert pages(browser.get(f"{address}certificates.pdf")) == 1


def test_half_a_day_is_enough_where_the_admin_says_so(browser, address, workshop):
    assert browser.post(f"{address}certificates/design/", {**DESIGN, "least_half_days": "1"}).status_code == 302
    browser.post(f"{address}certificates/issue/")
    assert names() == ["นายสมชาย ใจดี", "นายสมหญิง ใจดี"]
    assert [certificate.serial for certificate in Certificate.objects.all()] == ["ปปท. 1/2570", "ปปท. 2/2570"]


def test_half_a_day_is_told_to_whoever_asks_for_one_person(browser, workshop):
    person = workshop.registrations.get(name="สมหญิง ใจดี")
    page = said(browser.post(f"/workshops/{workshop.pk}/people/{person.pk}/certificate/", follow=True))
    assert "1 จาก 2 ช่วง" in page
    assert not Certificate.objects.exists()
    whole = workshop.registrations.get(name="สมชาย ใจดี")
    for _twice in range(2):
        response = browser.post(f"/workshops/{workshop.pk}/people/{whole.pk}/certificate/", follow=True)
        assert "ปปท. 1/2570" in said(response)


def test_numbers_count_up_over_the_workshops_of_a_year(workshop, admin):
    other = a_workshop(admin, state=State.OPEN, title="อีกงาน")
    present(other.half_days.first(), *some_people(other, admin, "คนที่ 1"), by=admin)
    other.half_days.last().delete()
    issue_certificates(workshop, by=admin)
    issue_certificates(other, by=admin)
    assert list(Certificate.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_give_nobody_two(workshop, admin):
    other = a_workshop(admin, state=State.OPEN, title="อีกงาน")
    present(other.half_days.first(), *some_people(other, admin), by=admin)
    other.half_days.last().delete()
    issued = at_once(*[lambda one=one: issue_certificates(one, by=admin) for one in (workshop, workshop, other, other)])
    assert sorted(issued) == [0, 0, 1, 10]
    assert sorted(Certificate.objects.values_list("number", flat=True)) == list(range(1, 12))


def test_revoked_certificate_gives_way_to_another(browser, address, workshop, admin):
    issue_certificates(workshop, by=admin)
    certificate = Certificate.objects.get()
    assert_refused(browser.post(f"{address}certificates/{certificate.pk}/", {"why": ""}), "why")
    browser.post(f"{address}certificates/{certificate.pk}/", {"why": "พิมพ์ชื่อผิด"})
    assert names() == []
    assert "พิมพ์ชื่อผิด" in said(browser.get(f"{address}certificates/{certificate.pk}/"))
    assert "ยังไม่ได้ออก" in said(browser.get(f"{address}certificates.pdf", follow=True))
    browser.post(f"{address}certificates/issue/")
    assert [one.number for one in Certificate.objects.all()] == [1, 2]


def test_name_on_a_certificate_stays_as_it_was_issued(workshop, admin):
    issue_certificates(workshop, by=admin)
    workshop.registrations.filter(name="สมชาย ใจดี").update(name="แก้ชื่อ ทีหลัง")
    assert names() == ["นายสมชาย ใจดี"]


def test_design_is_written_with_its_pictures(browser, address, workshop):
    browser.post(f"{address}certificates/design/", {**DESIGN, "signature": a_picture(), "emblem": a_picture()})
    design = CertificateDesign.objects.get()
    assert design.signature and design.emblem and design.version == 1
    response = browser.get(f"{address}certificates.pdf?look=1")
    assert pages(response) == 1 and response["Content-Disposition"].startswith("inline")
    browser.post(f"{address}certificates/design/", {**DESIGN, "version": "1", "drop_emblem": "on"})
    design.refresh_from_db()
    assert design.signature and not design.emblem


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"heading": ""}, "heading"), ({"least_half_days": "3"}, "least_half_days"), ({"deed": "ก" * 201}, "deed")],
)
def test_design_that_cannot_be_is_refused(browser, address, changed, field):
    assert_refused(browser.post(f"{address}certificates/design/", {**DESIGN, **changed}), field)


def test_file_that_is_no_picture_is_refused(browser, address):
    bad = BytesIO(b"%PDF-1.7 not a picture")
    bad.name = "signature.png"
    assert_refused(browser.post(f"{address}certificates/design/", {**DESIGN, "signature": bad}), "signature")
    assert not CertificateDesign.objects.exists()


def test_second_of_two_admins_sees_what_the_first_wrote(browser, address):
    browser.post(f"{address}certificates/design/", {**DESIGN, "signer": "คนแรก"})
    response = browser.post(f"{address}certificates/design/", {**DESIGN, "signer": "คนที่สอง"})
    assert response.status_code == 422
    assert "คนแรก" in said(response) and "คนที่สอง" in said(response)


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    for half_day in workshop.half_days.all():
        more = workshop.registrations.filter(name__startswith="คน") if half_day.part == "2" else some_people(
            workshop, admin, *[f"คน {number}" for number in range(count)]
        )  # fmt: skip
        present(half_day, *more, by=admin)
    issue_certificates(workshop, by=admin)
    # session, person, second factor, workshop, postings (menu), design, half-days, design and half-days once more,
    # how many wait, page
    with django_assert_num_queries(10):
        browser.get(f"{address}certificates/")


# the public page


@pytest.fixture
def certificate(workshop, admin):
    issue_certificates(workshop, by=admin, on=date(2027, 5, 25))
    return Certificate.objects.get()


def test_anybody_checks_a_certificate(site, certificate, admin):
    path = f"/workshops/certificate/{certificate_token(certificate.pk)}/"
    response = site.get(path)
    page = said(response)
    assert "นายสมชาย ใจดี" in page and "มีผล" in page and certificate.serial in page.replace("\xa0", " ")
    assert response["X-Robots-Tag"] == "noindex"
    revoke_certificate(certificate, why="เหตุผลภายใน", by=admin)
    page = said(site.get(path))
    assert "ถูกเพิกถอน" in page and "เหตุผลภายใน" not in page
    assert said(site.get("/en" + path)).count("revoked") >= 1


def test_made_up_address_says_there_is_none(site, certificate):
    token = certificate_token(certificate.pk)
    for made_up in (token[:-1] + "A", "x", certificate_token(certificate.pk + 1), certificate_token(2**64 - 1)):
        response = site.get(f"/workshops/certificate/{made_up}/")
        assert response.status_code == 404
        assert "ไม่พบเกียรติบัตร" in said(response) and "สมชาย" not in said(response)


@pytest.mark.django_db(transaction=True)
def test_sites_role_sees_the_certificate_that_was_named_and_no_more(site, certificate, admin, workshop):
    apply_grants()
    with as_site():
        assert certificate_shown(certificate.pk).name == "นายสมชาย ใจดี"
        assert not Certificate.objects.only("id").exists()
        assert site.get(f"/workshops/certificate/{certificate_token(certificate.pk)}/").status_code == 200
    assert Workshop.objects.count() == 1
