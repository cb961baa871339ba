"""What an officer had before her eyes when she began to write, so that she is told what changed meanwhile."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([a-z_]{1,16})-(\d{1,18})-(\d{1,3}|x)-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """The report as its page showed it: state, whose it is (0: nobody's), where it lies (None: a conflict case), and
    the last message of its thread (0: none)."""

    state: str
    assigned_to: int
    office: int | None
    last_message: int

    def __str__(self) -> str:
        """As a form carries it: in_triage-17-3-4211."""
        office = "x" if self.office is None else self.office
        return f"{self.state}-{self.assigned_to}-{office}-{self.last_message}"


def read_seen(text: str) -> Seen | None:
    """What a form carried, or None where it carried nothing that was written here."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    state, assigned_to, office, last_message = found.groups()
    return Seen(state, int(assigned_to), None if office == "x" else int(office), int(last_message))
