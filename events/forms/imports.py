"""The file that an admin brings, and which people of it are added."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form
from pacc.spreadsheets.people import PeopleList, people_in
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
            self.people = people_in(read_spreadsheet(file.read()))
        except SpreadsheetRefused as refusal:
            raise ValidationError(str(refusal.message), code=refusal.why) from None
        return file


class ConfirmForm(Form):
    """Places in the list of people whose name is known and who are added all the same."""

    alike = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: object, places: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alike"].choices = [(str(place), "") for place in places]  # type: ignore[attr-defined]

    def alike_too(self) -> set[int]:
        return {int(place) for place in self.cleaned_data["alike"]}
