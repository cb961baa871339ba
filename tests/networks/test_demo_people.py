"""The people of the demonstration: once each, in the places their tests expect."""

import pytest

from networks.access import service_of
from networks.actions.demo_people import make_people
from networks.models import Membership, Posting
from pacc.accounts.models import User
from tests.people import EVERYBODY

pytestmark = pytest.mark.django_db


def test_eight_people_and_two_more_are_there(people):
    assert set(EVERYBODY) == set(vars(people))
    assert people.citizen is None


def test_made_twice_nobody_is_there_twice(people):
    make_people()
    assert User.objects.count() == len(EVERYBODY) - 1
    assert Posting.objects.count() == 5
    assert Membership.objects.count() == 2


def test_each_serves_where_the_table_says(people):
    assert service_of(people.officer).offices == {3}
    assert service_of(people.director).directs == {3}
    assert service_of(people.intake_officer).is_intake
    assert service_of(people.other_officer).offices == {4}
    assert service_of(people.conflict_officer).sees_conflicts
    assert service_of(people.conflict_officer).offices == set()
    assert service_of(people.portal_admin).is_empty


def test_nobody_can_sign_in_with_a_password(people):
    assert not any(user.has_usable_password() for user in User.objects.all())
