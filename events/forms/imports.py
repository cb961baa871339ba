"""The file that an admin brings, and which people of it are added."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.headings import learned_headings
from pacc.forms import Form
from pacc.spreadsheets.people import Column, PeopleList, people_in
from pacc.spreadsheets.read import SpreadsheetRefused, read_spreadsheet


class FileForm(Form):
    file = forms.FileField(
        label=_("Excel or CSV file"),
        help_text=_("Up to 5 MB and 12,000 rows. The list may have a title above its headings, and several sheets."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xlsm,.csv,.txt"}),
        allow_empty_file=True,  # the reader says what is wrong with it
        max_length=400,
    )

    people: PeopleList

    def clean_file(self) -> Any:
        """Reads it too: `people`. The parser runs in the sandbox, outside any transaction."""
        file = self.cleaned_data["file"]
        try:
            self.people = people_in(read_spreadsheet(file.read()), learned_headings())
        except SpreadsheetRefused as refusal:
            raise ValidationError(str(refusal.message), code=refusal.why) from None
        return file


COLUMNS: dict[str, Any] = {
    "": pgettext_lazy("column", "Left in the file"),
    Column.FULL_NAME: pgettext_lazy("column", "Name and surname"),
    Column.FIRST_NAME: pgettext_lazy("column", "Name"),
    Column.SURNAME: pgettext_lazy("column", "Surname"),
    Column.TITLE: pgettext_lazy("column", "Title"),
    Column.PHONE: pgettext_lazy("column", "Telephone"),
    Column.EMAIL: pgettext_lazy("column", "E-mail address"),
    Column.PROVINCE: pgettext_lazy("column", "Province"),
    Column.NETWORK: pgettext_lazy("column", "Network"),
    Column.ORGANISATION: pgettext_lazy("column", "Position or organisation"),
    Column.NUMBER: pgettext_lazy("column", "Running number"),
}


class HeadingsForm(Form):
    """Below which heading stands what. `headings`: (heading, column as it was read)."""

    def __init__(self, *args: Any, headings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        for place, (heading, column) in enumerate(headings):
            field = forms.ChoiceField(
                label=heading, choices=list(COLUMNS.items()), required=False, initial=column or ""
            )
            field.optional_label = ""  # type: ignore[attr-defined]
            self.fields[f"heading_{place}"] = field

    def corrected(self) -> dict[str, Column | None]:
        """Those that were read otherwise before."""
        said = {heading: self.cleaned_data[f"heading_{place}"] for place, (heading, _was) in enumerate(self.headings)}
        return {
            heading: Column(said[heading]) if said[heading] else None
            for heading, was in self.headings
            if said[heading] != (was or "")
        }


class ConfirmForm(Form):
    """Places in the list of people whose name is known and who are added all the same."""

    alike = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: object, places: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alike"].choices = [(str(place), "") for place in places]  # type: ignore[attr-defined]

    def alike_too(self) -> set[int]:
        return {int(place) for place in self.cleaned_data["alike"]}
