"""Break-out groups made by rule, on 200 random workshops: a table of what must hold."""

import random
from collections import Counter
from math import ceil

import pytest

from events.rules.balancing import Person, Wish, Wishes, balanced, told

WORKSHOPS = range(200)


def a_workshop(seed):
    """People as they come: a few large networks, many small ones, eight provinces, one leader in ten."""
    chance = random.Random(seed)
    size, groups = chance.randint(1, 140), chance.randint(1, 14)
    networks = [None, *range(chance.randint(1, 25))]
    people = [
        Person(
            key=number,
            network=chance.choice(networks) if chance.random() < 0.7 else chance.choice(networks[:3]),
            province=chance.choice([None, *range(8)]),
            is_leader=chance.random() < 0.1,
            pinned=chance.randrange(groups) if chance.random() < 0.05 else None,
        )
        for number in range(1, size + 1)
    ]
    wishes = Wishes(groups, chance.choice(list(Wish)), chance.choice(list(Wish)))
    return people, wishes


@pytest.mark.parametrize("seed", WORKSHOPS)
def test_what_must_hold_in_every_workshop(seed):
    people, wishes = a_workshop(seed)
    places = balanced(people, wishes, seed=seed)
    pinned = Counter(person.pinned for person in people if person.pinned is not None)
    sizes = Counter(places.values())
    fair = ceil(len(people) / wishes.groups)
    assert set(places) == {person.key for person in people}
    assert all(0 <= group < wishes.groups for group in places.values())
    assert all(places[person.key] == person.pinned for person in people if person.pinned is not None)
    if max(pinned.values(), default=0) <= len(people) // wishes.groups:
        counts = [sizes[group] for group in range(wishes.groups)]
        assert max(counts) - min(counts) <= 1
    assert max(sizes.values()) <= max(fair, *pinned.values(), 0) if pinned else max(sizes.values()) <= fair
    assert places == balanced(list(reversed(people)), wishes, seed=seed)


@pytest.mark.parametrize("seed", WORKSHOPS)
def test_leaders_are_spread_evenly(seed):
    people, wishes = a_workshop(seed)
    free = [Person(one.key, one.network, one.province, one.is_leader) for one in people]
    places = balanced(free, wishes, seed=seed)
    lowest, highest = told(free, places, wishes.groups).leaders
    if len(free) >= wishes.groups:
        assert highest - lowest <= 1


@pytest.mark.parametrize("seed", WORKSHOPS)
def test_networks_apart_are_spread_evenly(seed):
    people, wishes = a_workshop(seed)
    free = [Person(one.key, one.network) for one in people]
    places = balanced(free, Wishes(wishes.groups, Wish.APART, Wish.ANY), seed=seed)
    for network, size in Counter(one.network for one in free if one.network is not None).items():
        counts = Counter(places[one.key] for one in free if one.network == network)
        # One more than even at most: the other networks want their even shares too.
        assert max(counts.values()) <= ceil(size / wishes.groups) + 1


@pytest.mark.parametrize("seed", WORKSHOPS)
def test_networks_together_are_split_no_more_often_than_groups_have_edges(seed):
    people, wishes = a_workshop(seed)
    free = [Person(one.key, one.network) for one in people if one.network is not None]
    if not free:
        return
    places = balanced(free, Wishes(wishes.groups, Wish.TOGETHER, Wish.ANY), seed=seed)
    result = told(free, places, wishes.groups)
    assert result.networks - result.whole_networks <= wishes.groups - 1


def test_provinces_together_make_groups_by_province():
    people = [Person(number, province=number % 4) for number in range(40)]
    places = balanced(people, Wishes(4, Wish.ANY, Wish.TOGETHER), seed=1)
    for group in range(4):
        assert len({one.province for one in people if places[one.key] == group}) == 1


def test_provinces_are_mixed():
    people = [Person(number, province=number // 15) for number in range(120)]
    places = balanced(people, Wishes(10, Wish.ANY, Wish.APART), seed=1)
    assert told(people, places, 10).provinces == (8, 8)


def test_another_seed_gives_other_groups_and_pinned_people_stay():
    people, _wishes = a_workshop(7)
    people = [*people, Person(999, pinned=2)]
    wishes = Wishes(5)
    first, second = (balanced(people, wishes, seed=seed) for seed in (1, 2))
    assert first != second
    assert first[999] == second[999] == 2


def test_nobody_and_more_groups_than_people():
    assert balanced([], Wishes(3), seed=1) == {}
    places = balanced([Person(1), Person(2)], Wishes(5), seed=1)
    assert len(set(places.values())) == 2


def test_thousand_people_are_balanced_too():
    people = [
        Person(number, network=number % 60, province=number % 8, is_leader=number % 11 == 0) for number in range(1000)
    ]
    result = told(people, balanced(people, Wishes(40, Wish.APART, Wish.APART), seed=3), 40)
    assert result.sizes == (25, 25)
    assert result.leaders[1] - result.leaders[0] <= 1
