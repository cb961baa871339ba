"""Which long paper is wanted."""

from django import forms

from events.actions.paper_orders import Wanted
from events.models import PaperOrder, Registration
from pacc.forms import Form


class PaperOrderForm(Form):
    """Sent by a page's own hidden fields: nobody types into it."""

    paper = forms.ChoiceField(choices=PaperOrder.Paper.choices)
    on_a_sheet = forms.IntegerField(min_value=0, max_value=10, required=False)
    kind = forms.ChoiceField(choices=[("", ""), *Registration.Kind.choices], required=False)

    def wanted(self) -> Wanted:
        return Wanted(**{**self.cleaned_data, "on_a_sheet": self.cleaned_data["on_a_sheet"] or 0})
