"""Which office a report goes to, and why: facts in, a route out, nothing read. Source: domain.md, Routing."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from reports.rules.vocabulary import AboutPacc, AgencyKind, BangkokGroup

CENTRAL_INTAKE = 0
BANGKOK = "10"  # DOPA code


class Reason(TextChoices):
    """Why a report went where it went, in words that officers and the reporter may read."""

    PROVINCE = "province", _("It happened in a province that this office covers")
    BANGKOK = "bangkok", _("It happened in Bangkok, which belongs to no region")
    NO_PROVINCE = "no_province", _("The province is not known, or there are several")
    MINISTRY = "ministry", _("It is about a ministry or department")
    STATE_ENTERPRISE = "enterprise", _("It is about a state enterprise")
    NOT_COVERED = "not_covered", _("No office covered the province on that day")
    ABOUT_OFFICE = "about_office", _("It is about a regional office, which does not see it")
    ABOUT_HEADQUARTERS = "about_headquarters", _("It is about headquarters: only officers posted to such cases see it")
    ABOUT_UNKNOWN = (
        "about_unknown",
        _("It is about an unknown part of the PACC: only officers posted to such cases see it"),
    )
    TRANSFER = "transfer", _("An officer transferred it")


@dataclass(frozen=True)
class Facts:
    """What routing looks at. `covering_office`: by the table in force on the day the report was sent."""

    province_code: str | None
    covering_office: int | None
    agency_kind: str
    bangkok_group: str = ""
    about_pacc: str = AboutPacc.NO
    about_office: int | None = None


@dataclass(frozen=True)
class Route:
    """`office_number` is None for a conflict case. `division`: a suggestion for the central intake, or ""."""

    office_number: int | None
    reason: str
    is_conflict: bool = False
    division: str = ""
    params: dict[str, str] = field(default_factory=dict)


def route(facts: Facts) -> Route:
    """The first rule that fits, the PACC's own cases before all others."""
    return _about_the_pacc(facts) or _to_the_central_intake(facts) or _by_province(facts)


def _about_the_pacc(facts: Facts) -> Route | None:
    if facts.about_pacc == AboutPacc.OFFICE and facts.about_office:
        return Route(CENTRAL_INTAKE, Reason.ABOUT_OFFICE, params={"about_office": str(facts.about_office)})
    if facts.about_pacc == AboutPacc.HEADQUARTERS or facts.about_office == CENTRAL_INTAKE:
        return Route(None, Reason.ABOUT_HEADQUARTERS, is_conflict=True)
    # Said on the agency page, or nowhere else than in the kind of agency: the safest reading hides it from all.
    if facts.about_pacc != AboutPacc.NO or facts.agency_kind == AgencyKind.PACC:
        return Route(None, Reason.ABOUT_UNKNOWN, is_conflict=True)
    return None


def _to_the_central_intake(facts: Facts) -> Route | None:
    if facts.agency_kind == AgencyKind.STATE_ENTERPRISE:
        return Route(CENTRAL_INTAKE, Reason.STATE_ENTERPRISE, division=BangkokGroup.STATE_ENTERPRISE)
    if facts.agency_kind == AgencyKind.MINISTRY:
        return Route(CENTRAL_INTAKE, Reason.MINISTRY, division=facts.bangkok_group)
    if facts.province_code == BANGKOK or facts.agency_kind == AgencyKind.BMA:
        local = BangkokGroup.LOCAL if facts.agency_kind == AgencyKind.BMA else ""
        return Route(CENTRAL_INTAKE, Reason.BANGKOK, division=facts.bangkok_group or local)
    if facts.province_code is None:
        return Route(CENTRAL_INTAKE, Reason.NO_PROVINCE)
    return None


def _by_province(facts: Facts) -> Route:
    province = {"province": str(facts.province_code)}
    if facts.covering_office is None:
        return Route(CENTRAL_INTAKE, Reason.NOT_COVERED, params=province)
    return Route(facts.covering_office, Reason.PROVINCE, params=province)
