"""What is typed as `สถานะ:ใหม่` or `over:7d` in the one box: filters of the queue, in both languages."""

import re
from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pacc.errors import DomainError
from reports.rules.search.normal import normal
from reports.rules.vocabulary import AgencyKind, Channel, Identity, Kind, OfficialClass, Severity
from reports.workflow import Public, State

_TOKEN = re.compile(r'(?<!\S)([^\s:"]*[^\s:"0-9][^\s:"]*):("[^"]*"|\S+)')
_DAYS = re.compile(r"(\d{1,4})(?:วัน|d|days?)?")
_OFFICE = re.compile(r"(?:เขต)?([0-9])")
# What is typed before the colon, and the filter that it asks for.
_KEYS = {
    "เขต": "at", "สำนักงาน": "at", "office": "at",
    "สถานะ": "state", "state": "state", "status": "state",
    "เกิน": "over", "over": "over", "overdue": "over",
    "ลักษณะ": "kind", "kind": "kind",
    "ประเภท": "official_class", "class": "official_class",
    "หน่วยงาน": "agency_kind", "agency": "agency_kind",
    "จังหวัด": "province", "province": "province",
    "ร้ายแรง": "severity", "ความร้ายแรง": "severity", "severity": "severity",
    "ตัวตน": "identity", "identity": "identity",
    "ช่องทาง": "channel", "channel": "channel",
    "ป้าย": "tag", "tag": "tag",
    "ผู้รับผิดชอบ": "assigned", "assigned": "assigned",
}  # fmt: skip
_CHOICES: dict[str, list[type]] = {
    "state": [State, Public],
    "kind": [Kind],
    "official_class": [OfficialClass],
    "agency_kind": [AgencyKind],
    "severity": [Severity],
    "identity": [Identity],
    "channel": [Channel],
}
_ASSIGNED = {"ฉัน": "mine", "me": "mine", "mine": "mine", "ไม่มี": "nobody", "nobody": "nobody"}


def read_tokens(
    typed: str, *, provinces: Iterable[tuple[str, str]], is_tag: Callable[[str], bool]
) -> tuple[dict[str, str], str]:
    """The filters, as the queue's address takes them, and the rest of what was typed. `provinces`: code and name.

    SECURITY: a tag has to be one that an office uses already (`is_tag`), or any name could be typed into an address.

    Raises DomainError, in words, for a token that is not known or whose value is not.
    """
    asked: dict[str, str] = {}
    for key, quoted in _TOKEN.findall(typed):
        name = _NORMAL_KEYS.get(normal(key))
        if name is None:
            known = ", ".join(key for key in _KEYS if not key.isascii())
            raise DomainError(_("“%(key)s:” is not known. Known are: %(known)s") % {"key": key[:30], "known": known})
        value = quoted.strip('"')
        if name == "tag" and not is_tag(value):
            raise DomainError(_("No office where you serve uses the tag “%(tag)s”.") % {"tag": value[:40]})
        asked[name] = value if name == "tag" else _value_of(name, value, provinces)
    return asked, " ".join(_TOKEN.sub(" ", typed).split())


def _value_of(name: str, typed: str, provinces: Iterable[tuple[str, str]]) -> str:
    value = normal(typed)
    found: str | None = None
    if name == "over":
        days = _DAYS.fullmatch(value)
        found = days[1] if days else None
    elif name == "at":
        office = _OFFICE.fullmatch(value)
        found = office[1] if office else None
    elif name == "assigned":
        found = _ASSIGNED.get(value)
    elif name == "province":
        found = _named({normal(label): code for code, label in provinces}, value)
    else:
        found = _named(_labels(name), value)
    if found is None:
        raise DomainError(_("“%(value)s” is not known here. Choose it from the filters.") % {"value": typed[:40]})
    return found


def _labels(name: str) -> dict[str, str]:
    """Every name of every choice in both languages, and what it is in an address."""
    found: dict[str, str] = {}
    for choices in _CHOICES[name]:
        for choice in choices:  # type: ignore[attr-defined]
            found.setdefault(normal(choice.value), choice.value)
            for language in ("th", "en"):
                with override(language):
                    found.setdefault(normal(str(choice.label)), choice.value)
    return found


def _named(names: Mapping[str, str], value: str) -> str | None:
    """By its whole name, or by the beginning of just one."""
    if value in names:
        return names[value]
    begun = {code for name, code in names.items() if name.startswith(value)}
    return begun.pop() if len(begun) == 1 and value else None


_NORMAL_KEYS = {normal(key): name for key, name in _KEYS.items()}
