"""What coordinators, officers and invited people write about members."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.actions.invitations import PersonFacts
from networks.actions.membership import MemberFacts
from networks.models import Membership
from networks.workflow import RULES, Move
from pacc.accounts.models import User
from pacc.forms import Form
from pacc.people_fields import NameField, PhoneField, TitleField, apart


class MemberForm(Form):
    title = TitleField()
    name = NameField()
    phone = PhoneField(help_text=_("Only you and the officers of the office see it."))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[choice for choice in Membership.Role.choices if choice[0] != Membership.Role.COORDINATOR],
        initial=Membership.Role.MEMBER,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        apart(cleaned)
        return cleaned

    def facts(self) -> MemberFacts:
        return MemberFacts(**self.cleaned_data)


class DecisionForm(Form):
    """A move of a membership, and its reason where the table of moves wants one."""

    move = forms.ChoiceField(choices=Move.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("The coordinators and the officers of the office read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        move = str(self["move"].value() or "")
        self.fields["reason"].required = move in Move and RULES[Move(move)].needs_reason


class InvitationForm(Form):
    email = forms.EmailField(
        label=_("E-mail of the coordinator"),
        max_length=254,
        help_text=_("The letter holds a link that works once, for 7 days."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )


class SignUpForm(Form):
    """An invited person without an account."""

    title = TitleField(autocomplete="honorific-prefix")
    name = NameField(widget=forms.TextInput({"autocomplete": "name"}))
    phone = PhoneField(help_text=_("Only the coordinators and the officers of the office see it."))
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        strip=False,
        help_text=_("At least 12 letters or digits. Several words in a row are easy to remember."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        apart(cleaned)
        if password := cleaned.get("password"):
            try:
                validate_password(password, User(email=self._email, name=cleaned.get("name", "")))
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned

    def facts(self) -> PersonFacts:
        typed = self.cleaned_data
        return PersonFacts(name=typed["name"], title=typed["title"], phone=typed["phone"])
