"""How complete an account is: who, where, when, evidence.

A cabinet resolution of 1998 lets agencies act on unsigned letters only where they give clear surrounding evidence. This
is a hint for officers, never a reason to refuse. Source: domain.md, "Asked for".
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """How well one of the four is known."""

    CLEAR = "clear", pgettext_lazy("completeness", "Clear")
    ROUGH = "rough", pgettext_lazy("completeness", "Rough")
    MISSING = "missing", pgettext_lazy("completeness", "Not provided")


@dataclass(frozen=True)
class Completeness:
    """The four hints; `files` counts the evidence."""

    who: Level
    where: Level
    when: Level
    evidence: Level
    files: int

    @property
    def clear(self) -> int:
        """How many of the four are clear, 0-4."""
        return (self.who, self.where, self.when, self.evidence).count(Level.CLEAR)


@dataclass(frozen=True)
class Told:
    """What the account tells, as far as completeness asks. Texts may be empty."""

    people: str = ""
    agency: str = ""
    province_code: str | None = None
    district_code: str | None = None
    place: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    about: bool = False
    files: int = 0


def completeness_of(told: Told) -> Completeness:
    """What is clear, rough or missing. A named person is clear; an agency alone is rough."""
    return Completeness(
        who=_level(clear=bool(told.people.strip()), rough=bool(told.agency.strip())),
        where=_level(
            clear=bool(told.district_code or (told.province_code and told.place.strip())),
            rough=bool(told.province_code or told.place.strip()),
        ),
        when=_level(clear=bool(told.year and told.month and not told.about), rough=bool(told.year)),
        evidence=_level(clear=told.files > 0, rough=False),
        files=told.files,
    )


def _level(*, clear: bool, rough: bool) -> Level:
    if clear:
        return Level.CLEAR
    return Level.ROUGH if rough else Level.MISSING
