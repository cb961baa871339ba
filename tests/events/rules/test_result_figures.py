"""The figures of a result report, recomputed by hand."""

from decimal import Decimal

import pytest

from events.rules.result_figures import Attended, Share, figures, percent_of

MORNING, AFTERNOON, OTHER = 1, 2, 9


def somebody(province, *half_days, kind="participant", network="ก"):
    return Attended(kind, province, network, frozenset(half_days))


def test_figures_count_who_came_once_and_who_came_to_all():
    counted = figures(
        [
            somebody("สุรินทร์", MORNING, AFTERNOON),
            somebody("สุรินทร์", MORNING),
            somebody("สุรินทร์"),
            somebody("บุรีรัมย์", AFTERNOON, kind="guest", network="ข"),
            somebody("บุรีรัมย์", OTHER),  # a half-day that is no longer counted
        ],
        [MORNING, AFTERNOON],
        kinds={"participant": "ผู้เข้าร่วม", "guest": "แขก"},
    )
    assert (counted.registered, counted.came, counted.came_to_all) == (5, 3, 1)
    assert counted.by_half_day == [2, 2]
    assert counted.by_province == [Share("สุรินทร์", 3, 2), Share("บุรีรัมย์", 2, 1)]
    assert counted.by_kind == [Share("ผู้เข้าร่วม", 4, 2), Share("แขก", 1, 1)]
    assert counted.by_network == [Share("ก", 4, 2), Share("ข", 1, 1)]


def test_nobody_came_to_all_of_no_half_days():
    assert figures([somebody("สุรินทร์")], [], kinds={}).came_to_all == 0


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(106, 121, "87.60"), (0, 121, "0.00"), (1, 3, "33.33"), (2, 3, "66.67")]
)
def test_percent_has_two_decimals(part, whole, percent):
    assert percent_of(part, whole) == Decimal(percent)


def test_there_is_no_percent_of_nothing():
    assert percent_of(0, 0) is None
