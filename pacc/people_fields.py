"""What forms ask about a person: title, name, telephone. Titles are free text with suggestions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.thai.collation import search_key
from pacc.thai.names import one_line, split_title
from pacc.thai.phone_numbers import PhoneNumberError, clean_phone, show_phone

# Offered while typing (templates/forms/_titles.html); anything else is as good.
TITLES = (
    "นาย", "นาง", "นางสาว", "ดร.", "ผศ.", "รศ.", "ศ.", "พ.ต.ท.", "ร.ต.อ.", "ว่าที่ ร.ต.", "พระ", "Mr.", "Mrs.", "Ms.",
)  # fmt: skip


class TitleField(forms.CharField):
    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Title"))
        super().__init__(max_length=40, required=False, **kwargs)
        self.widget.attrs.update({"class": "w10", "list": "titles", "autocomplete": autocomplete})

    def clean(self, value: Any) -> str:
        return one_line(super().clean(value))


class NameField(forms.CharField):
    """Name and surname, without invisible letters and doubled spaces."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name and surname"))
        super().__init__(max_length=120, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> str:
        name = one_line(super().clean(value))
        if name and not search_key(name):
            raise ValidationError(_("Write the name in letters"), code="invalid")
        return name


class PhoneField(forms.CharField):
    """A telephone number in any spelling; cleans to 0812345678."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Telephone"))
        kwargs.setdefault("required", False)
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs.update({"class": "w10", "inputmode": "tel"})
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> str:
        try:
            return clean_phone(super().clean(value))
        except PhoneNumberError:
            raise ValidationError(_("Check the telephone number, for example 081 234 5678"), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return show_phone(value).replace("\u00a0", " ") if isinstance(value, str) and value.isdigit() else value


def apart(cleaned: dict[str, Any]) -> None:
    """A title typed before the name goes into its own box, unless that is filled."""
    title, name = split_title(cleaned.get("name") or "")
    if name and title and not cleaned.get("title"):
        cleaned["title"], cleaned["name"] = title[:40], name
