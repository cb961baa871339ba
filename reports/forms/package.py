"""What an officer fills in before a report goes to another agency: words struck out, pictures chosen, a password."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.forms import Form, LongTextField
from reports.forms.export import PasswordField
from reports.models.sealed import unseal
from reports.queries.case import Case
from reports.queries.packages import Package, account_to_mark, names_to_strike, pictures_of
from reports.rules.striking import Unbalanced, still_told, struck, without_marks

LABELS = {
    "subject": _("A short name for the report"),
    "people": pgettext_lazy("summary", "Who is involved"),
    "agency": pgettext_lazy("summary", "Agency"),
    "place": pgettext_lazy("summary", "Where"),
    "narrative": _("What was told"),
    "damage": pgettext_lazy("summary", "Damage"),
    "how_known": _("How the reporter knows"),
    "told_elsewhere": _("Told before"),
    "wishes": _("What the reporter wishes for"),
}
_LETTERS = 40_000  # of one text with its marks; the longest without any has 20,000


class PackageForm(Form):
    """A text for each that was told, in which only marks may be set, and a tick for each picture."""

    leaves_no_trace = True

    def __init__(self, *args: Any, case: Case, package: Package, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = account_to_mark(case)
        self._names = names_to_strike(case)
        for name in self.told:
            self.fields[name] = LongTextField(
                label=LABELS[name],
                max_length=_LETTERS,
                rows=10 if name == "narrative" else 2,
                required=False,
                initial=package.account.get(name, self.told[name]),
            )
            self.fields[name].optional_label = ""  # type: ignore[attr-defined]
            self.fields[name].grows = False  # type: ignore[attr-defined]
        pictures = [
            (str(picture.pk), unseal(picture, "name_sealed", data_key=case.data_key))
            for picture in pictures_of(case.report)
        ]
        if pictures:
            self.fields["files"] = forms.MultipleChoiceField(
                label=_("Pictures that go along"),
                help_text=_("Rebuilt copies without place or device. Look at each first: is somebody in it who told?"),
                choices=pictures,
                initial=list(package.files),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["files"].optional_label = ""  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, text in self.told.items():
            if name in cleaned:
                try:
                    self._check(cleaned[name], text)
                except ValidationError as refused:
                    self.add_error(name, refused)
        return cleaned

    def _check(self, marked: str, text: str) -> None:
        if without_marks(marked) != text:
            raise ValidationError(_("The words stay as they were told: set marks only, and change nothing else"))
        try:
            left = struck(marked)
        except Unbalanced:
            raise ValidationError(_("Each (( needs its )) after it, and none stands within another")) from None
        if still_told(left, self._names):
            raise ValidationError(_("The reporter’s name, telephone, e-mail or reference can still be read: strike it"))

    @property
    def package(self) -> Package:
        return Package({name: self.cleaned_data[name] for name in self.told}, tuple(self.cleaned_data.get("files", ())))


class PackagePasswordForm(Form):
    """The password of the ZIP, proposed anew each time that the page is shown."""

    leaves_no_trace = True

    password = PasswordField()
