"""Telephone numbers as people write them and as spreadsheets spoil them."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber

from pacc.thai.dates import NBSP
from pacc.thai.digits import to_arabic, without_invisible

# Longest number of the world, with its + (E.164).
MAX_LENGTH = 16

# "081-234-5678, 044-511234" and "044-511234 ต่อ 21" are one cell in many lists: the first number counts.
_NEXT_NUMBER = re.compile(r"[,;/\n]|ต่อ|และ|หรือ|ext\.?", re.IGNORECASE)
# What a spreadsheet makes of a number: 812345678.0
_AS_DECIMAL = re.compile(r"^(\d+)\.0+$")


class PhoneNumberError(ValueError):
    """What was typed is no telephone number."""


def _parse(text: str) -> PhoneNumber:
    typed = to_arabic(without_invisible(text)).strip()
    typed = _AS_DECIMAL.sub(r"\1", typed)
    typed = _NEXT_NUMBER.split(typed, maxsplit=1)[0].strip()
    try:
        # "TH" also reads a number that lost its leading zero: 812345678.
        number = phonenumbers.parse(typed, "TH")
    except NumberParseException:
        raise PhoneNumberError(text) from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneNumberError(text)
    return number


def clean_phone(text: str) -> str:
    """One spelling for a number, as it is stored and compared: 0812345678, abroad +85620....

    Thai digits, dashes, a lost leading zero, +66 and an extension are forgiven. Nothing typed gives "".
    Raises PhoneNumberError.
    """
    if not text.strip():
        return ""
    number = _parse(text)
    if number.country_code == 66:
        return "0" + str(number.national_number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(stored: str) -> str:
    """A stored number as people read it, unbroken: 081 234 5678."""
    if not stored:
        return ""
    kind = phonenumbers.PhoneNumberFormat
    try:
        number = phonenumbers.parse(stored, "TH")
    except NumberParseException:
        return stored
    shown = phonenumbers.format_number(number, kind.NATIONAL if number.country_code == 66 else kind.INTERNATIONAL)
    return shown.replace(" ", NBSP)
