"""How the rows of the access matrix are written; the rows are in site.py and desk.py, one for each named address.

An outcome is a status, or one of the words below. A row says it for everybody ("*") and for those who differ.
People of the other zone have no session here: they get what the citizen gets.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.people import CITIZEN

DOOR = "door"  # led to the zone's page for signing in
SET_UP = "set up"  # led to setting up the second factor
PROVE = "prove"  # led to proving oneself again
ON = "on"  # led to some other page of the zone

Outcome = int | str
Said = Outcome | dict[str, Outcome]


@dataclass(frozen=True)
class Row:
    """What GET and an empty POST answer. `args` builds the address from the world's things."""

    get: Said
    post: Said
    args: Callable[[Any], list[Any]] = field(default=lambda world: [])

    def expected(self, method: str, name: str) -> Outcome:
        said = self.get if method == "GET" else self.post
        if not isinstance(said, dict):
            return said
        return said.get(name, said["*"])


def behind_door(said: Said, **others: Outcome) -> dict[str, Outcome]:
    """For whoever is signed in; the citizen is led to the door."""
    return {CITIZEN: DOOR, **(said if isinstance(said, dict) else {"*": said}), **others}


def only(outcome: Outcome, *names: str, others: Outcome = 404) -> dict[str, Outcome]:
    """`outcome` for the named, `others` for the rest of those who are signed in, the door for the citizen."""
    return behind_door(others, **dict.fromkeys(names, outcome))


def outcome_of(response: Any) -> Outcome:
    """The answer in the table's words."""
    if response.status_code not in {301, 302, 303}:
        return int(response.status_code)
    path = response["Location"].partition("?")[0]
    if path.endswith("/accounts/login/"):
        return DOOR
    if path.endswith("/accounts/2fa/"):
        return SET_UP
    if path.endswith("reauthenticate/"):
        return PROVE
    return ON
