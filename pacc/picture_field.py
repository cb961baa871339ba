"""A picture that somebody attaches to a form: rebuilt from its points, in the sandbox, outside any transaction."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.sandbox.run import ChildFailed
from pacc.spreadsheets.read import MAX_BYTES
from pacc.uploads.cleaning import CleanImage, clean_image
from pacc.uploads.parsers import TooBusy


class PictureField(forms.FileField):
    """Cleans to a CleanImage; None where nothing was attached and nothing is required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("JPEG, PNG or HEIC, up to 5 MB. Place and device are removed from it."))
        kwargs.setdefault("widget", forms.FileInput({"accept": "image/jpeg,image/png,image/heic"}))
        super().__init__(max_length=400, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanImage | None:
        file = super().clean(data, None)
        if not file:
            return None
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 5 MB"))
        try:
            return clean_image(file.chunks())
        except ChildFailed:
            raise ValidationError(_("This picture cannot be read. Save it as JPEG, then add it again")) from None
        except TooBusy:
            raise ValidationError(_("The portal is busy. Add the picture again in a minute")) from None
