"""An amount of money in Thai words, as it stands on receipts: หนึ่งพันสองร้อยห้าสิบบาทถ้วน."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000


def baht_text(amount: Decimal) -> str:
    """Baht and satang, rounded to the satang. Raises ValueError for a negative amount.

    Source: the rules of reading numbers of the Royal Institute: a final one after tens is เอ็ด, two tens are ยี่สิบ,
    one ten is สิบ.
    """
    if amount < 0:
        raise ValueError("no receipt says less than nothing")
    baht, satang = divmod(int((amount * 100).to_integral_value(ROUND_HALF_UP)), 100)
    words = f"{_number(baht)}บาท" if baht else ""
    if satang:
        return f"{words}{_number(satang)}สตางค์"
    return f"{words or 'ศูนย์บาท'}ถ้วน"


def _number(value: int) -> str:
    millions, rest = divmod(value, _MILLION)
    front = f"{_number(millions)}ล้าน" if millions else ""
    return front + _below_million(rest, follows=bool(millions))


def _below_million(value: int, *, follows: bool) -> str:
    """`follows`: words stand before it, so that a final one is เอ็ด."""
    words = ""
    for place in reversed(range(len(_PLACES))):
        digit = value // 10**place % 10
        if not digit:
            continue
        if place == 1 and digit <= 2:
            words += ("สิบ", "ยี่สิบ")[digit - 1]
        elif place == 0 and digit == 1 and (follows or words):
            words += "เอ็ด"
        else:
            words += _DIGITS[digit] + _PLACES[place]
    return words
