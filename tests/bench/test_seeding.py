"""Seeded reports are opened as any other: by an officer of their office, and by the code of the reporter."""

import pytest

from bench import seeding
from bench.seeding import seed
from pacc.accounts.models import User
from pacc.ledger.models import Entry
from pacc.vault import codes
from reports.actions.tracking import unlock_case
from reports.models import Message, Report, Step, Tally
from tests.people import new_client, sign_in
from tests.reporter import surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def made():
    surin_and_bangkok()
    return seed(60, processes=0, with_code=2, show=False)


def test_officer_of_the_office_reads_a_seeded_report_with_its_three_messages(made, desk):
    report = Report.objects.filter(office=3, state="closed").first()
    browser = sign_in(new_client(), User.objects.get(pk=report.assigned_to_id))
    assert browser.get(f"/reports/{report.reference}/").status_code == 200
    assert report.messages.count() == 3
    assert list(report.steps.order_by("id").values_list("state", flat=True)) == ["submitted", "routed", "closed"]


def test_reporter_reads_a_seeded_report_by_its_code(made, site):
    assert len(made) == 2
    for told in made:
        case = unlock_case(told.reference, told.code)
        assert case is not None
    answer = site.post("/track/", {"reference": codes.show_reference(made[0].reference), "code": made[0].code})
    assert answer.status_code == 302
    assert site.get("/track/case/").status_code == 200


def test_every_seeded_report_is_in_trail_ledger_and_tally_once(made):
    assert Report.objects.count() == 60
    assert Message.objects.count() == 180
    assert Step.objects.filter(state="submitted").count() == 60
    assert Entry.objects.filter(what="report.submitted").count() == 60
    assert sum(Tally.objects.filter(measure="received").values_list("count", flat=True)) == 60


def test_a_reference_that_is_taken_is_drawn_again():
    surin_and_bangkok()
    world, chunk = seeding._world(), (0, [(5, False)] * 3)
    for _time in range(2):
        assert seeding.write_chunk(world, chunk) == ([], 3)
    assert Report.objects.count() == 6


def test_what_is_seeded_later_is_added(made):
    seed(10, processes=0, with_code=0, show=False)
    assert Report.objects.count() == 70
