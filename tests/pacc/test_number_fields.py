"""Money as people write it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pacc.number_fields import AmountField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,250.50", "1250.50"), ("๑,๒๕๐", "1250"), (" 1 250 บาท", "1250"), ("0", "0"), ("999999999.99", "999999999.99")],
)
def test_amount_is_read_as_people_write_it(typed, amount):
    assert AmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["-1", "1.234", "x", "1e9", "1000000000", "NaN", "๑.๒.๓", "1\x002"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


def test_blank_is_none_where_it_may_be():
    assert AmountField(required=False).clean("  ") is None
