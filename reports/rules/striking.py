"""Striking words out of a text before others read it: the officer puts ((marks)) around them, each becomes one bar.

Parentheses, as brackets are on no Thai keyboard. A bar is of one length whatever it covers, and nothing lies under it.
"""

import re
from collections.abc import Iterable

from pacc.thai.digits import to_arabic, to_thai, without_invisible
from pacc.thai.names import split_title

BAR = "\u2588"
_MARKS = re.compile(r"\(\(|\)\)")
_NEIGHBOURS = re.compile(r"([()])(?=\1)")
_GAPS = re.compile(r"[\s.\-\u2010-\u2015]+")
_FEWEST_LETTERS = 3  # of a part of a name; shorter ones are everywhere in a text
# What stands before a number of Thailand: the trunk's 0, or the country
_BEFORE_NUMBER = r"(?:(?:\+?66|[0\u0e50])[\s.\-]*)?"


class Unbalanced(ValueError):
    """A mark that is opened and not closed, closed and not opened, or opened within another."""


def to_mark(text: str) -> str:
    """The text as it is marked in: doubled parentheses of its own stand apart, line ends are one sign."""
    return _NEIGHBOURS.sub(r"\1 ", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def without_marks(marked: str) -> str:
    return _MARKS.sub("", marked)


def struck(marked: str) -> str:
    """Each marked passage as one bar. Raises Unbalanced."""
    kept: list[str] = []
    is_open = False
    for number, part in enumerate(re.split(r"(\(\(|\)\))", marked)):
        if number % 2:
            if (part == "((") == is_open:
                raise Unbalanced
            is_open = part == "(("
        elif not is_open:
            kept.append(part)
        else:
            kept.append(BAR)
    if is_open:
        raise Unbalanced
    return "".join(kept)


def marked_where(text: str, words: Iterable[str]) -> str:
    """`text`, made `to_mark`, with marks around each of the words, however they are spaced there."""
    text = to_mark(text)
    sought = (each for each in map(_sought, words) if each)
    spans = sorted((found.span() for each in sought for found in each.finditer(text)), key=lambda at: (at[0], -at[1]))
    told: list[str] = []
    end = 0
    for start, stop in spans:
        if stop <= end:  # within the one before
            continue
        begins = max(start, end)
        told += [text[end:begins], "((", text[begins:stop], "))"]
        end = stop
    return "".join([*told, text[end:]])


def still_told(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words can still be read, whatever stands between its letters."""
    squeezed = _squeezed(text)
    return any(_squeezed(word) in squeezed for word in words if len(_squeezed(word)) >= _FEWEST_LETTERS)


def names_in(*, name: str, phone: str, email: str) -> list[str]:
    """What says who somebody is: the name without its title, the number without what stands before it, the mail."""
    number = re.sub(r"^(66|0)", "", re.sub(r"\D", "", to_arabic(phone)))
    return [each for each in (split_title(name)[1], number, email) if each]


def parts_of(name: str) -> list[str]:
    """First name and surname alone: most likely to be struck out, and not always meant."""
    return [part for part in split_title(name)[1].split() if len(part) >= _FEWEST_LETTERS]


def _squeezed(text: str) -> str:
    return _GAPS.sub("", to_arabic(without_invisible(text))).casefold()


def _sought(word: str) -> re.Pattern[str] | None:
    letters = _squeezed(word)
    if len(letters) < _FEWEST_LETTERS:
        return None
    each = (f"[{letter}{to_thai(letter)}]" if letter.isdecimal() else re.escape(letter) for letter in letters)
    before = _BEFORE_NUMBER if letters.isdecimal() else ""
    return re.compile(before + r"[\s.\-]*".join(each), re.IGNORECASE)
