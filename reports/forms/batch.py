"""Rows of a file of reports, read by the same forms as everybody's answers."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from networks.models import District, Province, Subdistrict
from pacc.forms import Form
from pacc.spreadsheets.read import SpreadsheetRefused, read_spreadsheet
from reports.forms.place import UNKNOWN
from reports.forms.typed_in import TheirAnswers
from reports.rules.batch_rows import (
    MOST_REPORTS,
    BatchRow,
    HeadingsMissing,
    date_parts,
    heading_of,
    key_of,
    rows_in,
)
from reports.rules.draft import Drafted, Question, Typed
from reports.rules.vocabulary import AboutPacc, AgencyKind, Identity, Kind, Ongoing

_YES, _NO = {"ใช่", "yes", "y", "x"}, {"", "ไม่", "ไม่ใช่", "no", "n"}
_NOT_KNOWN = {"ไม่ทราบ", "ไม่รู้", "dontknow", "unknown"}
_LANGUAGES = {"": "th", "ไทย": "th", "th": "th", "thai": "th", "อังกฤษ": "en", "en": "en", "english": "en"}
_REGION = {f"{word}{number}": str(number) for word in ("", "เขต", "ปปทเขต", "region") for number in range(1, 10)}
# Field of a form -> column, where they are called differently.
_COLUMN_OF = {"pacc_part": "about_pacc", "about": "when", "unknown": "when"}


class BatchForm(Form):
    file = forms.FileField(
        label=gettext_lazy("Excel file"),
        help_text=gettext_lazy("The filled-in template, .xlsx, up to 5 MB and 200 reports"),
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
        allow_empty_file=True,  # the reader says what is wrong with it
        max_length=400,
    )

    rows: list[BatchRow]

    def clean_file(self) -> Any:
        """Reads it too: `rows`. The parser runs in the sandbox."""
        file = self.cleaned_data["file"]
        try:
            sheets = read_spreadsheet(file.read(), accounts=True)
        except SpreadsheetRefused as refusal:
            raise ValidationError(str(refusal.message), code=refusal.why) from None
        if sheets and sheets[0].odd:
            raise ValidationError(
                _("Formulas and merged cells are not read: %(cells)s. Write what stands there into each cell")
                % {"cells": ", ".join(sheets[0].odd)},
                code="odd",
            )
        try:
            rows = rows_in(sheets[0].rows if sheets else [])
        except HeadingsMissing as missing:
            raise ValidationError(
                _("These headings are missing in the first sheet: %(headings)s. Use the template")
                % {"headings": ", ".join(f"“{heading_of(column)}”" for column in missing.columns)},
                code="headings",
            ) from None
        if not rows:
            raise ValidationError(_("There is no report in the file, only headings"), code="empty")
        if len(rows) > MOST_REPORTS:
            raise ValidationError(str(SpreadsheetRefused("too_many_accounts").message), code="too_many_accounts")
        reader = RowReader()
        self.rows = [reader.read(row) for row in rows]
        return file


class RowReader:
    """Reads rows; places and words are looked up once for all of them."""

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """By column: what may stand in it, in both languages, and the code itself."""
        vocabularies: dict[str, type[TextChoices]] = {
            "kind": Kind,
            "agency_kind": AgencyKind,
            "ongoing": Ongoing,
            "identity": Identity,
        }
        found: dict[str, dict[str, str]] = {}
        for column, vocabulary in vocabularies.items():
            known = {key_of(value): value for value in vocabulary.values}
            for language in ("th", "en"):
                with override(language):
                    known |= {key_of(str(label)): value for value, label in vocabulary.choices}
            found[column] = known
        return found

    @cached_property
    def provinces(self) -> dict[str, str]:
        known = {key_of(name): place.code for place in Province.objects.all() for name in _names(place)}
        bangkok = {key_of(name): "10" for name in ("กทม.", "กรุงเทพ", "กรุงเทพฯ")}
        return {**bangkok, **known, **dict.fromkeys(_NOT_KNOWN, UNKNOWN)}

    @cached_property
    def _below(self) -> dict[str, dict[str, str]]:
        return {}

    def below(self, place: type[District] | type[Subdistrict], code: str) -> dict[str, str]:
        """Districts of a province, or subdistricts of a district, by name. One query for each place above."""
        if code not in self._below:
            above = {"province": code} if place is District else {"district": code}
            found = place._default_manager.filter(**above)
            self._below[code] = {key_of(name): each.code for each in found for name in _names(each)}
        return self._below[code]

    def read(self, row: BatchRow) -> BatchRow:
        """The row with what is wrong in it, or with its account."""
        typed, errors = self._typed(row.cells)
        answers = TheirAnswers(Drafted(answers={question.value: texts for question, texts in typed.items()}))
        about = self._about(row.cells, errors)
        if answers.named and about is not None:
            answers.drafted.protection_for = answers.named_key
            answers.drafted.protection_wanted = False
        if about == AboutPacc.NO and answers.agency.is_about_pacc:
            errors.append(("about_pacc", _("Write which part of the PACC it is about, or “Don't know”")))
        elif answers.protection_is_open:
            errors.append(("about_pacc", _("The account names the PACC. Write “No”, or which part it is about")))
        elif about not in (None, AboutPacc.NO) and not answers.agency.is_about_pacc:
            errors.append(("agency_kind", _("Choose “The PACC itself”, or write “No” in the column about the PACC")))
        said = {column for column, _message in errors}
        for form in answers.forms.values():
            for name, messages in form.errors.items():
                column = _COLUMN_OF.get(name, name)
                if column not in said:
                    errors += [(column, str(message)) for message in messages]
        if errors:
            return replace(row, errors=errors)
        return replace(row, account=answers.account_in(_LANGUAGES[key_of(row.cells.get("language", ""))]))

    def _about(self, cells: dict[str, str], errors: list[tuple[str, str]]) -> str | None:
        """Which part of the PACC it is about: "no", a region's number, or another part. None: nothing was written."""
        text = key_of(cells.get("about_pacc", ""))
        if not text:
            return None
        if text in _NO | {"ไม่เกี่ยว", "ไม่เกี่ยวข้อง"}:
            return AboutPacc.NO
        part = self._part(text)
        if not part:
            errors.append(("about_pacc", _not_listed(cells["about_pacc"])))
        return part or None

    @staticmethod
    def _part(text: str) -> str:
        if text in _NOT_KNOWN:
            return AboutPacc.UNKNOWN
        return _REGION.get(text) or (AboutPacc.HEADQUARTERS if text in {"ส่วนกลาง", "headquarters"} else "")

    def _typed(self, cells: dict[str, str]) -> tuple[dict[Question, Typed], list[tuple[str, str]]]:
        errors: list[tuple[str, str]] = []

        def word(column: str, known: dict[str, str]) -> str:
            text = cells.get(column, "")
            code = known.get(key_of(text), "")
            if text and not code:
                errors.append((column, _not_listed(text)))
            return code

        province = word("province", self.provinces)
        known = province not in ("", UNKNOWN)
        district = word("district", self.below(District, province)) if known else ""
        subdistrict = word("subdistrict", self.below(Subdistrict, district)) if district else ""
        when = cells.get("when", "")
        unknown = key_of(when) in _NOT_KNOWN
        day, month, year = ("", "", "") if unknown else date_parts(when)
        fears = key_of(cells.get("fears_for_safety", ""))
        if fears not in _YES | _NO:
            errors.append(("fears_for_safety", _("Write “yes”, or leave it blank")))
        if key_of(cells.get("language", "")) not in _LANGUAGES:
            errors.append(("language", _not_listed(cells["language"])))
        texts = {
            Question.KIND: {"kind": word("kind", self.words["kind"])},
            Question.WHERE: {"province": province, "district": district, "subdistrict": subdistrict}
            | _told(cells, "place"),
            Question.AGENCY: {
                "agency_kind": word("agency_kind", self.words["agency_kind"]),
                "pacc_part": self._part(key_of(cells.get("about_pacc", ""))),
                "bangkok_group": "",
            }
            | _told(cells, "agency"),
            Question.WHEN: {
                "when_day": day,
                "when_month": month,
                "when_year": year,
                "ongoing": word("ongoing", self.words["ongoing"]) or Ongoing.UNKNOWN.value,
            }
            | ({"unknown": "on"} if unknown else {}),
            Question.WHAT: _told(
                cells, "narrative", "people", "damage", "how_known", "wishes", "told_elsewhere", "subject"
            ),
            Question.YOU: {"identity": word("identity", self.words["identity"])}
            | ({"fears_for_safety": "on"} if fears in _YES else {})
            | _told(cells, "name", "phone", "email"),
        }
        return {question: {name: [text] for name, text in boxes.items()} for question, boxes in texts.items()}, errors


def _told(cells: dict[str, str], *columns: str) -> dict[str, str]:
    return {column: cells.get(column, "") for column in columns}


def _names(place: Province | District | Subdistrict) -> Iterable[str]:
    """Without the words before it, too: "อำเภอเมืองสุรินทร์" and "เมืองสุรินทร์"."""
    prefixes = ("จังหวัด", "อำเภอ", "เขต", "ตำบล", "แขวง", "")
    return [*(f"{prefix}{place.name_th}" for prefix in prefixes), place.name_en]


def _not_listed(text: str) -> str:
    return _("“%(text)s” is not among the answers. They stand in the second sheet of the template") % {
        "text": text[:60]
    }
