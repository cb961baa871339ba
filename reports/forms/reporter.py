"""Who the reporter is: as much of it as she chooses to say."""

import re
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from pacc.thai.digits import to_arabic, without_invisible
from reports.forms.question import QuestionForm, text_of
from reports.rules.draft import Drafted, Question
from reports.rules.vocabulary import Identity

_PERSONAL = ("name", "phone", "email")


class YouForm(QuestionForm):
    question = Question.YOU

    identity = forms.ChoiceField(
        label=_("How much may we know of you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how much we may know of you")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("Name, telephone or e-mail: one of them is enough"),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    fears_for_safety = forms.BooleanField(
        label=_("I fear for my safety, or for that of someone close to me"),
        required=False,
        help_text=_("Officers take such reports first"),
    )
    pass_on_network = forms.BooleanField(label="", required=False)

    def __init__(self, typed: Mapping[str, list[str]], *, drafted: Drafted, confidential_offered: bool = True) -> None:
        super().__init__(typed, drafted=drafted)
        choice: forms.ChoiceField = self.fields["identity"]  # type: ignore[assignment]
        offered = [kind for kind in Identity if kind != Identity.CONFIDENTIAL or confidential_offered]
        choice.choices = [(kind.value, kind.label) for kind in offered]
        choice.hints = {  # type: ignore[attr-defined]
            Identity.ANONYMOUS: _("Nothing about you is asked or kept. You follow your report with a secret code"),
            Identity.CONFIDENTIAL: _(
                "Your name is sealed. Two custodians open it together, only with a recorded reason"
            ),
            Identity.NAMED: _("The officers in charge of your report see who you are"),
        }
        self.identity_typed = text_of(typed, "identity")
        if not self.is_personal:
            for name in _PERSONAL:
                del self.fields[name]
        self._offer_network()

    def _offer_network(self) -> None:
        network = (
            Network.objects.filter(pk=self.drafted.network_id, is_active=True).first()
            if self.drafted.network_id
            else None
        )
        if network is None:
            del self.fields["pass_on_network"]
            return
        self.fields["pass_on_network"].label = _("Tell the officer that it comes from %(network)s") % {
            "network": network
        }
        self.fields["pass_on_network"].help_text = _("Only the network's name, nothing about you. You may leave it out")

    @property
    def is_personal(self) -> bool:
        return self.identity_typed in (Identity.CONFIDENTIAL, Identity.NAMED)

    @classmethod
    def typed_in(cls, data: Mapping[str, object]) -> dict[str, list[str]]:
        """Of an anonymous reporter nothing is kept, also not what was typed before she chose."""
        typed = super().typed_in(data)
        if text_of(typed, "identity") not in (Identity.CONFIDENTIAL, Identity.NAMED):
            typed = {name: texts for name, texts in typed.items() if name not in _PERSONAL}
        return typed

    def asks_more(self) -> bool:
        return self.is_personal and not any(name in self.data for name in _PERSONAL)

    def clean_phone(self) -> str:
        phone = to_arabic(without_invisible(self.cleaned_data["phone"]))
        if phone and not 6 <= len(re.findall(r"\d", phone)) <= 30:
            raise ValidationError(_("Write the number with its digits, such as 081 234 5678"), code="phone")
        return phone

    def clean(self) -> dict[str, object]:
        told = any(self.cleaned_data.get(name) for name in _PERSONAL)
        if self.is_personal and not told and not any(name in self.errors for name in _PERSONAL):
            self.add_error(
                "name",
                ValidationError(_("Write your name, telephone or e-mail, or choose to stay anonymous"), code="nothing"),
            )
        return self.cleaned_data

    @property
    def network_id(self) -> int | None:
        """The network to name to the officer, where the reporter wants it."""
        return self.drafted.network_id if self.cleaned_data.get("pass_on_network") else None
