"""The result report of a workshop in the shape in which Thai offices file one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.documents.blocks import Appendix, Block, Heading, Picture, Table, Title, Words
from events.documents.survey_tables import survey_tables
from events.models import HalfDay, Indicator, Photograph, ResultReport, Session, SurveyItem, Workshop
from events.queries.people import Row
from events.queries.surveys import Results
from events.rules.evaluation import Gain
from events.rules.result_figures import Figures, Share, percent_of
from pacc.thai.dates import format_long, format_short


@dataclass(frozen=True)
class Filed:
    """All that the report says."""

    workshop: Workshop
    written: ResultReport
    figures: Figures
    half_days: Sequence[HalfDay]
    agenda: Sequence[tuple[date, list[Session]]]
    indicators: Sequence[Indicator]
    rows: Sequence[Row]
    photographs: Sequence[Photograph]
    evaluation: Results | None = None
    gains: Sequence[tuple[SurveyItem, Gain]] = ()


def result_report(filed: Filed) -> list[Block]:
    """Numbered sections, then the appendices. What nobody wrote says so, so that a gap is seen before it is filed."""
    sections: list[tuple[str, list[Block]]] = [
        (_("Background"), [_words(filed.written.background)]),
        (_("Aims"), [_words(filed.written.aims)]),
        (_("Target group"), [_words(filed.written.target_group)]),
        (_("Method"), [_words(filed.written.method)]),
        (_("Date, time and place"), [Words(_when_and_where(filed.workshop))]),
        (_("Budget"), _budget(filed.workshop, filed.written)),
        (_("Results against the indicators"), [*_indicators(filed.indicators), _words(filed.written.results)]),
        (_("Who took part"), _attendance(filed)),
        (_("Problems"), [_words(filed.written.problems)]),
        (_("Suggestions"), [_words(filed.written.suggestions)]),
    ]
    blocks: list[Block] = [Title(_("Result report")), Title(filed.workshop.title)]
    for number, (heading, content) in enumerate(sections, start=1):
        blocks += [Heading(f"{number}. {heading}"), *content]
    evaluated = survey_tables(filed.evaluation, filed.gains, came=filed.figures.came)
    appendices = [
        (_("Agenda"), _agenda(filed.agenda)),
        (_("Attendance list"), _people(filed)),
        *([(_("Evaluation by those who took part"), evaluated)] if evaluated else []),
        *([(_("Photographs"), _photographs(filed.photographs))] if filed.photographs else []),
    ]
    for number, (heading, content) in enumerate(appendices, start=1):
        blocks += [Appendix(_("Appendix %(number)s: %(what)s") % {"number": number, "what": heading}), *content]
    return blocks


def _words(text: str) -> Words:
    return Words(text.strip().replace("\r\n", "\n") or _("Not written yet"))


def _when_and_where(workshop: Workshop) -> str:
    when = format_long(workshop.starts_on)
    if not workshop.is_one_day:
        when = f"{when} – {format_long(workshop.ends_on)}"
    return f"{when}\n{workshop.venue} {workshop.area}"


def money(baht: Decimal | None) -> str:
    """1,250.00; what nobody wrote says so."""
    return _("Not written yet") if baht is None else f"{baht:,.2f}"


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _budget(workshop: Workshop, written: ResultReport) -> list[Block]:
    lines = [part for part in (workshop.project, workshop.budget_line) if part]
    planned, spent = written.budget_planned, written.budget_spent
    share = percent_of(spent, planned) if planned is not None and spent is not None else None
    table = Table(
        headings=[_("Planned (baht)"), _("Spent (baht)"), _("Percent")],
        rows=[[money(planned), money(spent), _percent(share)]],
        widths=[1, 1, 1],
        numbers=[0, 1, 2],
    )
    return [*([Words("\n".join(lines))] if lines else []), table]


def _indicators(indicators: Iterable[Indicator]) -> list[Block]:
    rows = [
        [
            indicator.name,
            f"{indicator.target.normalize():,f} {indicator.unit}",
            _("Not written yet")
            if indicator.reached is None
            else f"{indicator.reached.normalize():,f} {indicator.unit}",
            {True: _("Reached"), False: _("Not reached"), None: ""}[indicator.is_reached],
            indicator.words,
        ]
        for indicator in indicators
    ]
    if not rows:
        return []
    headings = [_("Indicator"), _("Target"), _("Result"), _("Judgement"), _("In words")]
    return [Table(headings=headings, rows=rows, widths=[3, 2, 2, 1.5, 3], numbers=[1, 2])]


def _attendance(filed: Filed) -> list[Block]:
    counted = filed.figures
    said = ngettext(
        "%(registered)s person was registered; %(came)s came, %(all)s to every half-day.",
        "%(registered)s people were registered; %(came)s came, %(all)s to every half-day.",
        counted.registered,
    ) % {
        "registered": f"{counted.registered:,}",
        "came": f"{counted.came:,}",
        "all": f"{counted.came_to_all:,}",
    }
    by_half_day = Table(
        headings=[_("Half-day"), _("Present"), _("Percent")],
        rows=[
            [
                _named(half_day),
                f"{present:,}",
                _percent(percent_of(present, counted.registered)),
            ]
            for half_day, present in zip(filed.half_days, counted.by_half_day, strict=True)
        ],
        widths=[3, 1, 1],
        numbers=[1, 2],
    )
    return [
        Words(said),
        by_half_day,
        _share_table(_("Takes part as"), counted.by_kind),
        _share_table(_("Province"), counted.by_province),
        _share_table(_("Network"), counted.by_network),
    ]


def _named(half_day: HalfDay) -> str:
    return f"{format_short(half_day.on)} {half_day.get_part_display()}"


def _share_table(heading: str, shares: Sequence[Share]) -> Table:
    return Table(
        headings=[heading, _("Registered"), _("Came"), _("Percent")],
        rows=[[share.name, f"{share.registered:,}", f"{share.came:,}", _percent(share.percent)] for share in shares],
        widths=[3, 1, 1, 1],
        numbers=[1, 2, 3],
    )


def _agenda(agenda: Sequence[tuple[date, list[Session]]]) -> list[Block]:
    blocks: list[Block] = []
    for day, sessions in agenda:
        rows = [
            [
                f"{session.starts:%H.%M}–{session.ends:%H.%M}",
                session.title,
                "\n".join(part for part in (session.speaker, session.room) if part),
            ]
            for session in sessions
        ]
        blocks.append(Heading(format_long(day)))
        blocks.append(Table(headings=[_("Time"), _("What"), _("Who and where")], rows=rows, widths=[1.3, 4, 3]))
    return blocks or [Words(_("Not written yet"))]


def _people(filed: Filed) -> list[Block]:
    """Names and organisations; no telephone number leaves by the report."""
    # Narrow columns: the day may end its line anywhere.
    half_days = [
        f"{format_short(each.on)} {each.get_part_display()}".replace("\u00a0", " ") for each in filed.half_days
    ]
    rows = [
        [
            str(number),
            row.person.full_name,
            row.person.organisation or (row.person.network.name if row.person.network else ""),
            str(row.person.province or ""),
            *("/" if came else "" for _half_day, came in row.marks),
        ]
        for number, row in enumerate(filed.rows, start=1)
    ]
    headings = [_("No."), _("Name and surname"), _("Organisation"), _("Province"), *half_days]
    return [Table(headings=headings, rows=rows, widths=[0.6, 3, 3, 1.5, *(1 for _each in half_days)], numbers=[0])]


def _photographs(photographs: Iterable[Photograph]) -> list[Block]:
    return [Picture(bytes(photograph.content), photograph.caption) for photograph in photographs]
