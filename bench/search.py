"""Does the search find what a plain search of the open text finds, and what does a stolen index give away?

Accounts of one office, drawn word by word from a public list of how often Thai words are used (the Thai National
Corpus), with names, places and the field's words among them: so the attackers' list is as good as it can be. Real
accounts are told less by the list, and more by each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from random import Random
from typing import Any, TypeVar

from bench.figures import Figure, Sheet

GROUP = 3
WORDS = (60, 260)  # of an account with its messages
PLANTED = 50  # accounts of the third attacker's own
PLANTED_WORDS = 700  # that fit into one of them: about 5,000 letters
ASKED = 150  # searches of each kind


Held = TypeVar("Held")


@dataclass(frozen=True)
class Stolen:
    """The table as a thief has it, and, to judge him by, which words each number stood for in each row."""

    rows: Sequence[frozenset[int]]
    words: Sequence[frozenset[str]]
    token_of: dict[str, int]


def measure(_portal: Any, sheet: Sheet, *, rows: int) -> None:
    """`rows`: accounts in the index."""
    rng = Random(20261126)
    texts, unknown = _accounts(rng, rows)
    _recall(rng, texts, unknown, sheet)
    stolen = _stolen(texts)
    used = frozenset().union(*stolen.words)
    print(f"     {rows:,} accounts, {len(used):,} words in use, {len(frozenset().union(*stolen.rows)):,} numbers")
    by_list = _by_rank(_rows_with(stolen.rows), Counter(_public_ranks(used)))
    sheet.note(Figure("words recovered by a public list of frequencies", _right(by_list, stolen, used), "%", 1))
    tenth = stolen.words[: rows // 10]
    known = _by_rank(_rows_with(stolen.rows), Counter(word for words in tenth for word in words))
    print(f"     who knows a tenth of the accounts recovers {_right(known, stolen, used):.1f} % of the words")
    planted, told = _by_planting(rng, stolen, used)
    print(f"     who files {PLANTED} accounts learns the numbers of {planted:,} words,")
    print(f"     and reads {told:.1f} % of the words of others' accounts rightly")


def _accounts(rng: Random, count: int) -> tuple[list[str], list[str]]:
    """The accounts, and the names in them that are on no list."""
    from pythainlp.corpus import thai_family_names, thai_female_names, tnc

    frequencies = tnc.word_freqs()
    words, weights = [word for word, _n in frequencies], [n for _word, n in frequencies]
    people = zip(sorted(thai_female_names()), sorted(thai_family_names()), strict=False)
    names = [f"{first} {last}" for first, last in people]
    made, unknown = [], [_unknown_name(rng, names) for _number in range(count)]
    for number in range(count):
        told = rng.choices(words, weights, k=rng.randint(*WORDS))
        told += [rng.choice(names), unknown[number], *rng.sample(_field(), 6)]
        rng.shuffle(told)
        made.append("".join(told[: len(told) // 2]) + " " + "".join(told[len(told) // 2 :]))
    return made, unknown


def _field() -> list[str]:
    from reports.rules.search.words import field_words

    return sorted(field_words())


def _unknown_name(rng: Random, names: Sequence[str]) -> str:
    """A surname that is on no list: the halves of two."""
    first, second = rng.choice(names).split()[-1], rng.choice(names).split()[-1]
    return first[: len(first) // 2 + 1] + second[len(second) // 2 :]


def _recall(rng: Random, texts: Sequence[str], unknown: Sequence[str], sheet: Sheet) -> None:
    from reports.queries.searched import MOST_CANDIDATES, MOST_OPENED
    from reports.rules.search.normal import normal
    from reports.rules.search.words import dictionary_words, words_in, words_shared

    opened = [normal(text) for text in texts]
    held = [words_in(text) for text in opened]
    rows_of = _rows_with(held)
    kinds = {
        "dictionary words": (sorted(dictionary_words() & set(rows_of)), 100.0),
        "names and places": (sorted({normal(name) for name in _names_asked(rng)}), 98.0),
        "names on no list": (sorted({normal(name) for name in unknown}), 98.0),
    }
    for kind, (asked, bar) in kinds.items():
        found = there = 0
        for query in rng.sample(asked, min(ASKED, len(asked))):
            expected = {number for number, text in enumerate(opened) if query in text}
            shared = words_shared(query)
            candidates = set.intersection(*(rows_of[word] for word in shared)) if shared else set()
            is_helped = shared and len(candidates) <= MOST_CANDIDATES
            looked_at = set(sorted(candidates if is_helped else range(len(opened)))[:MOST_OPENED])
            found, there = found + len(expected & looked_at), there + len(expected)
        sheet.note(Figure(f"found of what a plain search finds: {kind}", 100 * found / there, "%", bar, at_least=True))


def _names_asked(rng: Random) -> list[str]:
    from pythainlp.corpus import thai_family_names, thai_female_names

    names = [*sorted(thai_family_names()), *sorted(thai_female_names()), *_field()]
    return [name for name in rng.sample(names, ASKED * 3) if len(name) >= 3]


def _stolen(texts: Sequence[str]) -> Stolen:
    from pacc.vault.blind_index import padded, tokens_of
    from reports.rules.search.normal import normal
    from reports.rules.search.words import words_in

    words = [frozenset(words_in(normal(text))) for text in texts]
    token_of = {word: tokens_of([word], group=GROUP)[0] for word in frozenset().union(*words)}
    rows = [frozenset(padded([token_of[word] for word in held], group=GROUP)) for held in words]
    return Stolen(rows, words, token_of)


def _rows_with(rows: Iterable[Iterable[Held]]) -> dict[Held, set[int]]:
    found: dict[Held, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for each in row:
            found[each].add(number)
    return found


def _public_ranks(used: Iterable[str]) -> dict[str, int]:
    from pythainlp.corpus import tnc

    from reports.rules.search.normal import normal

    frequencies: Counter[str] = Counter()
    for word, count in tnc.word_freqs():
        frequencies[normal(word)] += count
    return {word: frequencies[word] for word in used if frequencies[word]}


def _by_rank(rows_of: dict[int, set[int]], known: Counter[str]) -> dict[str, int]:
    """The oldest attack: the commonest number is the commonest word, and so on down."""
    numbers = sorted(rows_of, key=lambda number: -len(rows_of[number]))
    return dict(zip((word for word, _count in known.most_common()), numbers, strict=False))


def _right(guessed: dict[str, int], stolen: Stolen, used: Iterable[str]) -> float:
    """Of the words in use, per cent whose number was guessed."""
    words = list(used)
    return 100 * sum(guessed.get(word) == stolen.token_of[word] for word in words) / len(words)


def _by_planting(rng: Random, stolen: Stolen, used: Iterable[str]) -> tuple[int, float]:
    """Each planted word stands in another three of his accounts: the number that appears in just those is its own.

    Then each number of somebody else's row is read as the likeliest of the planted words that share it.
    """
    ranks = Counter(_public_ranks(used))
    room = PLANTED * PLANTED_WORDS // 3
    planted = [word for word, _count in ranks.most_common(room)]
    places = dict(zip(planted, islice(combinations(range(PLANTED), 3), room), strict=False))
    seen: dict[int, set[int]] = defaultdict(set)
    for word, accounts in places.items():
        seen[stolen.token_of[word]].update(accounts)
    learned = [word for word, accounts in places.items() if seen[stolen.token_of[word]] == set(accounts)]
    meaning: dict[int, str] = {}
    for word in learned:
        meaning.setdefault(stolen.token_of[word], word)
    others = rng.sample(range(len(stolen.rows)), min(1_000, len(stolen.rows)))
    right = sum(meaning.get(stolen.token_of[word]) == word for number in others for word in stolen.words[number])
    return len(learned), 100 * right / sum(len(stolen.words[number]) for number in others)
