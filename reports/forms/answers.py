"""All answers of a draft read together: what is still to correct, where it would go, and the account to send."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language

from networks.models import Office
from reports.forms.agency import AgencyForm
from reports.forms.place import WhereForm
from reports.forms.question import QuestionForm
from reports.forms.reporter import YouForm
from reports.forms.told import KindForm, WhatForm, WhenForm
from reports.queries.destination import Destination, Subject, destination_of
from reports.rules.account import Account
from reports.rules.draft import Drafted, Question, Typed
from reports.rules.pacc_names import Named, concerned_part
from reports.rules.vocabulary import AboutPacc, Identity

FORMS: dict[Question, type[QuestionForm]] = {
    form.question: form for form in (KindForm, WhereForm, AgencyForm, WhenForm, WhatForm, YouForm)
}


@dataclass
class Answers:
    """A draft's answers, each read by the form that asked for it. Forms are made once, when they are needed."""

    drafted: Drafted

    def form(self, question: Question, typed: Typed | None = None) -> QuestionForm:
        """The form of a question over what is typed now, or over what the draft holds."""
        typed = self.drafted.typed(question) if typed is None else typed
        if question is Question.YOU:
            return YouForm(typed, drafted=self.drafted, confidential_offered=self.confidential_offered)
        return FORMS[question](typed, drafted=self.drafted)

    @cached_property
    def where(self) -> WhereForm:
        return WhereForm(self.drafted.typed(Question.WHERE), drafted=self.drafted)

    @cached_property
    def agency(self) -> AgencyForm:
        return AgencyForm(self.drafted.typed(Question.AGENCY), drafted=self.drafted)

    @cached_property
    def you(self) -> YouForm:
        form = self.form(Question.YOU)
        assert isinstance(form, YouForm)  # noqa: S101 - for mypy
        return form

    @cached_property
    def forms(self) -> dict[Question, QuestionForm]:
        """All of them, in the order of the pages."""
        made: dict[Question, QuestionForm] = {
            Question.WHERE: self.where,
            Question.AGENCY: self.agency,
            Question.YOU: self.you,
        }
        return {question: made.get(question) or self.form(question) for question in FORMS}

    @cached_property
    def to_correct(self) -> list[Question]:
        """The questions that have no good answer yet."""
        return [question for question, form in self.forms.items() if form.asks_more() or not form.is_valid()]

    @cached_property
    def named(self) -> Named | None:
        """The part of the PACC that the account names without having been asked, to propose the protected route for."""
        if not self.agency.is_valid() or self.agency.is_about_pacc:
            return None
        texts = [self.drafted.first_typed(Question.AGENCY, "agency")]
        texts += [self.drafted.first_typed(Question.WHAT, name) for name in ("subject", "narrative", "people")]
        seats = {office.seat_th: office.number for office in Office.objects.exclude(number=0)}
        return concerned_part(*texts, seats=seats)

    @property
    def named_key(self) -> str:
        """What the reporter's choice about the protected route is kept for: another part is another question."""
        return f"{self.named.part.value}:{self.named.office or ''}" if self.named else ""

    @property
    def protection_is_open(self) -> bool:
        """Whether the protected route was proposed and not chosen or declined yet."""
        return bool(self.named) and self.drafted.protection_for != self.named_key

    @cached_property
    def concerned(self) -> tuple[str, int | None]:
        """Which part of the PACC the report is about, as asked on the agency's page or as proposed and accepted."""
        if not self.agency.is_valid():
            return AboutPacc.NO, None
        if self.named and not self.protection_is_open and self.drafted.protection_wanted:
            return self.named.part, self.named.office
        return self.agency.concerned

    @cached_property
    def destination(self) -> Destination:
        """Where it would go if it were sent today."""
        return destination_of(self._subject, on=timezone.localdate())

    @property
    def _subject(self) -> Subject:
        where = self.where.cleaned_data if self.where.is_valid() else {}
        agency = self.agency.cleaned_data if self.agency.is_valid() else {}
        about_pacc, about_office = self.concerned
        return Subject(
            province_code=where.get("province"),
            agency_kind=agency.get("agency_kind", ""),
            bangkok_group=agency.get("bangkok_group", ""),
            about_pacc=about_pacc,
            about_office=about_office,
        )

    @cached_property
    def confidential_offered(self) -> bool:
        return self.destination.custodians_of is not None

    def account(self) -> Account:
        """What is sent. Every question must have a good answer."""
        if self.to_correct:
            raise ValueError("there are answers to correct")
        told = {name: value for form in self.forms.values() for name, value in form.cleaned_data.items()}
        when_form = self.forms[Question.WHEN]
        assert isinstance(when_form, WhenForm)  # noqa: S101 - for mypy
        about_pacc, about_office = self.concerned
        is_personal = told["identity"] != Identity.ANONYMOUS
        return Account(
            kind=told["kind"],
            agency_kind=told["agency_kind"],
            identity=told["identity"],
            language="en" if get_language() == "en" else "th",
            narrative=told["narrative"],
            subject=told["subject"],
            province_code=told["province"],
            district_code=told["district"] or None,
            subdistrict_code=told["subdistrict"] or None,
            place=told["place"],
            agency=told["agency"],
            bangkok_group=told.get("bangkok_group", ""),
            about_pacc=about_pacc,
            about_office=about_office,
            when=when_form.told,
            ongoing=told["ongoing"],
            people=told["people"],
            damage=told["damage"],
            wishes=told["wishes"],
            how_known=told["how_known"],
            told_elsewhere=told["told_elsewhere"],
            name=told["name"] if is_personal else "",
            phone=told["phone"] if is_personal else "",
            email=told["email"] if is_personal else "",
            fears_for_safety=told["fears_for_safety"],
            network_id=self.you.network_id,
            files=tuple(self.drafted.files),
        )
