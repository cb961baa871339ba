"""The link of the letter, as the invited person meets it."""

import pytest

from networks.actions.invitations import invite_coordinator
from networks.models import Membership
from pacc.accounts.models import User
from tests.factories.networks import NetworkFactory

pytestmark = pytest.mark.django_db

TYPED = {"title": "", "name": "นางสมหญิง ใจงาม", "phone": "081-234-5678", "password": "สี่คำที่จำได้ง่ายมาก"}


@pytest.fixture
def token(people, keys, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("secrets.token_urlsafe", lambda _size: "t" * 43)
        invite_coordinator(NetworkFactory(name="เครือข่ายหนองบัว"), email="new@people.example", by=people.officer)
    return "t" * 43


def test_new_person_signs_up_and_is_in(site, token):
    response = site.get(f"/networks/invitation/{token}/")
    assert response.url == "/networks/invitation/"  # the token is in no address that is shown
    page = site.get("/networks/invitation/").content.decode()
    assert "เครือข่ายหนองบัว" in page
    assert "new@people.example" in page
    assert token not in page
    assert "?next=/networks/invitation/" in page
    response = site.post("/networks/invitation/", TYPED, follow=True)
    membership = Membership.objects.get(network__name="เครือข่ายหนองบัว")
    assert (membership.full_name, membership.role, membership.phone) == ("นางสมหญิง ใจงาม", "coordinator", "0812345678")
    assert response.request["PATH_INFO"] == f"/networks/{membership.network_id}/"
    assert response.wsgi_request.user == membership.user
    assert site.get("/networks/invitation/").status_code == 404


def test_member_accepts_with_her_account(site, browser_of, token):
    browser = browser_of("member")
    browser.get(f"/networks/invitation/{token}/")
    assert browser.get("/networks/invitation/").status_code == 200
    response = browser.post("/networks/invitation/", follow=True)
    assert response.status_code == 200
    assert Membership.objects.get(network__name="เครือข่ายหนองบัว").role == "coordinator"
    assert not User.objects.filter(email="new@people.example").exists()


@pytest.mark.parametrize("link", ["x", "t" * 42, "t" * 3000])
def test_wrong_link_says_what_to_do(site, token, link):
    site.get(f"/networks/invitation/{link}/")
    response = site.get("/networks/invitation/")
    assert response.status_code == 404
    assert "h1" in response.content.decode()


def test_looking_uses_nothing_up(site, token):
    for _each in range(3):
        site.get(f"/networks/invitation/{token}/")
        assert site.get("/networks/invitation/").status_code == 200


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"name": "\x00"}, {"phone": "12"}, {"password": ""}, {"password": "short"}, {"password": "a" * 501},
     {"password": "new@people.example"}],
)  # fmt: skip
def test_bad_sign_up_is_refused(site, token, changed):
    site.get(f"/networks/invitation/{token}/")
    response = site.post("/networks/invitation/", {**TYPED, **changed})
    assert response.status_code == 422
    assert not User.objects.filter(email="new@people.example").exists()
