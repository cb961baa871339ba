"""Reports that may be about the same as a case, opened and compared: the same agency, the same words, the same time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from pacc.vault.errors import CannotOpen
from reports.models import Report
from reports.models.sealed import unseal
from reports.queries.opened import desk_keys
from reports.rules.search.normal import normal, readable
from reports.rules.search.words import words_in
from reports.rules.similar import Gist, Likeness, likeness

MOST_SHOWN = 5
_MOST_OPENED = 60  # reports a case; some 10 ms
_WITHIN = timedelta(days=365)
_IN_MOST = 3  # a word in every third of those compared tells nothing apart
_NEEDED = (
    "id", "reference", "arrival", "language", "state", "district_id", "submitted_on", "subject_sealed",
    "narrative_sealed", "agency_sealed",
)  # fmt: skip


@dataclass(frozen=True)
class Similar:
    """Another report, and why it is shown."""

    report: Report
    subject: str
    likeness: Likeness

    @cached_property
    def shared(self) -> str:
        return ", ".join(readable(word) for word in self.likeness.shared)


def similar_to(report: Report, visible: QuerySet[Report]) -> list[Similar]:
    """The likeliest first, among `visible` (`access.reports_visible_to`). Two queries.

    Compared are the newest of a year of the same place: the same district, or the same kind in the same province.
    """
    place = Q(province=report.province_id, kind=report.kind)
    if report.district_id:
        place |= Q(district=report.district_id)
    near = visible.filter(place, submitted_on__gte=report.submitted_on - _WITHIN).exclude(pk=report.pk)
    others = list(near.order_by("-arrival").only(*_NEEDED)[:_MOST_OPENED])
    if not others:
        return []
    texts = _texts_of([report, *others])
    common = _common_words([words for _subject, _agency, words in texts.values()])
    own = _gist(report, texts, common)
    found = []
    for other in others:
        if own and (gist := _gist(other, texts, common)) and (like := likeness(own, gist)):
            found.append(Similar(other, texts[other.pk][0], like))
    return sorted(found, key=lambda each: (-each.likeness.score, -each.report.arrival))[:MOST_SHOWN]


def _texts_of(reports: Sequence[Report]) -> dict[object, tuple[str, str, frozenset[str]]]:
    """Subject as told, agency and words normalised, of those that can be opened."""
    keys = desk_keys(report.pk for report in reports)
    found: dict[object, tuple[str, str, frozenset[str]]] = {}
    for report in reports:
        key = keys.get(report.pk)
        if key is None:
            continue
        try:
            subject, narrative, agency = (
                unseal(report, column, data_key=key)
                for column in ("subject_sealed", "narrative_sealed", "agency_sealed")
            )
        except CannotOpen:
            continue
        words = frozenset(words_in(normal(f"{subject} {narrative}")))
        found[report.pk] = (subject or narrative[:80], normal(agency), words)
    return found


def _common_words(all_words: Sequence[frozenset[str]]) -> frozenset[str]:
    """Of many accounts; a few have none that could be told to be common."""
    counted = Counter(word for words in all_words for word in words)
    least = max(len(all_words) // _IN_MOST, 2 * _IN_MOST)
    return frozenset(word for word, count in counted.items() if count > least)


def _gist(report: Report, texts: dict[object, tuple[str, str, frozenset[str]]], common: frozenset[str]) -> Gist | None:
    if report.pk not in texts:
        return None
    _subject, agency, words = texts[report.pk]
    return Gist(agency, words - common, report.district_id, report.submitted_on)
