"""What an officer typed into the search box, and whether a text holds it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pacc.errors import DomainError
from reports.rules.search.normal import normal, readable

MOST_LETTERS = 200
FEWEST_LETTERS = 3
_AROUND = 60  # letters shown before and after what was found
_PARTS = re.compile(r'"([^"]+)"|(\S+)')
_MARKS = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"  # what no line of Thai begins with
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Query:
    """Words that must all be there, normalised; what stood in quotation marks is one."""

    parts: tuple[str, ...]

    def is_in(self, texts: list[str]) -> bool:
        """Whether the normalised texts of a report hold all of it, each part in any of them."""
        return all(any(part in text for text in texts) for part in self.parts)

    def snippet(self, texts: list[str]) -> tuple[str, str, str]:
        """What stands before the first part, the part, what stands after it; cut, readable."""
        part = self.parts[0]
        text = next(text for text in texts if part in text)
        begins = text.index(part)
        ends = begins + len(part)
        before = text[max(0, begins - _AROUND) : begins]
        after = text[ends : ends + _AROUND]
        return (
            ("…" if begins > _AROUND else "") + readable(before).lstrip(_MARKS),
            readable(part),
            readable(after) + ("…" if len(text) > ends + _AROUND else ""),
        )


def read_query(typed: str) -> Query:
    """Raises DomainError, in words, for what nothing can be found by."""
    if len(typed) > MOST_LETTERS:
        raise DomainError(_("Search for fewer words: at most %(n)d letters.") % {"n": MOST_LETTERS})
    parts = tuple(normal(quoted or word) for quoted, word in _PARTS.findall(typed.replace("\x00", "")))
    parts = tuple(dict.fromkeys(part for part in parts if part))
    if not parts or not _LETTER.search("".join(parts)):
        raise DomainError(_("Write at least one word to search for."))
    if max(map(len, parts)) < FEWEST_LETTERS:
        raise DomainError(_("Write at least %(n)d letters in a row.") % {"n": FEWEST_LETTERS})
    return Query(parts)
