"""One spelling for what people spell in several ways: both what is searched for and what is searched go through it."""

import re
import unicodedata

_SARA_AM, _NIKHAHIT_AA = "\u0e33", "\u0e4d\u0e32"
# น้ํา and นํ้า: tones first, then the circle, as their code points are ordered.
_TONES_AND_CIRCLES = re.compile("[\u0e48-\u0e4b\u0e4d]{2,}")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Zero width and direction marks, soft hyphen, byte order mark, word joiner.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# ป.ป.ท. and P.A.C.C.: a dot after a letter, of Thai with the space behind it (อบต. หนองตาข่าย). 4.5 keeps its own.
_DOT = re.compile(r"(?<=[\u0e01-\u0e4e])(?:\. ?)+|(?<=[^\W\d_])\.+")
_SPACES = re.compile(r"\s+")


def normal(text: str) -> str:
    """Lower case, Arabic digits, one space, nothing invisible, no dots of abbreviations, น้ำ and แ in one spelling."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_DIGITS).casefold()
    text = _DOT.sub("", _SPACES.sub(" ", text)).strip().replace("เเ", "แ")
    return _TONES_AND_CIRCLES.sub(lambda marks: "".join(sorted(marks[0])), text)


def readable(text: str) -> str:
    """Of a normalised text, as it is shown: with ำ written as one letter."""
    return text.replace(_NIKHAHIT_AA, _SARA_AM)
