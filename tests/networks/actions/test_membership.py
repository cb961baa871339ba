"""Coordinators write people down, the office decides."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from networks.actions.membership import MemberFacts, add_member, decide_membership
from networks.models import Membership
from networks.workflow import RULES, Move, State
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from tests.factories.networks import MembershipFactory, NetworkFactory, PostingFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

FACTS = MemberFacts(name="สมชาย ใจดี", title="นาย", phone="0812345678")


@pytest.fixture
def network(people):
    return people.coordinator.memberships.get().network


def test_add_works(people, network):
    membership = add_member(network, FACTS, by=people.coordinator, on=date(2026, 11, 24))
    membership.refresh_from_db()
    assert (membership.state, membership.user, membership.since) == (State.APPLIED, None, date(2026, 11, 24))
    assert (membership.full_name, membership.search_key) == ("นายสมชาย ใจดี", "สมชายใจดี")
    entry = Entry.objects.get(what="membership.added")
    assert entry.by == people.coordinator
    assert "สมชาย" not in str(entry.detail)


@pytest.mark.parametrize("who", ["member", "officer", "workshop_admin", "portal_admin"])
def test_add_is_the_coordinators(people, network, who):
    with pytest.raises(PermissionDenied):
        add_member(network, FACTS, by=getattr(people, who))


def test_add_is_for_the_own_network(people):
    with pytest.raises(PermissionDenied):
        add_member(NetworkFactory(), FACTS, by=people.coordinator)


def test_suspended_coordinator_adds_nobody(people, network):
    people.coordinator.memberships.update(state=State.SUSPENDED)
    with pytest.raises(PermissionDenied):
        add_member(network, FACTS, by=people.coordinator)


@pytest.mark.parametrize(
    "again",
    [
        FACTS,
        MemberFacts(name="สมชาย  ใจดี", title="พ.ต.ท.", phone="0812345678"),
        MemberFacts(name="นายสมชายใจดี", phone="0812345678"),
    ],
)
def test_add_twice_is_refused_under_any_title(people, network, again):
    add_member(network, FACTS, by=people.coordinator)
    with pytest.raises(DomainError):
        add_member(network, again, by=people.coordinator)


def test_namesake_with_another_telephone_is_another_person(people, network):
    add_member(network, FACTS, by=people.coordinator)
    add_member(network, MemberFacts(name="สมชาย ใจดี", phone="0898765432"), by=people.coordinator)
    assert network.memberships.filter(search_key="สมชายใจดี").count() == 2


def test_who_was_declined_may_be_added_again(people, network):
    membership = add_member(network, FACTS, by=people.coordinator)
    decide_membership(membership, Move.DECLINE, by=people.officer, reason="อยู่นอกพื้นที่")
    add_member(network, FACTS, by=people.coordinator)


def test_name_without_letters_is_refused(people, network):
    with pytest.raises(DomainError):
        add_member(network, MemberFacts(name=" - "), by=people.coordinator)


def test_database_refuses_the_same_person_twice(network):
    MembershipFactory(network=network, user=None, name="สมชาย ใจดี", phone="0812345678", state="suspended")
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(network=network, user=None, name="นายสมชาย ใจดี", phone="0812345678")


@pytest.mark.django_db(transaction=True)
def test_add_at_once_adds_one(people, network):
    answers = at_once(*[lambda: add_member(network, FACTS, by=people.coordinator)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Membership"]


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("state", list(State))
def test_decide_follows_the_table(people, network, move, state):
    membership = MembershipFactory(network=network, user=None, state=state)
    if state in RULES[move].sources:
        decide_membership(membership, move, by=people.officer, reason="เหตุผล")
        membership.refresh_from_db()
        assert membership.state == RULES[move].target
        entry = Entry.objects.get(what="membership.decided")
        assert (entry.by, entry.detail["state"]) == (people.officer, RULES[move].target)
        assert "เหตุผล" not in str(entry.detail)
    else:
        with pytest.raises(DomainError):
            decide_membership(membership, move, by=people.officer, reason="เหตุผล")
        assert not Entry.objects.filter(what="membership.decided").exists()


@pytest.mark.parametrize("who", ["other_officer", "coordinator", "member", "workshop_admin", "portal_admin"])
def test_decide_is_the_offices_own(people, network, who):
    membership = MembershipFactory(network=network, user=None, state="applied")
    with pytest.raises(PermissionDenied):
        decide_membership(membership, Move.APPROVE, by=getattr(people, who))
    assert Membership.objects.get(pk=membership.pk).state == State.APPLIED


def test_decide_ends_with_the_posting(people, network):
    membership = MembershipFactory(network=network, user=None, state="applied")
    left = PostingFactory(office_id=3, starts=date(2020, 1, 1), ends=date(2021, 1, 1))
    with pytest.raises(PermissionDenied):
        decide_membership(membership, Move.APPROVE, by=left.user)


@pytest.mark.parametrize(("move", "state"), [(Move.DECLINE, "applied"), (Move.SUSPEND, "approved")])
@pytest.mark.parametrize("reason", ["", "   "])
def test_declining_and_suspending_want_a_reason(people, network, move, state, reason):
    membership = MembershipFactory(network=network, user=None, state=state)
    with pytest.raises(DomainError):
        decide_membership(membership, move, by=people.officer, reason=reason)
    assert Membership.objects.get(pk=membership.pk).state == state


@pytest.mark.django_db(transaction=True)
def test_approving_and_declining_at_once_is_one_decision(people, network):
    membership = MembershipFactory(network=network, user=None, state="applied")
    answers = at_once(
        lambda: decide_membership(membership, Move.APPROVE, by=people.officer),
        lambda: decide_membership(membership, Move.DECLINE, by=people.director, reason="เหตุผล"),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Membership"]
    assert Entry.objects.filter(what="membership.decided").count() == 1
