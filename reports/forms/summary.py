"""The answers in words, for reading them again before they are sent."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from networks.queries.places import place_in_words
from reports.forms.answers import Answers
from reports.forms.question import QuestionForm
from reports.models import Evidence
from reports.rules.account import AttachedFile
from reports.rules.draft import Question
from reports.rules.vocabulary import AboutPacc, AgencyKind, Identity, Kind, Ongoing
from reports.rules.when_words import when_in_words


def address_of(question: Question) -> str:
    """The page of a question."""
    return reverse("reports:files") if question is Question.FILES else reverse("reports:ask", args=[question])


@dataclass(frozen=True)
class Row:
    """One line of the summary. No lines: not provided; `to_correct`: the page has to be looked at again."""

    question: Question
    label: str
    lines: list[str] = field(default_factory=list)
    to_correct: bool = False

    @property
    def url(self) -> str:
        """Where it is changed; from there straight back to the summary."""
        return f"{address_of(self.question)}?from=check"


def told_rows(answers: Answers) -> list[Row]:
    """What happened, by page."""
    forms = answers.forms
    rows = [
        _row(answers, Question.KIND, _("What it is about"), _kind(forms[Question.KIND])),
        _row(answers, Question.WHERE, pgettext("summary", "Where"), _where(forms[Question.WHERE])),
        _row(answers, Question.AGENCY, pgettext("summary", "Agency"), _agency(answers)),
        _row(answers, Question.WHEN, pgettext("summary", "When"), _when(forms[Question.WHEN])),
        _row(answers, Question.WHAT, pgettext("summary", "What happened"), _lines(forms[Question.WHAT], "narrative")),
    ]
    return rows + _more_rows(answers)


def evidence_row(answers: Answers) -> Row:
    return _row(answers, Question.FILES, _("Files"), files_in_words(answers.drafted.files))


def reporter_rows(answers: Answers) -> list[Row]:
    """The reporter, as far as she says who she is."""
    form = answers.forms[Question.YOU]
    told = form.cleaned_data
    rows = [_row(answers, Question.YOU, _("Your identity"), _identity(form))]
    if told.get("identity"):
        fears = _("I fear for my safety") if told.get("fears_for_safety") else _("No particular fear")
        rows.append(_row(answers, Question.YOU, _("Safety"), [fears]))
    if "pass_on_network" in form.fields:
        passed_on = told.get("pass_on_network")
        line = _("The officer is told the network's name") if passed_on else _("The officer is not told")
        rows.append(_row(answers, Question.YOU, _("Your network"), [line]))
    return rows


def _row(answers: Answers, question: Question, label: str, lines: list[str]) -> Row:
    to_correct = question in answers.to_correct
    return Row(question, label, [] if to_correct else lines, to_correct)


def _lines(form: QuestionForm, name: str) -> list[str]:
    text = str(form.cleaned_data.get(name) or "")
    return [line for line in text.splitlines() if line.strip()]


def _kind(form: QuestionForm) -> list[str]:
    kind = form.cleaned_data.get("kind")
    return [str(Kind(kind).label)] if kind else []


def _where(form: QuestionForm) -> list[str]:
    told = form.cleaned_data
    place = place_in_words(told.get("province"), told.get("district"), told.get("subdistrict"))
    return [line for line in (place or _("Don't know, or several provinces"), told.get("place")) if line]


def _agency(answers: Answers) -> list[str]:
    told = answers.agency.cleaned_data if answers.agency.is_valid() else {}
    kind = told.get("agency_kind")
    lines = [str(told.get("agency") or "")]
    if kind and not (kind == AgencyKind.UNKNOWN and lines[0]):
        lines.append(str(AgencyKind(kind).label))
    part, office = answers.agency.concerned if told else (AboutPacc.NO, None)
    if part == AboutPacc.OFFICE:
        lines.append(_("Region %(number)s") % {"number": office})
    elif part != AboutPacc.NO:
        lines.append(str(AboutPacc(part).label))
    return [line for line in lines if line]


def _when(form: QuestionForm) -> list[str]:
    told = getattr(form, "told", None) if form.cleaned_data.get("ongoing") else None
    if told is None:
        return []
    return [when_in_words(told), str(Ongoing(form.cleaned_data["ongoing"]).label)]


def _more_rows(answers: Answers) -> list[Row]:
    form = answers.forms[Question.WHAT]
    labels = {
        "people": pgettext("summary", "Who is involved"),
        "damage": pgettext("summary", "Damage"),
        "how_known": _("How you know"),
        "wishes": pgettext("summary", "What you wish for"),
        "told_elsewhere": _("Told before"),
        "subject": _("Short name"),
    }
    rows = [_row(answers, Question.WHAT, label, _lines(form, name)) for name, label in labels.items()]
    # Who is involved counts for how complete an account is: said even where it is blank. The others only when used.
    return [row for row in rows if row.lines or (row.label == labels["people"] and not row.to_correct)]


def _identity(form: QuestionForm) -> list[str]:
    told = form.cleaned_data
    if not told.get("identity"):
        return []
    personal = [told.get(name) for name in ("name", "phone", "email")]
    return [str(Identity(told["identity"]).label), *(text for text in personal if text)]


def files_in_words(files: list[AttachedFile]) -> list[str]:
    """How many of each kind: "3 pictures, 1 PDF"."""
    count = {kind: sum(file.kind == kind for file in files) for kind in Evidence.Kind.values}
    words = {
        "image": ngettext("%(n)s picture", "%(n)s pictures", count["image"]),
        "pdf": ngettext("%(n)s PDF document", "%(n)s PDF documents", count["pdf"]),
        "audio": ngettext("%(n)s sound recording", "%(n)s sound recordings", count["audio"]),
        "video": ngettext("%(n)s video", "%(n)s videos", count["video"]),
    }
    return [words[kind] % {"n": n} for kind, n in count.items() if n]
