"""Where a report may never lie: at the office it is about. Source: domain.md, Routing."""

from reports.rules.routing import CENTRAL_INTAKE
from reports.rules.vocabulary import AboutPacc, AgencyKind


def concerns_headquarters(*, about_pacc: str, about_office: int | None, agency_kind: str) -> bool:
    """About headquarters, or a part of the PACC that nobody named: that may be headquarters, too."""
    return about_office is None and (about_pacc != AboutPacc.NO or agency_kind == AgencyKind.PACC)


def may_lie_at(office_number: int, *, about_pacc: str, about_office: int | None, agency_kind: str) -> bool:
    """Whether this office may receive it. About headquarters or an unknown part: anywhere but the central intake, which
    is headquarters' own."""
    if concerns_headquarters(about_pacc=about_pacc, about_office=about_office, agency_kind=agency_kind):
        return office_number != CENTRAL_INTAKE
    return office_number != about_office
