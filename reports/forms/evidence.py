"""The page of photographs and files. The files themselves come by the sealing upload handler."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacc.uploads.refusals import Refusal
from reports.forms.question import QuestionForm
from reports.rules.draft import MAX_FILES, Drafted, Question


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        # What may be taken is decided by the content; the list only helps a phone to offer the right things.
        accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,audio/*,video/*"
        super().__init__(attrs={"multiple": True, "accept": accepted})


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput


def refusal_in_words(name: str, reason: Refusal) -> str:
    """ "road.jpg: the file is empty." """
    return _("%(name)s: %(reason)s") % {"name": name or _("A file without a name"), "reason": reason.label}


def say_refusals(form: forms.Form, refused: Iterable[tuple[str, Refusal]]) -> None:
    """Beside the field `attached`, what was wrong with which file."""
    for name, reason in refused:
        form.add_error("attached", ValidationError(refusal_in_words(name, reason), code=reason.value))


class FilesForm(QuestionForm):
    question = Question.FILES

    attached = ManyFilesField(
        label=gettext_lazy("Photographs and files"),
        help_text=gettext_lazy("Pictures, PDF, sound or video, up to 10 files of 50 MB each"),
        required=False,
    )

    @property
    def room(self) -> int:
        """How many more files there is room for."""
        return MAX_FILES - len(self.drafted.files)

    @classmethod
    def saying(cls, refused: Iterable[tuple[str, Refusal]], *, drafted: Drafted) -> "FilesForm":
        """The page's form with what was wrong with which file."""
        form = cls({}, drafted=drafted)
        form.shown_quietly()
        say_refusals(form, refused)
        return form
