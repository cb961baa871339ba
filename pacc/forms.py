"""How the portal asks: fields with label, hint and error; messages that say what to do; dates as Thais write them.

Fields may carry `optional_label` (instead of "(optional)"), `hints` (a line under each choice, by value), `dividers`
(values before which "or" stands) and `grows` (False: nobody writes more into it). Templates: templates/forms/.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    MinLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.forms import boundfield
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from pacc.thai import dates
from pacc.thai.names import one_line
from pacc.thai.typed_dates import TypedDate, TypedDateError, parse_date

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "tick"),
    (forms.SelectMultiple, "input"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
)


class BoundField(boundfield.BoundField):
    """A field on a form, with all that its template asks for."""

    @property
    def kind(self) -> str:
        """Which part of templates/forms/field.html draws it."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, ThaiDateWidget):
            return "date"
        return next((kind for widget_class, kind in _KINDS if isinstance(widget, widget_class)), "input")

    @property
    def data(self) -> Any:
        """What was sent. A list's answer is looked up in PostgreSQL, which knows no NUL; and no key holds U+FFFD."""
        sent = super().data
        if isinstance(self.field, forms.ModelChoiceField) and isinstance(sent, str):
            return sent.replace("\x00", "\ufffd")
        return sent

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        # The server says what is missing, in the reader's language; the browser's bubbles do not, and its
        # maxlength cuts pasted text without a word.
        attrs.pop("required", None)
        own = self.field.widget.attrs
        for name in ("maxlength", "minlength"):
            own.pop(name, None)
        if self.kind in {"input", "password"}:
            attrs["class"] = " ".join(dict.fromkeys(["input", *str(own.get("class", "")).split()]))
        if self.kind in {"choices", "tick"}:
            attrs.pop("aria-invalid", None)
        if getattr(self.form, "leaves_no_trace", False):
            attrs.setdefault("autocomplete", "off")
        if self.counted:
            attrs["data-count"] = str(self.max_length)
        return attrs

    @property
    def max_length(self) -> int | None:
        return getattr(self.field, "max_length", None)

    @property
    def max_length_shown(self) -> str:
        return f"{self.max_length or 0:,}"

    @property
    def counted(self) -> bool:
        """A long answer shows how much room there is, but where nothing is to be added."""
        return self.kind == "textarea" and bool(self.max_length) and getattr(self.field, "grows", True)

    @property
    def aria_describedby(self) -> str | None:
        described_by = super().aria_describedby
        return (
            f"{described_by} {self.auto_id}_count".strip()
            if self.counted and described_by is not None
            else described_by
        )

    @property
    def optional_label(self) -> Any:
        """ "(optional)" after the label; a field may say it in other words, or "" not at all."""
        own = getattr(self.field, "optional_label", None)
        if own is not None:
            return own
        return "" if self.field.required or self.kind == "tick" else _("(optional)")

    @property
    def options(self) -> list[dict[str, Any]]:
        """Each choice with its input, label, hint, and whether "or" stands before it."""
        hints: Mapping[str, Any] = getattr(self.field, "hints", {})
        dividers = getattr(self.field, "dividers", ())
        return [
            {
                "tag": option.tag(),
                "id": option.id_for_label,
                "label": option.choice_label,
                "value": option.data["value"],
                "hint": hints.get(str(option.data["value"]), ""),
                "divided": str(option.data["value"]) in dividers,
            }
            for option in self.subwidgets
        ]

    @property
    def bad_parts(self) -> set[str]:
        """Which boxes of a date to mend; all when no single one is to blame."""
        codes = {str(error.code) for error in self.errors.as_data()}
        return codes & {"day", "month", "year"} or ({"day", "month", "year"} if codes else set())

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The three boxes of a date."""
        widget = self.field.widget
        context = widget.get_context(self.html_name, self.value(), self.build_widget_attrs({"id": self.auto_id}))
        drawn = []
        for name, part in zip(("day", "month", "year"), context["widget"]["subwidgets"], strict=True):
            attrs = part["attrs"]
            for inherited in ("class", "aria-invalid", "aria-describedby"):
                attrs.pop(inherited, None)
            attrs["class"] = {"day": "input w2", "month": "", "year": "input w4"}[name]
            if name in self.bad_parts:
                attrs["aria-invalid"] = "true"
            else:
                attrs["class"] = f"{attrs['class']} fine".strip()
            html = self.form.render(part["template_name"], {"widget": part})
            drawn.append({"name": name, "id": attrs["id"], "label": PART_LABELS[name], "html": html})
        return drawn

    @property
    def target(self) -> str:
        """The id that the error summary leads to: the first box to mend."""
        if self.kind == "choices":
            return f"{self.auto_id}_0"
        if self.kind == "date":
            first = next((number for number, name in enumerate(("day", "month", "year")) if name in self.bad_parts), 0)
            return f"{self.auto_id}_{first}"
        return self.id_for_label or self.auto_id

    def as_question(self) -> SafeString:
        """The field whose label is the page's h1."""
        return mark_safe(self.form.render(self.template_name, {"field": self, "question": True}))  # noqa: S308


class Renderer(TemplatesSetting):
    """Draws every form of the portal: settings.FORM_RENDERER."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField


TOO_LONG = ngettext_lazy(
    "Shorten it to %(limit_value)d character; it has %(show_value)d",
    "Shorten it to %(limit_value)d characters; it has %(show_value)d",
    "limit_value",
)
TOO_SHORT = ngettext_lazy(
    "Write at least %(limit_value)d character; it has %(show_value)d",
    "Write at least %(limit_value)d characters; it has %(show_value)d",
    "limit_value",
)
HIDDEN_SIGNS = _("There are signs in it that cannot be shown. Delete it and write it again")


def _required_message(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return _("Attach a file")
    if isinstance(field, forms.BooleanField):
        return format_lazy(_("Tick “{label}”"), label=field.label or "")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return format_lazy(_("Choose an answer for “{label}”"), label=field.label or "")
    return format_lazy(_("Fill in “{label}”"), label=field.label or "")


def speak_plainly(fields: Mapping[str, forms.Field]) -> None:
    """Replaces Django's stock messages by ones that say what to do; a field's own messages stay."""
    replies = {
        forms.Field.default_error_messages["required"]: None,
        EmailValidator.message: _("Write the whole address, such as name@example.com"),
        forms.ChoiceField.default_error_messages["invalid_choice"]: _("Choose one of the answers shown"),
        forms.ModelChoiceField.default_error_messages["invalid_choice"]: _("Choose one of the answers shown"),
        forms.IntegerField.default_error_messages["invalid"]: _("Write a whole number in digits"),
    }
    for field in fields.values():
        for code, message in field.error_messages.items():
            if message in replies:
                field.error_messages[code] = replies[message] or _required_message(field)
        field.validators = [_plain(validator, replies) for validator in field.validators]


def _plain(validator: Any, replies: Mapping[Any, Any]) -> Any:
    if type(validator) is MaxLengthValidator:
        return MaxLengthValidator(validator.limit_value, TOO_LONG)
    if type(validator) is MinLengthValidator:
        return MinLengthValidator(validator.limit_value, TOO_SHORT)
    if type(validator) is ProhibitNullCharactersValidator:
        return ProhibitNullCharactersValidator(HIDDEN_SIGNS)
    if type(validator) is EmailValidator and validator.message in replies:
        return EmailValidator(replies[validator.message])
    return validator


class PlainWords:
    """Mix into a form of somebody else's making, so that it speaks as the portal does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(getattr(self, "fields"))  # noqa: B009 - the form it is mixed into has them


class Form(PlainWords, forms.Form):
    """A form of the portal. `leaves_no_trace` on a reporter's forms: the browser remembers nothing typed."""

    leaves_no_trace = False

    def shown_quietly(self) -> Self:
        """The form with what was typed and without a word on what is wrong: nobody has sent it yet."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}
        return self


class ModelForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """A form of the portal over a table's row."""

    leaves_no_trace = False


class LongTextField(forms.CharField):
    """An account in somebody's own words. Line ends count as one letter, as they do in the browser's own count."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """A name or heading: one line, without invisible letters and doubled spaces."""

    def to_python(self, value: Any) -> str:
        return one_line(str(super().to_python(value) or ""))


PART_LABELS = {
    "day": pgettext_lazy("part of a date", "Day"),
    "month": pgettext_lazy("part of a date", "Month"),
    "year": pgettext_lazy("part of a date", "Year, B.E. or C.E."),
}


def _month_choices(*, whole: bool) -> list[tuple[str, Any]]:
    names = enumerate(dates.month_names(), start=1)
    none = pgettext_lazy("month", "Choose") if whole else pgettext_lazy("month", "Don't know")
    return [("", none), *((str(number), name) for number, name in names)]


class ThaiDateWidget(forms.MultiWidget):
    """Day, month by name, and year of the Buddhist era. `<input type=date>` would show the Common Era."""

    use_fieldset = True
    whole = False  # the field's: then no part may stay unknown

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(number),
            "month": forms.Select(),
            "year": forms.TextInput(number),
        }
        super().__init__(parts, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # Month names follow the language of this request, not that of the process's start.
        self.widgets[1].choices = _month_choices(whole=self.whole)  # type: ignore[attr-defined]
        return super().get_context(name, value, attrs)

    def decompress(self, value: TypedDate | date | None) -> list[Any]:
        if value is None:
            return ["", "", ""]
        return [value.day or "", value.month or "", dates.year_shown(value.year)]


class ThaiDateField(forms.Field):
    """A date in three boxes, as precise as the person knows; cleans to a TypedDate.

    `whole` wants day and month too and cleans to a date; `past` refuses what is still to come.
    """

    widget = ThaiDateWidget

    def __init__(self, *, whole: bool = False, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.whole = self.widget.whole = whole
        self.past = past

    def clean(self, value: Any) -> TypedDate | date | None:
        day, month, year = (str(part or "")[:40].replace("\x00", "") for part in value or ("", "", ""))
        try:
            typed = parse_date(day, month, year)
        except TypedDateError as refused:
            raise ValidationError(refused.message, code=refused.part) from None
        if typed is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._check_precision(typed)
        self._check_past(typed)
        return typed.first_day if self.whole else typed

    def _check_precision(self, typed: TypedDate) -> None:
        if self.whole and typed.month is None:
            raise ValidationError(_("Choose the month"), code="month")
        if self.whole and typed.day is None:
            raise ValidationError(_("Write the day as a number"), code="day")

    def _check_past(self, typed: TypedDate) -> None:
        today = localdate()
        if not self.past or typed.first_day <= today:
            return
        part = "year" if typed.year > today.year else "month" if typed.first_day.month > today.month else "day"
        message = _("This date is still to come. Today is %(today)s") % {"today": dates.format_long(today)}
        raise ValidationError(message, code=part)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(part or "") for part in data or ()] != [str(part) for part in ThaiDateWidget().decompress(initial)]
