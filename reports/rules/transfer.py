"""Where a report may never lie: at the office it is about. Source: domain.md, Routing."""

from reports.rules.routing import CENTRAL_INTAKE
from reports.rules.vocabulary import AboutPacc, AgencyKind


def may_lie_at(office_number: int, *, about_pacc: str, about_office: int | None, agency_kind: str) -> bool:
    """Whether this office may receive it. About headquarters or an unknown part: anywhere but the central intake, which
    is headquarters' own."""
    if about_pacc == AboutPacc.NO and agency_kind != AgencyKind.PACC:
        return True
    return office_number != (CENTRAL_INTAKE if about_office is None else about_office)
