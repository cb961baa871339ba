"""Where a report would go if it were sent today: said on the check page, and on the receipt."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from networks.models import Office, Province
from networks.queries.coverage import covering_office
from pacc.vault import codes, custodians
from reports.models import Report
from reports.models.case_scope import look_for_token
from reports.queries.holidays import holiday_table
from reports.rules.clocks import acknowledge_by, answer_by
from reports.rules.routing import CENTRAL_INTAKE, Facts, Route, reason_in_words, route
from reports.rules.vocabulary import AboutPacc


@dataclass(frozen=True)
class Subject:
    """What the destination depends on."""

    province_code: str | None = None
    agency_kind: str = ""
    bangkok_group: str = ""
    about_pacc: str = AboutPacc.NO
    about_office: int | None = None


@dataclass(frozen=True)
class Destination:
    """`office` is None where only officers posted to reports about the PACC itself see it.

    `custodians_of`: the office whose custodians hold the second half of a confidential identity; None: nobody can.
    """

    office: Office | None
    reason: str
    acknowledge_by: date
    answer_by: date
    custodians_of: Office | None

    @property
    def is_central_intake(self) -> bool:
        return self.office is not None and self.office.is_central_intake


def route_of_subject(subject: Subject, *, on: date) -> Route:
    """One query at most."""
    covering = covering_office(subject.province_code, on=on) if subject.province_code else None
    return route(
        Facts(
            province_code=subject.province_code,
            covering_office=covering,
            agency_kind=subject.agency_kind,
            bangkok_group=subject.bangkok_group,
            about_pacc=subject.about_pacc,
            about_office=subject.about_office,
        )
    )


def destination_of(subject: Subject, *, on: date) -> Destination:
    """Four queries at most."""
    holidays = holiday_table()
    chosen = route_of_subject(subject, on=on)
    holder = custodian_office_of(subject, chosen)
    wanted = {number for number in (chosen.office_number, holder) if number is not None}
    offices = Office.objects.in_bulk(wanted)
    province = Province.objects.filter(pk=subject.province_code).first() if subject.province_code else None
    return Destination(
        office=offices.get(chosen.office_number),
        reason=reason_in_words(chosen.reason, chosen.params, province=str(province or "")),
        acknowledge_by=acknowledge_by(on, holidays=holidays),
        answer_by=answer_by(on, holidays=holidays),
        custodians_of=offices.get(holder),
    )


@transaction.atomic
def destination_of_sent(token: bytes) -> Destination:
    """The same for the report that a token made, by the table of the day it was sent. Six queries at most."""
    look_for_token(codes.token_hash(token))
    columns = ("submitted_on", "province", "agency_kind", "bangkok_group", "about_pacc", "about_office")
    sent = Report.objects.only(*columns).get(token_hash=codes.token_hash(token))
    subject = Subject(
        province_code=sent.province_id,
        agency_kind=sent.agency_kind,
        bangkok_group=sent.bangkok_group,
        about_pacc=sent.about_pacc,
        about_office=sent.about_office_id,
    )
    return destination_of(subject, on=sent.submitted_on)


def custodian_office_of(subject: Subject, chosen: Route) -> int | None:
    """Never the office that the report is about."""
    concerned = CENTRAL_INTAKE if subject.about_pacc == AboutPacc.HEADQUARTERS else subject.about_office
    return custodians.custodian_office(chosen.office_number, concerned=concerned)
