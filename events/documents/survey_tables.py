"""The tables of the evaluation and of the tests, as they stand in the result report."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.documents.blocks import Block, Heading, Table, Words
from events.models import SurveyItem
from events.queries.surveys import Results
from events.rules.evaluation import RATING_WORDS, Gain, Spread, percent


def survey_tables(
    evaluation: Results | None, gains: Sequence[tuple[SurveyItem, Gain]], *, came: int = 0
) -> list[Block]:
    """`came`: how many people were there. [] while there are too few sheets to be shown, or none."""
    blocks: list[Block] = []
    if evaluation is not None and evaluation.are_shown:
        blocks += [
            Words(_answered(evaluation.counted, came)),
            _figures(evaluation),
        ]
    if gains:
        blocks += [Heading(_("Knowledge before and after")), _gained(gains)]
    return blocks


def _answered(sheets: int, came: int) -> str:
    """As offices write it: how many answered, of how many, in percent."""
    share = percent(sheets, came)
    if share is None or share > 100:  # attendance was not marked, or is not complete
        return _("Number of sheets: %(sheets)s") % {"sheets": f"{sheets:,}"}
    shown = {"sheets": f"{sheets:,}", "came": f"{came:,}", "percent": _shown(share)}
    return _("%(sheets)s of %(came)s people who came answered, %(percent)s percent") % shown


def _figures(evaluation: Results) -> Table:
    rows = []
    for section in evaluation.sections:
        rows += [_line(row.item.label, row.spread) for row in section.rows]
        if section.name:
            rows.append(_line(section.name, section.whole))
    rows.append(_line(_("Altogether"), evaluation.whole))
    headings = [pgettext("question", "Question"), _("Mean"), _("S.D."), _("Reading")]
    return Table(headings, rows, widths=(3, 0, 0, 0), numbers=(1, 2))


def _line(label: str, spread: Spread) -> list[str]:
    reading = RATING_WORDS[spread.band] if spread.band else ""
    return [label, _shown(spread.mean), _shown(spread.deviation), str(reading)]


def _gained(gains: Sequence[tuple[SurveyItem, Gain]]) -> Table:
    headings = [
        pgettext("question", "Question"),
        _("Right before, percent"),
        _("Right after, percent"),
        _("Gained (points)"),
    ]
    rows = [
        [item.label, _shown(gain.share_before), _shown(gain.share_after), _shown(gain.points)] for item, gain in gains
    ]
    return Table(headings, rows, widths=(3, 1, 1, 1), numbers=(1, 2, 3))


def _shown(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f}"
