"""What a portal admin does with people of the desk, and that one always remains."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from pacc.accounts import staff
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from tests.factories.accounts import MemberFactory, StaffFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


def an_admin(**facts):
    return StaffFactory(is_portal_admin=True, password="argon2$usable", **facts)


def deeds_on(user):
    return [
        lambda by: staff.invite_staff(by=by, email="new@people.example", name="ใหม่"),
        lambda by: staff.send_new_link(user, by=by),
        lambda by: staff.set_roles(user, by=by, is_workshop_admin=True, is_portal_admin=True),
        lambda by: staff.close_account(user, by=by),
        lambda by: staff.open_account_again(user, by=by),
    ]


@pytest.mark.parametrize("deed", range(5))
@pytest.mark.parametrize("facts", [{}, {"is_workshop_admin": True}, {"is_portal_admin": True, "is_active": False}])
def test_nobody_else_may(deed, facts):
    user, somebody = StaffFactory(), StaffFactory(**facts)
    with pytest.raises(PermissionDenied):
        deeds_on(user)[deed](somebody)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("deed", range(1, 5))
def test_members_are_out_of_reach(deed):
    member = MemberFactory()
    with pytest.raises(PermissionDenied):
        deeds_on(member)[deed](an_admin())
    member.refresh_from_db()
    assert (member.is_active, member.is_staff, member.is_portal_admin) == (True, False, False)


@pytest.mark.parametrize("deed", range(5))
def test_each_deed_is_written_down_once(deed):
    admin = an_admin()
    deeds_on(StaffFactory())[deed](admin)
    assert Entry.objects.get().by == admin


def test_admin_may_step_down_where_another_remains():
    admin, other = an_admin(), an_admin()
    staff.set_roles(admin, by=admin, is_workshop_admin=False, is_portal_admin=False)
    assert User.objects.get(is_portal_admin=True) == other


def test_an_admin_who_never_came_in_does_not_count():
    admin = an_admin()
    StaffFactory(is_portal_admin=True, password="!never came in")
    with pytest.raises(DomainError):
        staff.close_account(admin, by=admin)


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_remove_each_other_at_once_leave_one():
    first, second = an_admin(), an_admin()

    def remove(pair):
        by, other = pair
        try:
            staff.set_roles(other, by=by, is_workshop_admin=False, is_portal_admin=False)
        except (PermissionDenied, DomainError):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remove, [(first, second), (second, first)]))
    assert User.objects.filter(is_portal_admin=True).count() == 1


def test_closed_account_gets_no_link():
    with pytest.raises(DomainError):
        staff.send_new_link(StaffFactory(is_active=False), by=an_admin())
