"""Every form of networks and of the people of the desk: null bytes, too long, ten thousand emoji, no such choice."""

import pytest

from networks.actions.invitations import invite_coordinator
from networks.models import Invitation, Membership, Network, Posting
from pacc.accounts.models import User
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.networks import MembershipFactory, NetworkFactory
from tests.factories.places import surin_and_buriram

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

bad = pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
# A choice that nobody is offered.
WRONG_CHOICES = ["\x00", "ก" * 600, "😀" * 10_000, "99999999999999999999", "-1", "3.0", "' OR 1=1", "0x3"]
wrong = pytest.mark.parametrize("choice", WRONG_CHOICES, ids=[repr(choice[:12]) for choice in WRONG_CHOICES])

NETWORK = {
    "name": "เครือข่ายหนองบัว", "level": "subdistrict", "office": "3", "province": "32", "district": "3204",
    "subdistrict": "320401", "founded_fiscal_year": "2565", "about": "ดูแลถนน",
}  # fmt: skip
MEMBER = {"title": "นาย", "name": "สมชาย ใจดี", "phone": "081-234-5678", "role": "member"}
SIGN_UP = {"title": "นาง", "name": "สมหญิง ใจงาม", "phone": "081-234-5678", "password": "สี่คำที่จำได้ง่ายมาก"}
INVITE = {"email": "new@people.example", "title": "นาง", "name": "คนใหม่ เข้ามา", "language": "th"}
POSTING = {"role": "officer", "office": "3", "starts_day": "1", "starts_month": "12", "starts_year": "2569"}


@pytest.fixture
def network(people):
    return people.coordinator.memberships.get().network


@pytest.fixture
def officer(network, desk, browser_of):
    surin_and_buriram()
    return browser_of("officer")


@pytest.mark.parametrize("field", ["name", "founded_fiscal_year", "about"])
@bad
def test_making_a_network(officer, field, text):
    before = Network.objects.count()
    response = officer.post("/networks/new/", {**NETWORK, field: text})
    assert_refused(response, field, kept=text)
    assert "ท่าตูม" in response.content.decode()  # the lists of places still fit what was chosen
    assert Network.objects.count() == before


@pytest.mark.parametrize("field", ["office", "province", "district", "subdistrict"])
@wrong
def test_places_and_offices_of_a_network(officer, field, choice):
    before = Network.objects.count()
    response = officer.post("/networks/new/", {**NETWORK, field: choice})
    assert_refused(response, field, kept=NETWORK["name"])
    assert Network.objects.count() == before


@wrong
def test_following_the_places(officer, choice):
    response = officer.post("/networks/new/", {**NETWORK, "province": choice, "places": "1"})
    assert response.status_code == 200
    assert NETWORK["name"] in response.content.decode()


@pytest.mark.parametrize("field", ["name", "about"])
@bad
def test_changing_a_network(officer, network, field, text):
    assert_refused(officer.post(f"/networks/{network.pk}/edit/", {**NETWORK, field: text}), field, kept=text)
    assert Network.objects.get(pk=network.pk).name == network.name


@bad
def test_inviting_a_coordinator(officer, network, text):
    assert_refused(officer.post(f"/networks/{network.pk}/invitations/", {"email": text}), "email", kept=text)
    assert not Invitation.objects.exists()


@bad
def test_reason_of_a_decision(officer, network, text):
    waiting = MembershipFactory(network=network, user=None, state="applied")
    address = f"/networks/{network.pk}/members/{waiting.pk}/"
    assert_refused(officer.post(address, {"move": "decline", "reason": text}), "reason", kept=text)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("applied", "")


@wrong
def test_move_that_does_not_exist(officer, network, choice):
    waiting = MembershipFactory(network=network, user=None, state="applied")
    address = f"/networks/{network.pk}/members/{waiting.pk}/"
    assert officer.post(address, {"move": choice, "reason": "x"}).status_code == 422
    assert officer.get(address, {"move": choice}).status_code == 200
    waiting.refresh_from_db()
    assert waiting.state == "applied"


@pytest.mark.parametrize("field", ["title", "name", "phone"])
@bad
def test_adding_a_member(site, network, browser_of, field, text):
    before = Membership.objects.count()
    response = browser_of("coordinator").post(f"/networks/{network.pk}/members/new/", {**MEMBER, field: text})
    assert_refused(response, field, kept=text)
    assert Membership.objects.count() == before


@pytest.mark.parametrize("field", ["title", "name", "phone", "password"])
@bad
def test_signing_up_by_an_invitation(site, people, monkeypatch, field, text):
    with monkeypatch.context() as patched:
        patched.setattr("secrets.token_urlsafe", lambda _size: "t" * 43)
        invite_coordinator(NetworkFactory(), email="new@people.example", by=people.officer)
    site.get("/networks/invitation/" + "t" * 43 + "/")
    response = site.post("/networks/invitation/", {**SIGN_UP, field: text})
    assert_refused(response, field, kept="" if field == "password" else text)
    assert not User.objects.filter(email="new@people.example").exists()
    assert site.get("/networks/invitation/").status_code == 200  # the link is not used up


@pytest.mark.parametrize("field", ["email", "title", "name"])
@bad
def test_inviting_staff(desk, browser_of, field, text):
    response = browser_of("portal_admin").post("/people/invite/", {**INVITE, field: text})
    assert_refused(response, field, kept=text)
    assert not User.objects.filter(name=INVITE["name"]).exists()


@pytest.mark.parametrize("field", ["office", "role"])
@wrong
def test_giving_a_posting(desk, browser_of, people, field, choice):
    address = f"/people/{people.officer.pk}/postings/"
    before = Posting.objects.count()
    assert browser_of("portal_admin").post(address, {**POSTING, field: choice}).status_code == 422
    assert Posting.objects.count() == before


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("29", "2", "2570"), ("31", "4", "2569"), ("0", "1", "2569"), ("1", "13", "2569"), ("1", "1", "99999"),
     ("\x00", "1", "2569"), ("😀" * 10_000, "1", "2569"), ("1", "1", "๒" * 300), ("", "", "")],
)  # fmt: skip
def test_last_day_of_a_posting(desk, browser_of, people, day, month, year):
    posting = people.officer.postings.get()
    typed = {"ends_day": day, "ends_month": month, "ends_year": year}
    assert browser_of("portal_admin").post(f"/people/postings/{posting.pk}/end/", typed).status_code == 422
    posting.refresh_from_db()
    assert posting.ends is None
