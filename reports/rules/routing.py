"""Which office a report goes to, and why: facts in, a route out, nothing read. Source: domain.md, Routing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from reports.rules.vocabulary import AboutPacc, AgencyKind, BangkokGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

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
    TABLE = "table", _("Another office covers the province from that day on")
    DECLINED = "declined", _("The office it was transferred to sent it back")
    DECLINED_OFTEN = "declined_often", _("It was sent back so often that the central intake decides")


# The same with the values that routing kept; a reason that is not here has none.
_WITH_VALUES: "dict[str, StrPromise]" = {
    Reason.PROVINCE: _("It happened in %(province)s, which this office covers"),
    Reason.NOT_COVERED: _("It happened in %(province)s, which no office covered on that day"),
    Reason.ABOUT_OFFICE: _("It is about the office of Region %(about_office)s, which does not see it"),
}

# Which group of agencies suggests the central division, where the reporter chose none.
_GROUP_OF: dict[str, BangkokGroup] = {
    AgencyKind.STATE_ENTERPRISE: BangkokGroup.STATE_ENTERPRISE,
    AgencyKind.PAO: BangkokGroup.LOCAL,
    AgencyKind.MUNICIPALITY: BangkokGroup.LOCAL,
    AgencyKind.SAO: BangkokGroup.LOCAL,
    AgencyKind.BMA: BangkokGroup.LOCAL,
    AgencyKind.PATTAYA: BangkokGroup.LOCAL,
    AgencyKind.POLICE: BangkokGroup.SECURITY,
    AgencyKind.MILITARY: BangkokGroup.SECURITY,
    AgencyKind.EDUCATION: BangkokGroup.SOCIAL,
    AgencyKind.HEALTH: BangkokGroup.SOCIAL,
}


@dataclass(frozen=True)
class Facts:
    """What routing looks at. `covering_office`: by the table in force on the day it is routed."""

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


def suggested_division(agency_kind: str, bangkok_group: str) -> str:
    """The group of agencies that a central division deals with: as chosen, else by the kind of agency, else ""."""
    if agency_kind == AgencyKind.STATE_ENTERPRISE:
        return BangkokGroup.STATE_ENTERPRISE
    return bangkok_group or _GROUP_OF.get(agency_kind, "")


def reason_in_words(reason: str, params: Mapping[str, str], *, province: str = "") -> str:
    """Why, in the reader's language. `province`: the name of the province whose code `params` keeps."""
    sentence = _WITH_VALUES.get(reason)
    if sentence is None or ("province" in params and not province):
        return str(Reason(reason).label)
    return str(sentence % {**params, "province": province})


def _about_the_pacc(facts: Facts) -> Route | None:
    """Never to the office concerned; headquarters' own, and those of an unknown part, to nobody of the intake."""
    if facts.about_pacc == AboutPacc.HEADQUARTERS or facts.about_office == CENTRAL_INTAKE:
        return Route(None, Reason.ABOUT_HEADQUARTERS, is_conflict=True)
    if facts.about_pacc in (AboutPacc.OFFICE, AboutPacc.NO) and facts.about_office:
        return Route(CENTRAL_INTAKE, Reason.ABOUT_OFFICE, params={"about_office": str(facts.about_office)})
    # Said on the agency page, or nowhere else than in the kind of agency: the safest reading hides it from all.
    if facts.about_pacc != AboutPacc.NO or facts.agency_kind == AgencyKind.PACC:
        return Route(None, Reason.ABOUT_UNKNOWN, is_conflict=True)
    return None


def _to_the_central_intake(facts: Facts) -> Route | None:
    reason = _central_reason(facts)
    if reason is None:
        return None
    return Route(CENTRAL_INTAKE, reason, division=suggested_division(facts.agency_kind, facts.bangkok_group))


def _central_reason(facts: Facts) -> Reason | None:
    if facts.agency_kind == AgencyKind.STATE_ENTERPRISE:
        return Reason.STATE_ENTERPRISE
    if facts.agency_kind == AgencyKind.MINISTRY:
        return Reason.MINISTRY
    if facts.province_code == BANGKOK or facts.agency_kind == AgencyKind.BMA:
        return Reason.BANGKOK
    return Reason.NO_PROVINCE if facts.province_code is None else None


def _by_province(facts: Facts) -> Route:
    province = {"province": str(facts.province_code)}
    if facts.covering_office is None:
        division = suggested_division(facts.agency_kind, facts.bangkok_group)
        return Route(CENTRAL_INTAKE, Reason.NOT_COVERED, division=division, params=province)
    return Route(facts.covering_office, Reason.PROVINCE, params=province)
