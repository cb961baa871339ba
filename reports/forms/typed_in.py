"""What an officer writes down for somebody else: the questions of the citizen's pages, all on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pacc.forms import Form
from reports.forms.agency import AgencyForm
from reports.forms.answers import FORMS, Answers
from reports.forms.place import WhereForm
from reports.forms.protection import ProtectionForm
from reports.forms.question import QuestionForm, text_of
from reports.forms.reporter import YouForm
from reports.rules.account import Account, AttachedFile
from reports.rules.draft import Drafted, Question, Typed
from reports.rules.vocabulary import TYPED_IN, Channel, Identity

_LANGUAGES = (("th", _("Thai")), ("en", _("English")))
# The citizen is asked in the second person; of somebody else an officer is asked in the third.
_OF_ANOTHER = {
    "about": _("About then: the reporter is not sure of the date"),
    "unknown": _("The reporter does not know when"),
    "how_known": _("How the reporter knows of it"),
    "wishes": _("What the reporter would like to happen"),
    "told_elsewhere": _("Whom the reporter told before"),
    "subject": _("A short name for the report"),
    "identity": _("How much may officers know of the reporter?"),
    "name": _("Name of the reporter"),
    "fears_for_safety": _("The reporter fears for their safety, or for that of someone close"),
}
_HINTS_OF_ANOTHER = {
    "narrative": _("As it was told, in order: who did what and where"),
    "place": _("For example: the road in front of the temple, Moo 4. Not the reporter’s own address"),
    "pacc_part": _("That part does not get to see the report"),
    "fears_for_safety": _("Officers take such reports first"),
}
_IDENTITIES_OF_ANOTHER = {
    Identity.ANONYMOUS: _("Nothing about the person is asked or kept"),
    Identity.CONFIDENTIAL: _("The name is sealed. Two custodians open it together, only with a recorded reason"),
    Identity.NAMED: _("The officers in charge of the report see who it is"),
}


class DoorForm(Form):
    """By which way it came, and in which language the reporter is to be answered."""

    leaves_no_trace = True

    channel = forms.ChoiceField(
        label=_("How did it come in?"),
        widget=forms.RadioSelect,
        choices=lambda: [(channel.value, channel.label) for channel in TYPED_IN],
        error_messages={"required": _("Choose how it came in")},
    )
    language = forms.ChoiceField(
        label=_("Language of the reporter"),
        widget=forms.RadioSelect,
        choices=_LANGUAGES,
        initial="th",
        error_messages={"required": _("Choose the language in which the reporter is answered")},
    )

    @property
    def door(self) -> Channel:
        return Channel(self.cleaned_data["channel"])


class TheirAgencyForm(AgencyForm):
    """On one page nothing follows: what depends on the province is asked when the page comes back."""

    def asks_more(self) -> bool:
        return super().asks_more() or ("bangkok_group" in self.fields and "bangkok_group" not in self.data)


class TheirYouForm(YouForm):
    """The boxes for the name stand there from the start, and go when the reporter stays anonymous."""

    @property
    def is_personal(self) -> bool:
        return self.identity_typed != Identity.ANONYMOUS

    def asks_more(self) -> bool:
        return False

    @classmethod
    def typed_in(cls, data: Mapping[str, object]) -> Typed:
        typed = QuestionForm.typed_in.__func__(cls, data)  # type: ignore[attr-defined]
        if text_of(typed, "identity") == Identity.ANONYMOUS:
            typed = {name: texts for name, texts in typed.items() if name not in ("name", "phone", "email")}
        return dict(typed)

    def clean(self) -> dict[str, object]:
        return super().clean() if self.identity_typed else self.cleaned_data


@dataclass
class TheirAnswers(Answers):
    """Answers about somebody else, read from one page."""

    @cached_property
    def where(self) -> WhereForm:
        form = WhereForm(self.drafted.typed(Question.WHERE), drafted=self.drafted)
        of_another(form)
        return form

    @cached_property
    def agency(self) -> AgencyForm:
        form = TheirAgencyForm(self.drafted.typed(Question.AGENCY), drafted=self.drafted)
        of_another(form)
        return form

    def form(self, question: Question, typed: Typed | None = None) -> QuestionForm:
        typed = self.drafted.typed(question) if typed is None else typed
        if question is Question.YOU:
            form: QuestionForm = TheirYouForm(
                typed, drafted=self.drafted, confidential_offered=self.confidential_offered
            )
            form.fields["identity"].hints = _IDENTITIES_OF_ANOTHER  # type: ignore[attr-defined]
        else:
            form = FORMS[question](typed, drafted=self.drafted)
        return of_another(form)

    @property
    def asks_more(self) -> bool:
        """Whether boxes opened that nobody could fill in yet."""
        return any(form.asks_more() for form in self.forms.values())

    def account_in(self, language: str) -> Account:
        with override(language):
            return self.account()


def of_another(form: QuestionForm) -> QuestionForm:
    for name, field in form.fields.items():
        field.label = _OF_ANOTHER.get(name, field.label)
        field.help_text = _HINTS_OF_ANOTHER.get(name, field.help_text)
    return form


class TypedIn:
    """The page: where it came from, every question, the files that came along, and the protected route if proposed."""

    def __init__(self, data: Mapping[str, Any] | None, *, files: list[AttachedFile]) -> None:
        self.door = DoorForm(data)
        typed = {question: _FORMS[question].typed_in(data) for question in _FORMS} if data is not None else {}
        drafted = Drafted(answers={question.value: texts for question, texts in typed.items()}, files=files)
        self.answers = TheirAnswers(drafted)
        self.protection: ProtectionForm | None = None
        if data is not None:
            self._read_protection(data)

    def _read_protection(self, data: Mapping[str, Any]) -> None:
        if not self.answers.named:
            return
        asked = data.get("protection_for") == self.answers.named_key
        self.protection = ProtectionForm(data if asked else None)
        if asked and self.protection.is_valid():
            self.answers.drafted.protection_for = self.answers.named_key
            self.answers.drafted.protection_wanted = self.protection.wanted

    def quietly(self) -> "TypedIn":
        """Without a word on what is wrong: nobody has sent it yet."""
        self.door.shown_quietly()
        for form in self.answers.forms.values():
            form.shown_quietly()
        return self

    @property
    def is_ready(self) -> bool:
        return self.door.is_valid() and not self.answers.to_correct and not self.answers.protection_is_open

    @property
    def forms(self) -> dict[str, QuestionForm]:
        """By question, for the template."""
        return {question.value: form for question, form in self.answers.forms.items()}

    @property
    def wrong(self) -> list[Form]:
        """The forms with something to correct, in the order of the page."""
        every = [self.door, *self.answers.forms.values(), *([self.protection] if self.protection else [])]
        return [form for form in every if form.errors]


_FORMS: dict[Question, type[QuestionForm]] = {**FORMS, Question.AGENCY: TheirAgencyForm, Question.YOU: TheirYouForm}
