"""Puts an account together from hand-written sentences. Agencies and places are invented; provinces are real."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from pacc.demo import names
from pacc.thai.dates import month_names
from reports.rules.account import Account, When
from reports.rules.vocabulary import (
    AboutPacc,
    AgencyKind,
    BangkokGroup,
    Behaviour,
    Identity,
    Kind,
    OfficialClass,
    Ongoing,
)

_FOLDER = Path(__file__).resolve().parent
_KINDS = {
    Kind.CONSTRUCTION: 30, Kind.PERMIT: 13, Kind.FALSE_CLAIMS: 12, Kind.STATE_PROPERTY: 9, Kind.ENCROACHMENT: 9,
    Kind.SCHOOL_MEALS: 8, Kind.WELFARE: 7, Kind.LAND_TITLE: 5, Kind.ADMISSION: 3, Kind.APPOINTMENT: 3, Kind.OTHER: 3,
}  # fmt: skip
_BEHAVIOUR = {
    OfficialClass.DUTY: Behaviour.MISCONDUCT,
    OfficialClass.PERSONNEL: Behaviour.MISCONDUCT,
    OfficialClass.LAND_TITLE: Behaviour.MISCONDUCT,
}
# Where the real name would be one real office's, a part of an office or an invented one stands in its place.
_AGENCIES = {
    AgencyKind.SAO: ("อบต. {area}", "องค์การบริหารส่วนตำบล{area}"),
    AgencyKind.MUNICIPALITY: ("ทต. {area}", "เทศบาลตำบล{area}", "เทศบาลเมือง{area}"),
    AgencyKind.PAO: ("สำนักช่าง อบจ.", "กองการศึกษา อบจ."),
    AgencyKind.EDUCATION: ("ร.ร. บ้าน{area}", "โรงเรียน{area}วิทยา", "โรงเรียนอนุบาล{area}"),
    AgencyKind.HEALTH: ("รพ.สต. บ้าน{area}", "โรงพยาบาล{area}"),
    AgencyKind.DISTRICT: ("ที่ว่าการอำเภอ{area}", "ฝ่ายทะเบียน อำเภอ{area}"),
    AgencyKind.PROVINCE: ("สำนักงานประจำจังหวัด",),
    AgencyKind.VILLAGE: ("ผู้ใหญ่บ้าน บ้าน{area}", "กำนันตำบล{area}"),
    AgencyKind.POLICE: ("สถานีตำรวจ{area}", "ด่านตรวจ{area}"),
    AgencyKind.MILITARY: ("ค่าย{area}",),
    AgencyKind.STATE_ENTERPRISE: ("สาขา{area} (รัฐวิสาหกิจ)",),
    AgencyKind.MINISTRY: ("กรมส่งเสริมทางน้ำชุมชน", "กรมพัฒนาตลาดท้องถิ่น", "สำนักงานปลัดกระทรวงแห่งหนึ่ง"),
    AgencyKind.BMA: ("สำนักงานเขต{area}", "ฝ่ายเทศกิจ เขต{area}"),
    AgencyKind.PATTAYA: ("สำนักช่าง",),
    AgencyKind.CIVIL: ("โรงงานใน {village}", "สหกรณ์{area}"),
    AgencyKind.UNKNOWN: ("",),
}  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """Where a report is to come from: what of it is settled before a word is written."""

    province: str | None
    district: str | None = None
    agencies: tuple[AgencyKind, ...] = ()  # empty: any that a region's reports may have
    about_pacc: AboutPacc = AboutPacc.NO
    about_office: int | None = None
    network: int | None = None


@dataclass(frozen=True)
class Told:
    """An account, and what the officer will make of it."""

    account: Account
    slots: dict[str, str]
    official: OfficialClass
    behaviour: Behaviour


@cache
def _file(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as lines:
        return tomllib.load(lines)


def talk(name: str, rng: Random, slots: dict[str, str] | None = None, *, language: str = "th") -> str:
    """One of the sentences of talk.toml; in English where the reporter writes English and there is one."""
    words: Any = _file("talk.toml")
    if language == "en" and name in words["english"]:
        return str(rng.choice(words["english"][name]))
    for part in name.split("."):
        words = words[part]
    return str(rng.choice(words)).format_map(slots or {})


def stories() -> list[dict[str, Any]]:
    """What accounts.toml holds."""
    told: list[dict[str, Any]] = _file("accounts.toml")["story"]
    return told


# Kinds of agency that belong to one place or to the central intake: never drawn for a region's report.
_ELSEWHERE = frozenset(
    {AgencyKind.BMA, AgencyKind.PATTAYA, AgencyKind.MINISTRY, AgencyKind.STATE_ENTERPRISE, AgencyKind.PACC}
)


def tell(rng: Random, seat: Seat, areas: list[str], *, on: date) -> Told:
    """One account, sent on that day, that says nothing twice."""
    story, agency_kind = _story(rng, seat)
    slots = _slots(rng, rng.choice(areas), on)
    account = Account(
        kind=story["kind"],
        agency_kind=agency_kind,
        identity=Identity.ANONYMOUS,
        language=story.get("language", "th"),
        subject=rng.choice(story["subjects"]).format_map(slots) if rng.random() < 0.85 else "",
        narrative=_narrative(rng, story, slots),
        province_code=seat.province,
        district_code=seat.district,
        place=rng.choice(story["places"]).format_map(slots),
        agency=_agency(rng, seat, story.get("agency_names", {}).get(agency_kind, _AGENCIES.get(agency_kind)), slots),
        bangkok_group=_group(rng, agency_kind),
        about_pacc=seat.about_pacc,
        about_office=seat.about_office,
        when=_when(rng, on),
        ongoing=rng.choices(list(Ongoing), [45, 35, 20])[0],
        network_id=seat.network,
    )
    official = OfficialClass(story["official"])
    return Told(_more(rng, account, slots), slots, official, _BEHAVIOUR.get(official, Behaviour.CORRUPTION))


def _story(rng: Random, seat: Seat) -> tuple[dict[str, Any], AgencyKind]:
    """A story that fits the seat, kinds of things by how often people tell them."""
    fitting: dict[str, list[tuple[dict[str, Any], AgencyKind]]] = {}
    for story in stories():
        for kind in map(AgencyKind, story["agencies"]):
            fits = kind in seat.agencies or (not seat.agencies and kind not in _ELSEWHERE)
            # An account in English is rare.
            if fits and (story.get("language") != "en" or rng.random() < 0.12):
                fitting.setdefault(story["kind"], []).append((story, kind))
    kinds = sorted(fitting)
    return rng.choice(fitting[rng.choices(kinds, [_KINDS[Kind(kind)] for kind in kinds])[0]])


def _slots(rng: Random, area: str, on: date) -> dict[str, str]:
    happened = on - timedelta(days=rng.randint(40, 240))
    return {
        "area": area,
        "village": f"บ้าน{area}",
        "moo": str(rng.randint(1, 14)),
        "length": str(rng.randint(12, 90) * 10),
        "thin": str(rng.randint(7, 12)),
        "n": str(rng.randint(2, 6)),
        "many": str(rng.randint(18, 140)),
        "baht": f"{rng.randint(9, 240) * 20_000:,}",
        "small": f"{rng.randint(3, 40) * 500:,}",
        "tip": f"{rng.choice([100, 200, 300, 500, 800])}",
        "month": f"เดือน{month_names('th')[happened.month - 1]}",
    }


def _narrative(rng: Random, story: dict[str, Any], slots: dict[str, str]) -> str:
    """One sentence of each step, in one person's voice."""
    steps = " ".join(filter(None, (rng.choice(step).format_map(slots) for step in story["tell"])))
    if story.get("language") == "en":
        return steps
    told = f"{talk('openings', rng)}{steps}{talk('closings', rng)}".replace("ดิฉัน", "ผม").strip()
    return told.replace("ผม", "ดิฉัน") if rng.random() < 0.45 else told


def _agency(rng: Random, seat: Seat, written: list[str], slots: dict[str, str]) -> str:
    if seat.about_office:
        return rng.choice(["ปปท. เขต {n}", "ป.ป.ท. เขต {n}", "สำนักงาน ปปท.เขต{n}"]).format(n=seat.about_office)
    if seat.about_pacc != AboutPacc.NO:
        return rng.choice(["สำนักงาน ป.ป.ท.", "ป.ป.ท. ส่วนกลาง"])
    return rng.choice(written).format_map(slots)


def _group(rng: Random, kind: AgencyKind) -> str:
    return rng.choice([BangkokGroup.ECONOMIC, BangkokGroup.SOCIAL, ""]) if kind == AgencyKind.MINISTRY else ""


def _when(rng: Random, on: date) -> When:
    """Mostly a month, often "about"; now and then a day, a year, or nothing."""
    day = on - timedelta(days=int(rng.triangular(2, 300, 20)))
    precision = rng.choices(["day", "month", "about", "year", "none"], [28, 24, 36, 7, 5])[0]
    return {
        "day": When(day.year, day.month, day.day),
        "month": When(day.year, day.month),
        "about": When(day.year, day.month, about=True),
        "year": When(day.year, about=True),
        "none": When(),
    }[precision]


def _more(rng: Random, account: Account, slots: dict[str, str]) -> Account:
    """What may be told and need not: each part is there in some accounts only."""
    thai = account.language == "th"
    told: dict[str, Any] = {
        name: talk(name, rng, slots)
        for name, often in (("people", 35), ("damage", 30), ("wishes", 45), ("how_known", 60), ("told_elsewhere", 25))
        if thai and rng.random() * 100 < often
    }
    afraid = "ไม่ปลอดภัย" in account.narrative or "เดือดร้อนภายหลัง" in account.narrative or rng.random() < 0.03
    return replace(account, **told, fears_for_safety=afraid)


def with_identity(rng: Random, account: Account) -> Account:
    """Most stay anonymous. The demonstration's offices all have custodians, so each offers to be confidential."""
    modes = {Identity.ANONYMOUS: 62, Identity.NAMED: 18, Identity.CONFIDENTIAL: 20}
    identity = rng.choices(list(modes), list(modes.values()))[0]
    if identity == Identity.ANONYMOUS:
        return account
    title, name = names.person(rng)
    return replace(account, identity=identity, name=f"{title}{name}", phone=names.phone(rng))
