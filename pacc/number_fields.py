"""Numbers as people write them: Thai digits, commas and spaces; money in baht with two decimals."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.thai.digits import to_arabic, without_invisible

MOST_BAHT = Decimal("999999999.99")


class AmountField(forms.CharField):
    """A number that is not negative, with at most two decimals; None where it was left blank."""

    def __init__(self, *, most: Decimal = MOST_BAHT, **kwargs: Any) -> None:
        super().__init__(max_length=24, **kwargs)
        self.most = most
        self.widget.attrs.update({"class": "w10", "inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        typed = re.sub(r"[\s,]|บาท|฿", "", to_arabic(without_invisible(super().clean(value))))
        if not typed:
            return None
        if not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", typed, re.ASCII):
            raise ValidationError(_("Write a number, such as 1,250 or 1,250.50"))
        amount = Decimal(typed)
        if amount > self.most:
            raise ValidationError(_("Write a number up to %(most)s"), params={"most": f"{self.most:,.2f}"})
        return amount
