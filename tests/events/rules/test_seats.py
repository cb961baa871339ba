from hypothesis import given
from hypothesis import strategies as st

from events.rules.seats import Claim, House, Limit, Waiting, seated

SURIN, BURIRAM = Claim(province="32"), Claim(province="31")


def keys(house, *queue):
    return [waiting.key for waiting in seated(house, queue)]


def one(key, claim=SURIN):
    return Waiting(key, (claim,))


def test_the_first_in_the_queue_get_what_is_left():
    assert keys(House(3, [], [SURIN]), one("a"), one("b"), one("c")) == ["a", "b"]


def test_a_party_that_does_not_fit_is_not_passed_by_a_smaller_one():
    assert keys(House(2, [], []), Waiting("party", (SURIN,) * 3), one("a")) == ["a"]  # never fits: holds up nobody
    assert keys(House(3, [], [SURIN]), Waiting("party", (SURIN,) * 3), one("a")) == []


def test_who_waits_for_a_full_quota_does_not_hold_up_those_of_others():
    house = House(10, [Limit("province", "32", 1)], [SURIN])
    assert keys(house, one("a"), one("b", BURIRAM), one("c")) == ["b"]


def test_who_waits_for_a_full_quota_is_not_passed_within_it():
    limits = [Limit("province", "32", 3)]
    house = House(10, limits, [SURIN, SURIN])
    assert keys(house, Waiting("party", (SURIN, SURIN)), one("a"), one("b", BURIRAM)) == ["b"]


def test_a_quota_lower_than_what_is_taken_lets_nobody_in():
    assert keys(House(10, [Limit("province", "32", 1)], [SURIN] * 3), one("a")) == []


claims = st.builds(
    Claim, network=st.sampled_from([None, 1, 2]), province=st.sampled_from(["31", "32", None]),
    kind=st.sampled_from(["participant", "guest"]),
)  # fmt: skip
limits = st.lists(
    st.one_of(
        st.builds(Limit, of=st.just("network"), value=st.sampled_from([1, 2]), seats=st.integers(0, 6)),
        st.builds(Limit, of=st.just("province"), value=st.sampled_from(["31", "32"]), seats=st.integers(0, 6)),
        st.builds(Limit, of=st.just("kind"), value=st.just("guest"), seats=st.integers(0, 6)),
    ),
    max_size=4,
    unique_by=lambda limit: (limit.of, limit.value),
)
queues = st.lists(st.lists(claims, min_size=1, max_size=4).map(tuple), max_size=12)


@given(st.integers(1, 15), limits, st.lists(claims, max_size=8), queues)
def test_never_oversold_parties_together_order_kept(capacity, limits, taken, parties):
    queue = [Waiting(number, people) for number, people in enumerate(parties)]
    got = seated(House(capacity, limits, taken), queue)
    inside = [claim for waiting in got for claim in waiting.claims]
    if got:
        assert len(taken) + len(inside) <= capacity
    for limit in limits:
        if any(limit.concerns(claim) for claim in inside):
            assert sum(map(limit.concerns, [*taken, *inside])) <= limit.seats
    order = [waiting.key for waiting in got]
    assert order == sorted(order)
    # Whoever was left, while somebody behind her was seated, wants a quota that none of those behind her took from.
    for left in queue:
        if left in got or not House(capacity, limits, []).could_ever_hold(left.claims):
            continue
        behind = [claim for waiting in got if waiting.key > left.key for claim in waiting.claims]
        wanted = [limit for limit in limits if any(map(limit.concerns, left.claims))]
        assert not any(limit.concerns(claim) for limit in wanted for claim in behind)
        assert wanted or not behind


@given(st.integers(1, 15), limits, st.lists(claims, max_size=8), queues)
def test_a_second_look_seats_nobody_more(capacity, limits, taken, parties):
    queue = [Waiting(number, people) for number, people in enumerate(parties)]
    house = House(capacity, limits, taken)
    got = seated(house, queue)
    assert seated(house, [waiting for waiting in queue if waiting not in got]) == []
