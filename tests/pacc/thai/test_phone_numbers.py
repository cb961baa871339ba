import pytest

from pacc.thai.phone_numbers import MAX_LENGTH, PhoneNumberError, clean_phone, show_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("081-234-5678", "0812345678"),
        ("081 234 5678", "0812345678"),
        ("812345678", "0812345678"),  # a spreadsheet took it for a number
        ("812345678.0", "0812345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("+66812345678", "0812345678"),
        ("\u200b081-2345678\ufeff", "0812345678"),
        ("044-511234", "044511234"),
        ("44511234", "044511234"),
        ("044-511234 ต่อ 21", "044511234"),
        ("081-2345678, 044-511234", "0812345678"),
        ("081-2345678/0898765432", "0812345678"),
        ("+856 20 5512 3456", "+8562055123456"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_clean_phone_gives_one_spelling(typed: str, stored: str) -> None:
    assert clean_phone(typed) == stored
    assert len(stored) <= MAX_LENGTH


@pytest.mark.parametrize("typed", ["08", "081234567", "08123456789", "ไม่มี", "-", "0" * 400, "😀", "x" * 5000])
def test_clean_phone_refuses(typed: str) -> None:
    with pytest.raises(PhoneNumberError):
        clean_phone(typed)


def test_show_phone_does_not_break() -> None:
    assert show_phone("0812345678") == "081\u00a0234\u00a05678"
    assert show_phone("") == ""
    assert show_phone("not a number") == "not a number"
