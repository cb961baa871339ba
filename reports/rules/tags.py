"""Tags: what an office sorts its reports by, in its own words. They stand in clear, so they name nobody."""

import re
import unicodedata

from django.utils.translation import gettext as _

from pacc.errors import DomainError
from pacc.thai.names import one_line

MOST_TAGS = 8  # on one report: more is no sorting
MOST_LETTERS = 40
_APART = re.compile(r"[,;،、\n]")


def read_tags(typed: str) -> list[str]:
    """What was typed with commas between, each once, in its first spelling. Raises DomainError for one too long."""
    found: dict[str, str] = {}
    for part in _APART.split(unicodedata.normalize("NFC", typed)):
        name = one_line(part)
        if len(name) > MOST_LETTERS:
            told = {"tag": name[:20], "n": MOST_LETTERS}
            raise DomainError(_("Shorten the tag “%(tag)s…”: at most %(n)d letters.") % told)
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def joined(chosen: list[str], typed: list[str]) -> list[str]:
    """Both, each once, in order. Raises DomainError for more than a report can have."""
    found = {name.casefold(): name for name in [*typed, *chosen]}
    if len(found) > MOST_TAGS:
        raise DomainError(_("A report has at most %(n)d tags.") % {"n": MOST_TAGS})
    return sorted(found.values())
