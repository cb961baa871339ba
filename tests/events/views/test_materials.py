"""What a workshop hands out: the desk's page, the public page, and the page of those who are registered."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.utils import timezone

from events.models import Material, Workshop
from events.queries.own_registrations import link_to
from events.workflow import State
from pacc.database_roles import apply_grants
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.events.test_site_role import as_site
from tests.factories.events import a_workshop, some_people

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 slides"
TYPED = {"title": "สไลด์ช่วงเช้า", "when": "before", "is_public": "on", "url": ""}


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/materials/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "")


def a_file(name="สไลด์.pdf", content=PDF):
    file = BytesIO(content)
    file.name = name
    return file


def a_material(workshop, admin, **facts):
    given = {"title": "สไลด์", "file_name": "สไลด์.pdf", "media_type": "application/pdf", "content": PDF} | facts
    return Material.objects.create(workshop=workshop, added_by=admin, **given)


def test_file_and_link_are_handed_out_and_taken_away(browser, address):
    assert browser.post(address, {**TYPED, "file": a_file()}).status_code == 302
    assert browser.post(address, {**TYPED, "url": "https://a.test/film"}).status_code == 302
    page = said(browser.get(address))
    assert "สไลด์.pdf" in page and "https://a.test/film" in page
    file = Material.objects.get(url="")
    response = browser.get(f"{address}{file.pk}/")
    assert (response.content, response["Content-Type"]) == (PDF, "application/pdf")
    assert response["Content-Disposition"].startswith("attachment")
    for _twice in range(2):
        browser.post(f"{address}{file.pk}/remove/")
    assert Material.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({}, "file"),
        ({"file": a_file(), "url": "https://a.test/"}, "file"),
        ({"file": a_file("page.html", b"<script>")}, "file"),
        ({"file": a_file("slides.pdf", b"<script>")}, "file"),
        ({"file": a_file("slides.pdf", b"%PDF-" + b"x" * 5_300_000)}, "file"),
        ({"url": "http://a.test/"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://a.test/", "when": "x"}, "when"),
        ({"url": "https://a.test/", "title": ""}, "title"),
        *(({"url": "https://a.test/", "title": text}, "title") for text in BAD_TEXTS.values()),
    ],
)
def test_what_cannot_be_handed_out_is_refused(browser, address, changed, field):
    if file := changed.get("file"):
        file.seek(0)
    response = browser.post(address, {**TYPED, **changed})
    assert response.status_code == 422
    assert f'href="#id_{field}' in said(response)
    assert not Material.objects.exists()


def test_refusal_keeps_what_was_typed(browser, address):
    assert_refused(browser.post(address, {**TYPED, "url": "ftp://a.test/"}), "url", kept="สไลด์ช่วงเช้า")


def test_public_page_shows_what_is_for_everybody_and_due(site, workshop, admin):
    public = a_material(workshop, admin)
    own = a_material(workshop, admin, title="เฉพาะผู้ลงทะเบียน", is_public=False)
    after = a_material(workshop, admin, title="สรุปผล", when="after")
    path = f"/workshops/{workshop.pk}/"
    page = said(site.get(path))
    assert "สไลด์" in page and "เฉพาะผู้ลงทะเบียน" not in page and "สรุปผล" not in page
    assert site.get(f"{path}materials/{public.pk}/").content == PDF
    for hidden in (own, after):
        assert site.get(f"{path}materials/{hidden.pk}/").status_code == 404
    today = timezone.localdate()
    Workshop.objects.update(starts_on=today, ends_on=today)
    assert site.get(f"{path}materials/{after.pk}/").status_code == 200
    Workshop.objects.update(audience="invited")
    assert site.get(f"{path}materials/{public.pk}/").status_code == 404


def test_whoever_is_registered_finds_all_of_it_on_her_page(site, workshop, admin):
    person = some_people(workshop, admin, "สมชาย ใจดี")[0]
    own = a_material(workshop, admin, title="เฉพาะผู้ลงทะเบียน", is_public=False)
    link = a_material(
        workshop, admin, title="วีดิทัศน์", content=None, file_name="", media_type="", url="https://a.test/film"
    )
    path = f"/workshops/mine/{link_to([person]).token}/"
    page = said(site.get(path))
    assert "เฉพาะผู้ลงทะเบียน" in page and "https://a.test/film" in page
    assert site.get(f"{path}materials/{own.pk}/").content == PDF
    assert site.get(f"{path}materials/{link.pk}/")["Location"] == "https://a.test/film"
    elsewhere = a_material(a_workshop(admin, title="อื่น"), admin)
    assert site.get(f"{path}materials/{elsewhere.pk}/").status_code == 404
    type(person).objects.update(state="cancelled")
    assert site.get(f"{path}materials/{own.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_sites_role_reads_what_the_workshop_hands_out(site, workshop, admin):
    apply_grants()
    person = some_people(workshop, admin, "สมชาย ใจดี")[0]
    own = a_material(workshop, admin, title="เฉพาะผู้ลงทะเบียน", is_public=False)
    path = f"/workshops/mine/{link_to([person]).token}/"
    with as_site():
        assert "เฉพาะผู้ลงทะเบียน" in said(site.get(path))
        assert site.get(f"{path}materials/{own.pk}/").content == PDF
        assert not Material.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_pages_cost_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    for number in range(count):
        a_material(workshop, admin, title=f"{number}")
    # session, person, second factor, workshop, postings (menu), materials
    with django_assert_num_queries(5):
        browser.get(address)


def test_after_means_from_the_last_day_on(site, workshop, admin):
    after = a_material(workshop, admin, when="after")
    path = f"/workshops/{workshop.pk}/materials/{after.pk}/"
    today = timezone.localdate()
    for last, status in ((today + timedelta(days=1), 404), (today, 200), (today - timedelta(days=1), 200)):
        Workshop.objects.update(starts_on=last, ends_on=last)
        assert site.get(path).status_code == status
