"""What an officer searches for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.errors import DomainError
from pacc.forms import Form
from reports.rules.search.query import Query, read_query


class SearchForm(Form):
    """`q` cleans to a `Query`."""

    leaves_no_trace = True

    q = forms.CharField(
        label=_("Words in accounts, messages, notes and file names"),
        help_text=_("All words must be there. Put a phrase in quotation marks."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write at least one word to search for.")},
    )

    def clean_q(self) -> Query:
        try:
            return read_query(self.cleaned_data["q"])
        except DomainError as refused:
            raise ValidationError(str(refused.message)) from None
