"""Numbers as people type them: Thai digits, spaces, dashes, invisible letters."""

import re
import unicodedata

# Letters of category Cf (zero-width space, joiner, byte order mark, direction marks) look like nothing and come
# along with pasted text.
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212,]+")


def without_invisible(text: str) -> str:
    """The text without letters that show nothing; tabs, line ends and spaces stay."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def to_arabic(text: str) -> str:
    """The text with every decimal digit, Thai or other, as 0-9."""
    return "".join(
        str(unicodedata.decimal(letter)) if not letter.isascii() and letter.isdecimal() else letter for letter in text
    )


def to_thai(text: str) -> str:
    """24 พฤษภาคม 2565 → ๒๔ พฤษภาคม ๒๕๖๕."""
    return text.translate(_THAI)


def clean_number(text: str) -> str:
    """A typed number without what people put between its digits; other letters stay, for the caller to refuse."""
    return _SEPARATORS.sub("", to_arabic(without_invisible(text)))
