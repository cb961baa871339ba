"""Finds the PACC in what people wrote, in every spelling, and says which part of it is meant.

Before sending, agency, subject and account are looked through, and where the PACC is named the protected route is
proposed: a name that was missed costs more than one too many, since the reporter decides. Never ป.ป.ช. (NACC), ปปง.
(AMLO), ปปส. (ONCB) or ปปป. (police). Source: domain.md, Routing and Spelling.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pacc.thai.digits import to_arabic, without_invisible
from reports.rules.vocabulary import AboutPacc


@dataclass(frozen=True)
class Named:
    """A part of the PACC. `office` is 1-9 for a regional office."""

    part: AboutPacc
    office: int | None = None


HEADQUARTERS = Named(AboutPacc.HEADQUARTERS)
UNKNOWN_PART = Named(AboutPacc.UNKNOWN)

# How far beside a name its number or "headquarters" is looked for, in letters.
_REACH = 60

_MARKS = re.compile("[\u0e47-\u0e4c]")  # ็ ่ ้ ๊ ๋ ์: left out or misplaced in hurried typing
_LETTER = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e44"
_FOLLOWING_VOWEL = "\u0e30-\u0e3a"  # after ท it makes the beginning of a word, as in ปทุมธานี
_STROKES = r".,·•_/\\*'\"|\u2010-\u2015-"
_GAP = rf"[\s{_STROKES}]*"
_DOT = rf"\s*[{_STROKES}]+\s*"


def _skeleton(text: str) -> str:
    """Small letters, Arabic digits, nothing invisible, no tone marks: what spellings have in common."""
    text = unicodedata.normalize("NFC", to_arabic(without_invisible(text))).casefold()
    text = re.sub("[\uff01-\uff5e]", lambda wide: chr(ord(wide.group()) - 0xFEE0), text)
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("เเ", "แ")  # ำ and แ typed as two letters
    # ท่ and ท้ begin a word (ท่าน, ท้องถิ่น): a vowel in the tone's place tells so after the marks are gone.
    text = re.sub("ท[\u0e48-\u0e4b]", "ทะ", text)
    return _MARKS.sub("", text)


def _any_of(*phrases: str) -> str:
    """One of the phrases, however it is spaced and dotted."""
    return "(?:" + "|".join(_GAP.join(map(re.escape, _skeleton(each).replace(" ", ""))) for each in phrases) + ")"


_IN_PUBLIC_SECTOR = rf"{_GAP}{_any_of('ในภาครัฐ', 'ภาครัฐ')}"
_NAME = re.compile(
    "|".join(
        (
            rf"(?P<commission>{_any_of('คณะกรรมการป้องกันและปราบปรามการทุจริต')}{_IN_PUBLIC_SECTOR})",
            rf"(?P<division>{_any_of('กองปราบปรามการทุจริต', 'สำนักปราบปรามการทุจริต')}{_IN_PUBLIC_SECTOR})",
            rf"(?P<office>{_any_of('ป้องกันและปราบปรามการทุจริต')}{_IN_PUBLIC_SECTOR})",
            r"(?P<english>(?:office\s+of\s+(?:the\s+)?)?public[\s-]+sector[\s-]+anti[\s-]*corruption(?:\s+commission)?)",
            r"(?<![a-z0-9])p\W{0,2}a\W{0,2}c\W{0,2}c(?![a-z])(?!\W{0,2}connect)",
            # ปปท together, except before a vowel: รูปปทุม
            rf"ปปท(?![{_FOLLOWING_VOWEL}])",
            # ป.ป.ท, except as the end of ป.ป.ป. and the beginning of the next word
            rf"(?<!ป\.)(?<!ป\.\s)ป{_DOT}ป{_DOT}ท(?![{_FOLLOWING_VOWEL}])(?:(?<![\s]ท)|(?![{_LETTER}])|(?=เขต))",
            # ป ป ท and half-dotted forms, only where each letter stands alone
            rf"(?<![{_LETTER}])(?:ป\s+ป\s+ท|ปป{_DOT}ท|ป{_DOT}ปท)(?:(?![{_LETTER}])|(?=เขต))",
        )
    )
)

_NUMBER_WORDS = {
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_NUMBERS = {_skeleton(word): number for word, number in _NUMBER_WORDS.items()}
_NUMBER = rf"(?P<number>\d+|{'|'.join(_NUMBERS)})(?!\d)"
_FILLERS = (r"of\b", r"in\b", r"the\b", r"office\b", *map(_skeleton, ("ประจำ", "ของ", "สำนักงาน", "สนง", "ที่")))
_FILLER = rf"(?:[\s{_STROKES}():]|{'|'.join(_FILLERS)})*"
_AREA = rf"(?:{_skeleton('เขตพื้นที่')}|เขต|ภาค|region(?:al)?|area|zone|office|no){_FILLER}"

_NUMBER_AFTER = re.compile(rf"{_FILLER}(?:{_AREA}){{1,3}}{_NUMBER}")
# A number alone right after the name: "ปปท 5", not "ปปท. 5 คน" nor a telephone number.
_COUNTED = _any_of(
    "คน", "นาย", "ท่าน", "ราย", "ครั้ง", "เรื่อง", "วัน", "เดือน", "ปี", "แห่ง", "โมง", "ทุ่ม", "บาท", "น.", "ใบ", "ชุด"
)
_BARE_NUMBER_AFTER = re.compile(rf"{_GAP}{_NUMBER}(?!{_GAP}(?:{_COUNTED}|\d))")
_NUMBER_BEFORE = re.compile(rf"(?:{_AREA}){{1,2}}{_NUMBER}{_FILLER}$")
_HEADQUARTERS_AFTER = re.compile(
    rf"{_FILLER}(?:{_any_of('ส่วนกลาง', 'สำนักงานใหญ่', 'เมืองทอง', 'แจ้งวัฒนะ', 'ปากเกร็ด')}"
    r"|head\W?quarters?|head office|hq\b|central)"
)
_HEADQUARTERS_BEFORE = re.compile(
    rf"(?:{_any_of('เลขาธิการ', 'คณะกรรมการ', 'บอร์ด', 'ส่วนกลาง')}|head\W?quarters?|head office|hq|secretary[\s-]general)"
    rf"{_FILLER}$"
)
_PROVINCE = rf"{_GAP}(?:{_skeleton('จังหวัด')}|จ\.)?{_GAP}"


def find_pacc(text: str, *, seats: Mapping[str, int] | None = None) -> list[Named]:
    """Each part of the PACC that the text names, in order, once.

    `seats`: names of the towns where regional offices sit and their office, for "ปปท. นครราชสีมา".
    """
    text = _skeleton(text)
    towns = {_skeleton(town): office for town, office in (seats or {}).items()}
    return list(dict.fromkeys(_part_of(found, text, towns) for found in _NAME.finditer(text)))


def concerned_part(*texts: str, seats: Mapping[str, int] | None = None) -> Named | None:
    """The one part to propose the protected route for, or None where the PACC is not named.

    A bare "ปปท." beside a named part means that part; two different parts make it unknown, which is hidden from both.
    """
    named = {part for text in texts for part in find_pacc(text, seats=seats)}
    if not named:
        return None
    certain = named - {UNKNOWN_PART}
    return certain.pop() if len(certain) == 1 else UNKNOWN_PART


def _part_of(found: re.Match[str], text: str, towns: Mapping[str, int]) -> Named:
    if found["division"]:
        return HEADQUARTERS  # whose divisions are numbered too
    before, after = text[max(0, found.start() - _REACH) : found.start()], text[found.end() : found.end() + _REACH]
    number = _NUMBER_AFTER.match(after) or _NUMBER_BEFORE.search(before) or _BARE_NUMBER_AFTER.match(after)
    if number:
        office = _NUMBERS.get(number["number"]) or int(number["number"])
        return Named(AboutPacc.OFFICE, office) if 1 <= office <= 9 else UNKNOWN_PART
    for town, office in towns.items():
        if re.match(_PROVINCE + re.escape(town), after):
            return Named(AboutPacc.OFFICE, office)
    if _HEADQUARTERS_AFTER.match(after) or _HEADQUARTERS_BEFORE.search(before):
        return HEADQUARTERS
    # The full names are those of headquarters; a short name may be any part's.
    full_name = found["commission"] or (found["english"] or "").startswith("office")
    return HEADQUARTERS if full_name else UNKNOWN_PART
