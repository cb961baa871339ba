"""What one person is paid. Values in, values out; baht."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Pay:
    """`days` on which the person was there."""

    days: int
    a_day: Decimal
    travel: Decimal

    @property
    def allowance(self) -> Decimal:
        return self.a_day * self.days

    @property
    def total(self) -> Decimal:
        """Nothing for whoever did not come."""
        return self.allowance + self.travel if self.days else Decimal(0)
