"""Which agency: its kind, its name where known, and for the PACC itself which part of it."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from networks.rules.place_words import BANGKOK
from reports.forms.question import QuestionForm, text_of
from reports.rules.draft import Drafted, Question
from reports.rules.vocabulary import AboutPacc, AgencyKind, BangkokGroup

_GROUPS = (
    (
        _("Local government"),
        (AgencyKind.PAO, AgencyKind.MUNICIPALITY, AgencyKind.SAO, AgencyKind.BMA, AgencyKind.PATTAYA),
    ),
    (_("Province and village"), (AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.VILLAGE)),
    (
        _("Schools, health, police, military"),
        (AgencyKind.EDUCATION, AgencyKind.HEALTH, AgencyKind.POLICE, AgencyKind.MILITARY),
    ),
    (
        _("Ministries and state bodies"),
        (
            AgencyKind.LOCAL_UNIT,
            AgencyKind.MINISTRY,
            AgencyKind.STATE_ENTERPRISE,
            AgencyKind.PUBLIC_ORGANISATION,
            AgencyKind.INDEPENDENT,
        ),
    ),
    (pgettext_lazy("agencies", "Others"), (AgencyKind.CIVIL, AgencyKind.PACC)),
)


def _kinds() -> list[tuple[object, object]]:
    grouped = [(name, [(kind.value, kind.label) for kind in kinds]) for name, kinds in _GROUPS]
    return [("", _("Choose a kind of agency")), (AgencyKind.UNKNOWN.value, AgencyKind.UNKNOWN.label), *grouped]


class AgencyForm(QuestionForm):
    question = Question.AGENCY

    agency_kind = forms.ChoiceField(
        label=_("Kind of agency"),
        choices=_kinds,
        error_messages={"required": _("Choose the kind of agency, or “Don't know”")},
    )
    agency = forms.CharField(
        label=_("Name of the agency"),
        max_length=200,
        required=False,
        help_text=_("For example: the municipality, school or office. Leave it blank if you do not know"),
    )
    bangkok_group = forms.ChoiceField(
        label=_("What the agency is concerned with"),
        required=False,
        choices=lambda: [("", pgettext_lazy("answer", "Don't know")), *BangkokGroup.choices],
    )
    pacc_part = forms.ChoiceField(
        label=_("Which part of the PACC is it about?"),
        help_text=_("That part does not get to see your report"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the part, or “Don't know which part”")},
    )

    def __init__(self, typed: Mapping[str, list[str]], *, drafted: Drafted) -> None:
        super().__init__(typed, drafted=drafted)
        self.fields["agency"].optional_label = _("(if you know it)")  # type: ignore[attr-defined]
        if drafted.first_typed(Question.WHERE, "province") != BANGKOK:
            del self.fields["bangkok_group"]
        self.is_about_pacc = text_of(typed, "agency_kind") == AgencyKind.PACC
        if self.is_about_pacc:
            self.fields["pacc_part"].choices = _parts()  # type: ignore[attr-defined]
        else:
            del self.fields["pacc_part"]

    def asks_more(self) -> bool:
        return self.is_about_pacc and "pacc_part" not in self.data

    @property
    def concerned(self) -> tuple[str, int | None]:
        """Which part of the PACC it is about, and the regional office's number."""
        part = str(self.cleaned_data.get("pacc_part", ""))
        if not self.is_about_pacc:
            return AboutPacc.NO, None
        return (AboutPacc.OFFICE, int(part)) if part.isdecimal() else (AboutPacc(part), None)


def _parts() -> list[tuple[str, object]]:
    """Headquarters, each regional office by number, and "don't know". One query."""
    regions = [(str(office.number), f"{office.short} {office.seat}") for office in Office.objects.exclude(number=0)]
    return [
        (AboutPacc.HEADQUARTERS.value, AboutPacc.HEADQUARTERS.label),
        *regions,
        (AboutPacc.UNKNOWN.value, AboutPacc.UNKNOWN.label),
    ]
