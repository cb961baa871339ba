"""The one box: a reference, filters of the queue as tokens, words to search for."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.queries.places import province_choices
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.forms import Form
from pacc.vault import codes
from reports.access import tags_open_to
from reports.forms.tokens import read_tokens
from reports.rules.search.query import MOST_LETTERS, Query, read_query


@dataclass(frozen=True)
class Asked:
    """`reference` alone, or `filters` and a `query`, either of which may be empty."""

    reference: str = ""
    filters: dict[str, str] | None = None
    query: Query | None = None


class SearchForm(Form):
    """`q` cleans to what was `Asked`."""

    leaves_no_trace = True

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    q = forms.CharField(
        label=_("A reference, words, or filters"),
        help_text=_("Words stand in accounts, messages, notes and file names, all of them. Filters: สถานะ:ใหม่ เกิน:7วัน"),
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write at least one word to search for.")},
    )

    def clean_q(self) -> Asked:
        typed = self.cleaned_data["q"]
        reference = codes.clean_reference(typed[:60])
        if codes.is_reference(reference):
            return Asked(reference)
        try:
            if len(typed) > MOST_LETTERS:
                raise DomainError(_("Search for fewer words: at most %(n)d letters.") % {"n": MOST_LETTERS})
            filters, rest = read_tokens(typed, provinces=province_choices(), is_tag=self._is_tag)
            return Asked("", filters, read_query(rest) if rest or not filters else None)
        except DomainError as refused:
            raise ValidationError(str(refused.message)) from None

    def _is_tag(self, name: str) -> bool:
        """Also one that is offered no longer: reports carry it still. Two queries."""
        return tags_open_to(self.by).filter(name=name).exists()
