"""What an admin decides about the papers of a workshop: how certificates look, why one is revoked."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.actions.allowances import Rates
from events.actions.certificates import DesignWords
from events.forms.workshop import CountField
from events.models import AllowanceRates, CertificateDesign
from events.queries.allowances import Line
from pacc.forms import Form, LineField, LongTextField
from pacc.number_fields import AmountField
from pacc.picture_field import PictureField

MOST_PAID = Decimal("999_999.99")  # baht


class DesignForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    least_half_days = CountField(
        label=_("Half-days somebody has to have been there"), most=20, required=False,
        help_text=_("Blank: all that count for attendance"),
    )  # fmt: skip
    issuer = LineField(
        label=_("Office on top"), max_length=200, required=False, help_text=_("Blank: the full name of the host")
    )
    heading = LineField(label=_("Heading"), max_length=120)
    deed = LineField(label=_("What the person did"), max_length=200)
    signer = LineField(label=_("Who signs"), max_length=120, required=False)
    position = LineField(label=_("Position of who signs"), max_length=200, required=False)
    signature = PictureField(
        label=_("Picture of the signature"), required=False,
        help_text=_("On white, JPEG or PNG, up to 5 MB. Blank: room to sign by hand"),
    )  # fmt: skip
    drop_signature = forms.BooleanField(label=_("Take the picture of the signature away"), required=False)
    emblem = PictureField(
        label=_("Emblem"), required=False, help_text=_("On white, JPEG or PNG, up to 5 MB. Blank: the portal’s mark")
    )  # fmt: skip
    drop_emblem = forms.BooleanField(label=_("Take the emblem away"), required=False)
    thai_digits = forms.BooleanField(label=_("Thai numerals"), required=False)

    def __init__(self, *args: Any, design: CertificateDesign, half_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.half_days = half_days
        for name in ("signature", "emblem"):
            if not getattr(design, name):
                del self.fields[f"drop_{name}"]

    def clean_least_half_days(self) -> int | None:
        least: int | None = self.cleaned_data["least_half_days"]
        if least and least > self.half_days:
            raise ValidationError(
                _("%(count)s half-days count for attendance"), params={"count": self.half_days}, code="most"
            )
        return least

    def words(self) -> DesignWords:
        return DesignWords(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    def answer_to(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def design_shown(design: CertificateDesign) -> dict[str, Any]:
    """What the form shows first; pictures are not sent back."""
    return {name: getattr(design, name, None) for name in DesignForm.base_fields if name not in {"signature", "emblem"}}


class RatesForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    a_day = AmountField(label=_("Allowance a day (baht)"), most=MOST_PAID)
    travel = AmountField(
        label=_("Travel (baht)"), most=MOST_PAID, help_text=_("For everybody who has no amount of her own below")
    )
    payer = LineField(label=_("Who pays"), max_length=120, required=False)
    payer_position = LineField(label=_("Position of who pays"), max_length=200, required=False)

    def rates(self) -> Rates:
        return Rates(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    def answer_to(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def rates_shown(rates: AllowanceRates) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(rates, name) for name in RatesForm.base_fields}


class TravelForm(Form):
    """What the travel of each of these people cost; blank for the workshop's rate."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            own = getattr(line.person, "travel_cost", None)
            field = AmountField(label=line.person.full_name, most=MOST_PAID, required=False)
            field.initial = own.amount if own else None
            self.fields[f"travel_{line.person.pk}"] = field

    def amounts(self) -> dict[int, Decimal | None]:
        return {int(name.removeprefix("travel_")): value for name, value in self.cleaned_data.items()}


class RevokeForm(Form):
    why = LongTextField(
        label=_("Why it is revoked"),
        max_length=300,
        rows=3,
        help_text=_("Kept here. Nobody reads it on the public page"),
    )
