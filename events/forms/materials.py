"""A file or a link that the organiser hands out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.actions.materials import MaterialFacts
from events.models import Material
from events.rules.material_files import ENDINGS, media_type_of
from pacc.forms import Form, LineField
from pacc.spreadsheets.read import MAX_BYTES


class MaterialForm(Form):
    title = LineField(label=_("What it is"), max_length=200)
    when = forms.ChoiceField(label=_("For"), choices=Material.When.choices, widget=forms.RadioSelect, initial="before")
    is_public = forms.BooleanField(
        label=_("Everybody may read it"), required=False, initial=True,
        help_text=_("Else it stands on the own page of those who are registered"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), required=False, max_length=400,
        help_text=_("PDF, Word, Excel, PowerPoint, JPEG or PNG, up to 5 MB"),
        widget=forms.FileInput({"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )  # fmt: skip
    url = forms.URLField(
        label=_("Or a link"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Beginning with https://"),
    )  # fmt: skip

    content: bytes | None = None
    media_type = ""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 5 MB"))
        self.content = file.read()
        media_type = media_type_of(file.name, self.content)
        if media_type is None:
            raise ValidationError(_("Attach a PDF, Word, Excel, PowerPoint, JPEG or PNG file"), code="kind")
        self.media_type = media_type
        return file

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith("https://"):
            raise ValidationError(_("Write a link that begins with https://"), code="invalid")
        return url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file, has_url = bool(cleaned.get("file")), bool(cleaned.get("url"))
        if has_file == has_url and not {"file", "url"} & set(self.errors):
            self.add_error("file", _("Attach a file, or write a link"))
        return cleaned

    def facts(self) -> MaterialFacts:
        typed = self.cleaned_data
        file = typed["file"]
        return MaterialFacts(
            title=typed["title"], when=typed["when"], is_public=typed["is_public"], url=typed["url"],
            file_name=file.name[-120:] if file else "", media_type=self.media_type, content=self.content,
        )  # fmt: skip
