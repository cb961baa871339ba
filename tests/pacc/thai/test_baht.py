"""Money in Thai words."""

from decimal import Decimal

import pytest

from pacc.thai.baht import baht_text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("1250.50", "หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์"),
        ("29040", "สองหมื่นเก้าพันสี่สิบบาทถ้วน"),
        ("100000", "หนึ่งแสนบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.11", "สิบเอ็ดสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("3.005", "สามบาทหนึ่งสตางค์"),
        ("99.999", "หนึ่งร้อยบาทถ้วน"),
    ],
)
def test_amounts_are_read_as_on_a_receipt(amount, words):
    assert baht_text(Decimal(amount)) == words


def test_less_than_nothing_is_refused():
    with pytest.raises(ValueError, match="less than nothing"):
        baht_text(Decimal("-1"))
