"""Thai names in dictionary order, and as people search them.

The database has no Thai collation: keys are computed here, stored, and sorted by code point (collation "C").
"""

import re
import unicodedata

from pacc.thai.digits import to_arabic, without_invisible

# Longest first within each group, so that พ.ต.ท. is not taken for พ.ต. and a rest.
WORD_TITLES = ("ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "เด็กหญิง", "เด็กชาย", "นางสาว", "นาง", "นาย")
DOTTED_TITLES = (
    "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "จ.ส.ต.",
    "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.", "ด.ต.", "พล.อ.อ.", "พล.อ.ท.", "พล.อ.ต.", "พล.ร.อ.", "พล.ร.ท.", "พล.ร.ต.",
    "พล.อ.", "พล.ท.", "พล.ต.", "จ.ส.อ.", "จ.ส.ท.", "ส.อ.", "ส.ท.", "ส.ต.", "พ.อ.อ.", "พ.อ.ท.", "พ.อ.ต.",
    "พ.จ.อ.", "น.อ.", "น.ท.", "น.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "ม.ร.ว.", "ม.ล.",
    "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "ทพญ.", "ทพ.", "นพ.", "พญ.", "ภญ.", "ภก.", "รศ.", "ผศ.", "ศ.", "ดร.",
    "ว่าที่",
)  # fmt: skip
LATIN_TITLES = ("prof", "mrs", "mr", "miss", "ms", "dr")

_TITLE = re.compile(
    r"\s*(?:"
    + "|".join(
        [
            # Abbreviations are written with or without spaces after their dots.
            *(re.escape(title).replace(r"\.", r"\.\s*") for title in DOTTED_TITLES),
            # A rest that starts with a sign that cannot start a word means the "title" is part of the name: นายิกา.
            *(rf"{title}\s*(?=[ก-ฮเ-ไA-Za-z])" for title in WORD_TITLES),
            *(rf"{title}(?:\.\s*|\s+)" for title in LATIN_TITLES),
        ]
    )
    + ")(?=.)",
    re.IGNORECASE,
)

_LEADING_VOWEL_AND_CONSONANT = re.compile("([เ-ไ])([ก-ฮ])")
# ็ ่ ้ ๊ ๋ ์ ํ ๎: they part words that are otherwise spelled alike.
_SIGNS = {sign: chr(ord("1") + place) for place, sign in enumerate("็่้๊๋์ํ๎")}
_NO_SIGN = "0"
# Lower than every letter: "สมชาย ใจดี" comes before "สมชายวงศ์ ใจดี".
_GAP = "\x02"
_LEVEL = "\x01"
_LONGEST_NUMBER = 9


def without_titles(name: str) -> str:
    """The name without leading titles and ranks (นาย, พ.ต.ท., ศ.ดร., Mrs.)."""
    name = name.strip()
    while found := _TITLE.match(name):
        name = name[found.end() :].strip()
    return name


def _tidy(text: str) -> str:
    """One spelling for what looks the same: digits, composed letters, order of marks, no invisible letters."""
    text = unicodedata.normalize("NFC", to_arabic(without_invisible(text)))
    text = text.replace("เเ", "แ")
    text = re.sub("([่-๋])([ิ-ฺ็ั])", r"\2\1", text)  # a tone typed before its vowel
    return re.sub("ํ([่-๋]?)า", r"\1ำ", text)  # ำ typed as two letters


def _number_key(found: re.Match[str]) -> str:
    digits = found.group().lstrip("0") or "0"
    return chr(ord("0") + min(len(digits), _LONGEST_NUMBER)) + digits


def sort_key(name: str, *, ignore_titles: bool = True) -> str:
    """A key whose code-point order is the order of a Thai dictionary.

    A leading vowel sorts after its consonant, tone marks only part equal spellings, numbers go by their value, titles
    are ignored. Places and organisations pass `ignore_titles=False`: นางรอง is a district.
    """
    text = _tidy(without_titles(name) if ignore_titles else name).casefold()
    text = re.sub(r"\s+", _GAP, text.strip())
    text = re.sub(r"\d+", _number_key, text)
    text = _LEADING_VOWEL_AND_CONSONANT.sub(r"\2\1", text)
    letters: list[str] = []
    signs: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if letter in _SIGNS:
            if signs:
                signs[-1] = signs[-1].removesuffix(_NO_SIGN) + _SIGNS[letter]
        elif letter.isalnum() or "ะ" <= letter <= "ฺ" or (letter == _GAP != "".join(letters[-1:])):
            letters.append(letter)
            signs.append(_NO_SIGN)
    return "".join(letters) + _LEVEL + "".join(signs).rstrip(_NO_SIGN)


def search_key(name: str, *, ignore_titles: bool = True) -> str:
    """The name as it is searched: letters and digits only, one spelling, small letters, no title."""
    text = _tidy(without_titles(name) if ignore_titles else name).casefold()
    return "".join(letter for letter in text if letter.isalnum() or "ะ" <= letter <= "๎")
