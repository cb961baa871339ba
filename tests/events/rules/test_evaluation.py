"""The figures of an evaluation, recomputed by hand."""

import statistics
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.evaluation import Gain, Spread, batch_of, batches_shown, together

# Twenty sheets. Item 1: eight gave 5, seven 4, three 3, one 2, one 1.
#   sum = 8*5 + 7*4 + 3*3 + 1*2 + 1*1 = 40 + 28 + 9 + 2 + 1 = 80; mean = 80/20 = 4.00
#   squares = 8*25 + 7*16 + 3*9 + 4 + 1 = 200 + 112 + 27 + 4 + 1 = 344
#   variance = (344 - 80*80/20) / 19 = (344 - 320) / 19 = 24/19 = 1.26315...; deviation = 1.1239... = 1.12
ITEM_1 = Spread({5: 8, 4: 7, 3: 3, 2: 1, 1: 1})
# Item 2: fifteen gave 5, five 4. sum = 75 + 20 = 95; mean = 4.75; squares = 375 + 80 = 455
#   variance = (455 - 95*95/20) / 19 = (455 - 451.25) / 19 = 3.75/19 = 0.19736...; deviation = 0.4442... = 0.44
ITEM_2 = Spread({5: 15, 4: 5})


def test_worked_example():
    assert (ITEM_1.number, ITEM_1.mean, ITEM_1.deviation, ITEM_1.band) == (20, Decimal("4.00"), Decimal("1.12"), 4)
    assert (ITEM_2.number, ITEM_2.mean, ITEM_2.deviation, ITEM_2.band) == (20, Decimal("4.75"), Decimal("0.44"), 5)
    # Both together: sum = 175, mean = 175/40 = 4.375 = 4.38 (half up); squares = 799
    #   variance = (799 - 175*175/40) / 39 = (799 - 765.625) / 39 = 33.375/39 = 0.85576...; deviation = 0.9250... = 0.93
    whole = together([ITEM_1, ITEM_2])
    assert (whole.number, whole.mean, whole.deviation, whole.band) == (40, Decimal("4.38"), Decimal("0.93"), 4)
    assert [ITEM_1.share(level) for level in (5, 4, 3, 2, 1)] == [40, 35, 15, 5, 5]


@pytest.mark.parametrize(
    ("counts", "mean", "band"),
    [
        ({5: 51, 4: 49}, "4.51", 5),
        ({5: 1, 4: 1}, "4.50", 4),
        ({4: 51, 3: 49}, "3.51", 4),
        ({4: 1, 3: 1}, "3.50", 3),
        ({3: 51, 2: 49}, "2.51", 3),
        ({3: 1, 2: 1}, "2.50", 2),
        ({2: 51, 1: 49}, "1.51", 2),
        ({2: 1, 1: 1}, "1.50", 1),
        ({1: 3}, "1.00", 1),
        # 4.505: shown as 4.51, so it is read as 4.51
        ({5: 101, 4: 99}, "4.51", 5),
    ],
)
def test_bands_are_read_as_the_mean_is_shown(counts, mean, band):
    assert (Spread(counts).mean, Spread(counts).band) == (Decimal(mean), band)


def test_nothing_and_a_single_mark():
    assert (Spread({}).number, Spread({}).mean, Spread({}).deviation, Spread({}).band) == (0, None, None, None)
    assert Spread({}).share(5) == 0
    assert (Spread({3: 1}).mean, Spread({3: 1}).deviation) == (3, None)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=300))
def test_figures_are_those_of_the_standard_library(marks):
    spread = Spread({level: marks.count(level) for level in range(1, 6)})
    assert abs(float(spread.mean) - statistics.mean(marks)) <= 0.005 + 1e-9
    assert abs(float(spread.deviation) - statistics.stdev(marks)) <= 0.005 + 1e-9


def test_gain_of_a_question():
    # 12 of 40 right before (30 %), 27 of 36 after (75 %): 45 points of the 70 that could be gained, 64.29 %
    gain = Gain(40, 12, 36, 27)
    assert (gain.share_before, gain.share_after, gain.points, gain.normalised) == (
        Decimal(30), Decimal(75), Decimal(45), Decimal("64.29"),
    )  # fmt: skip
    assert Gain(10, 10, 10, 9).normalised is None
    assert Gain(0, 0, 10, 9).points is None


@given(st.integers(0, 400))
def test_no_look_at_the_results_differs_from_another_by_fewer_than_five_sheets(last):
    batches = [batch_of(before) for before in range(last)]
    looks = {
        sum(batch < batches_shown(so_far, is_open=True) for batch in batches[:so_far]) for so_far in range(last + 1)
    } | {sum(batch < batches_shown(last, is_open=False) for batch in batches)}
    seen = sorted(looks)
    assert all(later - earlier >= 5 for earlier, later in pairwise(seen))
    assert seen[-1] == (last if last >= 5 else 0)
