"""The figures of an evaluation, as Thai offices report them. Values in, values out.

Mean and sample standard deviation (n - 1) over all marks; rounded half up to two places only when shown. The reading
of the bands is the usual one for five levels (บุญชม ศรีสะอาด, การวิจัยเบื้องต้น): 4.51-5.00 most, 3.51-4.50 much,
2.51-3.50 middling, 1.51-2.50 little, 1.00-1.50 least.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from django.utils.translation import pgettext_lazy

LEVELS = (5, 4, 3, 2, 1)
RATING_WORDS = {
    5: pgettext_lazy("rating", "Most"),
    4: pgettext_lazy("rating", "Much"),
    3: pgettext_lazy("rating", "Fair"),
    2: pgettext_lazy("rating", "Little"),
    1: pgettext_lazy("rating", "Least"),
}
# Fewer sheets than this could tell who wrote what: nothing of them is shown, and more are shown so many at a time. Two
# looks at the results, before and after somebody pressed the button, never differ by one person's answers.
LEAST_SHOWN = 5
_BANDS = ((Decimal("4.51"), 5), (Decimal("3.51"), 4), (Decimal("2.51"), 3), (Decimal("1.51"), 2))


def batch_of(sheets_before: int) -> int:
    """The batch of the next sheet."""
    return sheets_before // LEAST_SHOWN


def batches_shown(sheets: int, *, is_open: bool) -> int:
    """How many batches may be looked at. While answers come in, the last full one waits, too: the end then adds at
    least five sheets at once."""
    if is_open:
        return max(batch_of(sheets) - 1, 0)
    return batch_of(sheets) + 1 if sheets >= LEAST_SHOWN else 0


@dataclass(frozen=True)
class Spread:
    """How many gave each mark from 1 to 5."""

    counts: Mapping[int, int]

    @property
    def number(self) -> int:
        return sum(self.counts.get(level, 0) for level in LEVELS)

    @property
    def mean(self) -> Decimal | None:
        """Two places. None of nothing."""
        return rounded(Decimal(self._sum) / self.number) if self.number else None

    @property
    def deviation(self) -> Decimal | None:
        """Of a sample, two places. None of fewer than two marks."""
        if self.number < 2:
            return None
        squares = sum(level * level * self.counts.get(level, 0) for level in LEVELS)
        # Whole numbers to the last step: no rounding error is squared.
        variance = Decimal(self.number * squares - self._sum**2) / (self.number * (self.number - 1))
        return rounded(Decimal(sqrt(variance)))

    @property
    def band(self) -> int | None:
        """5 (most) to 1 (least): the reading of the mean as it is shown."""
        mean = self.mean
        return None if mean is None else next((band for least, band in _BANDS if mean >= least), 1)

    @property
    def _sum(self) -> int:
        return sum(level * self.counts.get(level, 0) for level in LEVELS)

    def share(self, level: int) -> Decimal:
        """Percent of all marks, two places; 0 of nothing."""
        return rounded(Decimal(100 * self.counts.get(level, 0)) / self.number) if self.number else Decimal(0)


def together(spreads: Iterable[Spread]) -> Spread:
    """All marks of a section, or of the whole, as one."""
    counts: dict[int, int] = {}
    for spread in spreads:
        for level, count in spread.counts.items():
            counts[level] = counts.get(level, 0) + count
    return Spread(counts)


@dataclass(frozen=True)
class Gain:
    """Of one question of a test: how many answered it, and rightly, before and after the workshop."""

    before: int
    right_before: int
    after: int
    right_after: int

    @property
    def share_before(self) -> Decimal | None:
        return percent(self.right_before, self.before)

    @property
    def share_after(self) -> Decimal | None:
        return percent(self.right_after, self.after)

    @property
    def points(self) -> Decimal | None:
        """Percentage points gained; None where one side was not answered."""
        before, after = self.share_before, self.share_after
        return None if before is None or after is None else after - before

    @property
    def normalised(self) -> Decimal | None:
        """Of what could be gained, how much was (Hake 1998), percent. None where nothing was left to gain."""
        points, before = self.points, self.share_before
        if points is None or before is None or before == 100:
            return None
        return rounded(100 * points / (100 - before))


def percent(part: int, whole: int) -> Decimal | None:
    return rounded(Decimal(100 * part) / whole) if whole else None


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
