"""May a photograph be printed in the report? Values in, values out."""

from collections.abc import Iterable
from enum import StrEnum


class Hindrance(StrEnum):
    """Why a photograph stays out."""

    NOT_ASKED = "not_asked"
    REFUSED = "refused"  # somebody in it said no
    NOT_SAID = "not_said"  # somebody in it never answered the question


def hindrance(consent: str, answers: Iterable[bool | None]) -> Hindrance | None:
    """`answers`: what the people who can be recognised said about photographs. None: it may be printed.

    "Everybody agreed" does not weigh more than what a person said herself, now or later: a no takes the picture out.
    """
    said = list(answers)
    if False in said:
        return Hindrance.REFUSED
    if consent == "unknown":
        return Hindrance.NOT_ASKED
    if None in said:
        return Hindrance.NOT_SAID
    return None
