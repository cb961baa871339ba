"""A transfer is declined back to where it came from; the third time the central intake keeps it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from reports.access import deeds_open_to
from reports.actions import transferring, triage
from reports.actions.moving import Changed
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from reports.workflow import Move
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
Role = Posting.Role


@pytest.fixture
def at():
    """An officer of each office."""
    return {0: an_officer(0, role=Role.INTAKE), 3: an_officer(3), 4: an_officer(4)}


@pytest.fixture
def report():
    return a_report()


def transfer(report, by, to):
    transferring.transfer_report(report.pk, by=by, to=an_office(to), reason="อยู่ต่างเขต")
    report.refresh_from_db()


def decline(report, by, **more):
    transferring.decline_transfer(report.pk, by=by, reason="ไม่อยู่ในพื้นที่", **more)
    report.refresh_from_db()


def test_declined_transfer_goes_back_with_its_reason(report, at):
    due = report.acknowledge_by
    transfer(report, at[3], 4)
    assert Move.DECLINE in deeds_open_to(at[4], report)
    decline(report, at[4])
    assert (report.office_id, report.state, report.assigned_to, report.acknowledge_by) == (3, "routed", None, due)
    step = report.routings.order_by("-id").first()
    assert (step.reason, step.params, step.by) == ("declined", {"from_office": "4"}, at[4])
    assert unseal(step, "note_sealed", data_key=desk_key(report)) == "ไม่อยู่ในพื้นที่"
    entry = Entry.objects.get(what="report.declined")
    assert (entry.office_number, entry.detail) == (3, {"from_office": 4})
    assert not deeds_open_to(at[4], report)


def test_third_time_the_central_intake_keeps_it(report, at):
    transfer(report, at[3], 4)
    decline(report, at[4])
    decline(report, at[3])
    assert report.office_id == 4
    decline(report, at[4])
    assert (report.office_id, report.routings.order_by("-id").first().reason) == (0, "declined_often")
    assert Move.DECLINE not in deeds_open_to(at[0], report)
    with pytest.raises(DomainError):
        decline(report, at[0])
    # What the intake then decides is not declined either.
    transfer(report, at[0], 4)
    assert Move.DECLINE not in deeds_open_to(at[4], report)
    with pytest.raises(DomainError):
        decline(report, at[4])


def test_intake_does_not_send_to_itself(report, at):
    transfer(report, at[3], 0)
    decline(report, at[0])
    decline(report, at[3])
    assert report.office_id == 0
    assert Move.DECLINE not in deeds_open_to(at[0], report)
    with pytest.raises(DomainError):
        decline(report, at[0])


def test_what_may_not_lie_at_the_intake_goes_to_those_posted_to_such_cases():
    report = a_report(agency_kind="pacc", about_pacc="headquarters")
    posted = an_officer(5, role=Role.CONFLICT)
    in_four = an_officer(4)
    transfer(report, posted, 4)
    for _time in range(2):
        decline(report, in_four)
        assert (report.office_id, report.is_conflict) == (None, True)
        transfer(report, posted, 4)
    decline(report, in_four)
    assert (report.office_id, report.is_conflict) == (None, True)


def test_what_the_portal_routed_or_somebody_took_is_not_declined(report, at):
    with pytest.raises(DomainError):
        decline(report, at[3])
    transfer(report, at[3], 4)
    triage.take_report(report.pk, by=at[4])
    with pytest.raises(DomainError):
        decline(report, at[4])


def test_two_who_decline_at_once_send_it_back_once(report, at):
    transfer(report, at[3], 4)
    seen = seen_of(report)
    decline(report, at[4], seen=seen)
    with pytest.raises(PermissionDenied):
        decline(report, an_officer(4), seen=seen)
    assert report.office_id == 3
    transfer(report, at[3], 4)
    triage.take_report(report.pk, by=at[4])
    with pytest.raises(Changed):
        decline(report, an_officer(4), seen=seen)


def test_colleague_whose_posting_ended_yesterday_declines_nothing(report, at):
    transfer(report, at[3], 4)
    with pytest.raises(PermissionDenied):
        decline(report, an_officer(4, ends=timezone.localdate() - timedelta(days=1)))
