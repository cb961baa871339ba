"""The reports of twelve months, each led by the real actions to wherever its officers have come with it by now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random

import geothai
from django.conf import settings
from django.utils import timezone

from pacc.demo import names
from pacc.demo.clock import at, moment_of
from pacc.demo.story import CITIZEN_TOKEN, Story
from pacc.vault import codes
from reports.actions.intake import submit_report
from reports.actions.routing import route_report
from reports.management.demo.lives import Case, Officers, life, the_citizens_life
from reports.management.demo.pictures import attached
from reports.management.demo.seats import seats
from reports.management.demo.telling import Seat, Told, tell, with_identity
from reports.models import Report
from reports.queries.destination import Subject, destination_of
from reports.rules.account import Account
from reports.rules.vocabulary import AgencyKind, Identity

DAYS = 365
WITH_PICTURES = 0.1
# The report that the demonstration's citizen follows: in the drawings of the pages, a road in Tha Tum.
_CITIZENS_SEAT = Seat("32", "3206", agencies=(AgencyKind.SAO,))
_CITIZENS_DAYS_AGO = 16


def load(story: Story) -> None:
    """All deeds happen in the order of time, so that the ledger, the trail and the order of arrival are true."""
    count = settings.DEMO_REPORTS
    story.say(f"{count} reports and what became of them")
    story.keep.add("reports.clean_evidence")
    now = moment_of(story.today, 0)
    areas = names.areas(_real_places())
    officers = Officers()
    waiting = [
        (_some_moment(story, days_ago), number, _told_and_led(story, officers, seat, areas))
        for number, (seat, days_ago) in enumerate(
            zip(seats(story, count - 1), _days(story.rng, count - 1), strict=True)
        )
    ]
    waiting.append((_some_moment(story, _CITIZENS_DAYS_AGO), count, _citizens_own(story, officers, areas)))
    heapify(waiting)
    while waiting:
        moment, number, deeds = heappop(waiting)
        with at(moment):
            following = next(deeds, None)
        if following is not None and following < now:
            heappush(waiting, (following, number, deeds))


def _days(rng: Random, count: int) -> list[int]:
    """How many days ago each report was sent, yesterday at the latest; they grow more from month to month."""
    return [
        1 + int(rng.triangular(0, DAYS - 1, 0)) if rng.random() < 0.4 else rng.randint(1, DAYS)
        for _each in range(count)
    ]


def _some_moment(story: Story, days_ago: int) -> datetime:
    """Any hour of the day: people write when they are alone."""
    return moment_of(story.today - timedelta(days=days_ago), story.rng.randint(6, 23), story.rng.randrange(60))


def _told_and_led(story: Story, officers: Officers, seat: Seat, areas: list[str]) -> Iterator[datetime]:
    told = tell(story.rng, seat, areas, on=timezone.localdate())
    account = with_identity(story.rng, told.account)
    if story.rng.random() < WITH_PICTURES:
        pictures = tuple(attached(story.rng, number) for number in range(1, story.rng.randint(2, 3)))
        account = replace(account, files=pictures)
    yield from life(_sent(story, officers, replace(told, account=account), story.rng.randbytes(len(codes.new_token()))))


def _citizens_own(story: Story, officers: Officers, areas: list[str]) -> Iterator[datetime]:
    told = tell(story.rng, _CITIZENS_SEAT, areas, on=timezone.localdate())
    told = replace(told, account=replace(told.account, files=(attached(story.rng, 1),)))
    yield from the_citizens_life(_sent(story, officers, told, CITIZEN_TOKEN))


def _sent(story: Story, officers: Officers, told: Told, token: bytes) -> Case:
    holder = _custodians_for(told.account) if told.account.identity == Identity.CONFIDENTIAL else None
    receipt = submit_report(told.account, token=token, custodian_office=holder)
    report = Report.objects.get(reference=receipt.reference)
    route_report(report.pk)
    return Case(officers, story.rng, token, told, report.pk)


def _custodians_for(account: Account) -> int | None:
    """Whose custodians hold the second half of a confidential name, as the check page would say."""
    subject = Subject(
        account.province_code, account.agency_kind, account.bangkok_group, account.about_pacc, account.about_office
    )
    holder = destination_of(subject, on=timezone.localdate()).custodians_of
    return holder.number if holder else None


def _real_places() -> set[str]:
    districts = [district for province in geothai.provinces() for district in geothai.districts(province.code)]
    tambons = [tambon.name_th for district in districts for tambon in geothai.subdistricts(district.code)]
    return {*tambons, *(district.name_th for district in districts)}
