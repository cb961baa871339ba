"""The office invites a coordinator; the link works once."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from networks.actions.invitations import (
    MAX_OPEN,
    PersonFacts,
    accept_and_sign_up,
    accept_invitation,
    hash_of,
    invite_coordinator,
    open_invitation,
    withdraw_invitation,
)
from networks.models import Invitation, Membership
from networks.workflow import State
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.notify.models import Message
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from tests.factories.accounts import MemberFactory, StaffFactory
from tests.factories.networks import MembershipFactory, NetworkFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

PASSWORD = "สี่คำที่จำได้ง่ายมาก"
NEW = PersonFacts(name="สมหญิง ใจงาม", title="นาง", phone="0812345678")


@pytest.fixture
def network(people, keys):
    return NetworkFactory()


@pytest.fixture
def invited(network, people, monkeypatch):
    """(token, invitation)."""
    token = "t" * 43
    monkeypatch.setattr("secrets.token_urlsafe", lambda _size: token)
    return token, invite_coordinator(network, email="New@People.example ", by=people.officer)


def test_invite_sends_a_letter_that_only_the_desk_opens(network, people, mailoutbox, settings):
    invitation = invite_coordinator(network, email="New@People.example ", by=people.officer)
    assert invitation.email == "new@people.example"
    stored = str(list(Message.objects.values())) + str(list(Job.objects.values()))
    run_job(Job.objects.get(name="notify.send_letter").pk)
    [mail] = mailoutbox
    link = re.search(rf"{settings.SITE_URL}/networks/invitation/(\S+)/", mail.body)
    assert link
    assert mail.to == ["new@people.example"]
    assert link[1] not in stored
    assert bytes(invitation.token_hash) == hash_of(link[1])
    assert network.name in mail.body
    assert Entry.objects.get(what="invitation.sent").by == people.officer


@pytest.mark.parametrize("who", ["other_officer", "coordinator", "workshop_admin", "portal_admin"])
def test_invite_is_the_offices_own(network, people, who):
    with pytest.raises(PermissionDenied):
        invite_coordinator(network, email="a@people.example", by=getattr(people, who))
    assert not Job.objects.exists()


def test_inviting_again_ends_the_earlier_link(network, people):
    first = invite_coordinator(network, email="a@people.example", by=people.officer)
    invite_coordinator(network, email="A@people.example", by=people.officer)
    first.refresh_from_db()
    assert first.withdrawn_on is not None


def test_open_invitations_are_few(network, people):
    for number in range(MAX_OPEN):
        invite_coordinator(network, email=f"a{number}@people.example", by=people.officer)
    with pytest.raises(DomainError):
        invite_coordinator(network, email="one.more@people.example", by=people.officer)


def test_sign_up_makes_account_and_coordinator(invited, network):
    token, invitation = invited
    membership = accept_and_sign_up(token, NEW, password=PASSWORD, language="en")
    user = User.objects.get(email="new@people.example")
    assert user.check_password(PASSWORD)
    assert (user.is_staff, user.language, str(user)) == (False, "en", "นางสมหญิง ใจงาม")
    assert EmailAddress.objects.get(user=user).verified
    assert (membership.role, membership.state, membership.user, membership.phone) == (
        "coordinator", State.APPROVED, user, "0812345678",
    )  # fmt: skip
    invitation.refresh_from_db()
    assert (invitation.accepted_by, bool(invitation.accepted_on)) == (user, True)
    assert Entry.objects.get(what="invitation.accepted").by == user


@pytest.mark.parametrize("name", ["", "...", "\u200b"])
def test_sign_up_wants_a_name(invited, name):
    with pytest.raises(DomainError):
        accept_and_sign_up(invited[0], PersonFacts(name=name), password=PASSWORD)
    assert not User.objects.filter(email="new@people.example").exists()


def test_link_works_once(invited):
    accept_and_sign_up(invited[0], NEW, password=PASSWORD)
    assert open_invitation(invited[0]) is None
    with pytest.raises(DomainError):
        accept_invitation(invited[0], by=MemberFactory())
    with pytest.raises(DomainError):
        accept_and_sign_up(invited[0], NEW, password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_link_used_at_once_works_once(invited):
    token, _invitation = invited
    a, b = MemberFactory(), MemberFactory()
    answers = at_once(lambda: accept_invitation(token, by=a), lambda: accept_invitation(token, by=b))
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Membership"]
    assert Membership.objects.count() == 3  # with the two of the demonstration


@pytest.mark.parametrize("token", ["", "x", "t" * 42, "\x00" * 5])
def test_made_up_link_opens_nothing(invited, token):
    assert open_invitation(token) is None
    with pytest.raises(DomainError):
        accept_invitation(token, by=MemberFactory())


def test_old_link_opens_nothing(invited):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_invitation(invited[0]) is None
    with pytest.raises(DomainError):
        accept_and_sign_up(invited[0], NEW, password=PASSWORD)


def test_withdrawn_link_opens_nothing(invited, people):
    withdraw_invitation(invited[1], by=people.director)
    withdraw_invitation(invited[1], by=people.director)
    assert open_invitation(invited[0]) is None
    assert Entry.objects.filter(what="invitation.withdrawn").count() == 1


def test_withdrawing_is_the_offices_own(invited, people):
    with pytest.raises(PermissionDenied):
        withdraw_invitation(invited[1], by=people.other_officer)


def test_accepted_invitation_cannot_be_withdrawn(invited, people):
    accept_and_sign_up(invited[0], NEW, password=PASSWORD)
    with pytest.raises(DomainError):
        withdraw_invitation(invited[1], by=people.officer)


@pytest.mark.parametrize("factory", [MemberFactory, StaffFactory])
def test_sign_up_with_a_known_address_is_refused(invited, factory):
    factory(email="new@people.example")
    with pytest.raises(DomainError):
        accept_and_sign_up(invited[0], NEW, password=PASSWORD)
    assert open_invitation(invited[0]) is not None


def test_member_becomes_coordinator_where_she_is(invited, network):
    member = MembershipFactory(network=network)
    membership = accept_invitation(invited[0], by=member.user)
    assert membership.pk == member.pk
    assert membership.role == "coordinator"


def test_who_was_written_down_by_hand_keeps_her_place(invited, network):
    by_hand = MembershipFactory(network=network, user=None, name="สมหญิง ใจงาม", phone="", state="applied")
    membership = accept_and_sign_up(invited[0], NEW, password=PASSWORD)
    assert membership.pk == by_hand.pk
    assert membership.state == State.APPROVED


def test_suspended_member_stays_suspended(invited, network):
    member = MembershipFactory(network=network, state="suspended")
    with pytest.raises(DomainError):
        accept_invitation(invited[0], by=member.user)
    member.refresh_from_db()
    assert (member.state, member.role) == ("suspended", "member")


def test_staff_are_no_coordinators(invited, people):
    with pytest.raises(PermissionDenied):
        accept_invitation(invited[0], by=people.officer)
