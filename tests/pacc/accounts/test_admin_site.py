"""Django's admin: behind the desk's own door, for portal admins, for reference data."""

import pytest
from django.contrib import admin

from networks.models import Office
from pacc.ledger.models import Entry
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk", "people")]


def test_only_reference_data_stands_there():
    assert {model._meta.app_label for model in admin.site._registry} == {"networks"}
    names = {model.__name__ for model in admin.site._registry}
    assert names == {"Office", "ProvinceOffice", "Province", "District", "Subdistrict"}


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/networks/office/", "/admin/logout/", "/admin/x/"]
)
def test_nobody_is_led_to_the_desks_own_door(address, people):
    assert new_client().get(address)["Location"].startswith("/accounts/login/")


def test_password_alone_does_not_open_it(people):
    typed = {"username": people.portal_admin.email, "password": "x", "next": "/admin/"}
    assert new_client().post("/admin/login/", typed)["Location"].startswith("/accounts/login/")
    browser = sign_in(new_client(), people.portal_admin, second_factor=False)
    assert browser.get("/admin/")["Location"] == "/accounts/2fa/"
    assert browser.get("/admin/networks/office/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("name", ["officer", "director", "intake_officer", "workshop_admin", "conflict_officer"])
def test_others_are_refused(name, browser_of):
    browser = browser_of(name)
    for address in ("/admin/", "/admin/networks/office/", "/admin/login/", "/admin/networks/office/3/change/"):
        assert browser.get(address).status_code == 403, address
        assert browser.post(address).status_code == 403, address


def test_portal_admin_edits_an_office_and_the_ledger_knows(browser_of, people):
    browser = browser_of("portal_admin")
    assert browser.get("/admin/").status_code == 200
    office = Office.objects.get(number=3)
    fields = ("name_th", "name_en", "short_th", "seat_th", "seat_en", "address_th")
    typed = {name: getattr(office, name) for name in fields} | {"phone": "044 000 000"}
    assert browser.post("/admin/networks/office/3/change/", typed).status_code == 302
    assert Office.objects.get(number=3).phone == "044 000 000"
    assert Entry.objects.get(what="networks.office_edited").by == people.portal_admin


def test_places_are_read_only(browser_of):
    browser = browser_of("portal_admin")
    for model in ("province", "district", "subdistrict"):
        assert browser.get(f"/admin/networks/{model}/").status_code == 200
        assert browser.get(f"/admin/networks/{model}/add/").status_code == 403


def test_its_own_ways_out_and_password_are_the_desks(browser_of):
    browser = browser_of("portal_admin")
    assert browser.post("/admin/logout/")["Location"] == "/accounts/logout/"
    assert browser.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def test_people_sessions_and_second_factors_have_no_page(browser_of):
    browser = browser_of("portal_admin")
    for address in (
        "accounts/user",
        "account/emailaddress",
        "mfa/authenticator",
        "usersessions/usersession",
        "auth/group",
    ):
        assert browser.get(f"/admin/{address}/").status_code == 404


def test_site_zone_has_none(site):
    assert site.get("/admin/").status_code == 404
