"""What a reporter types when she comes back."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form, LongTextField
from pacc.vault import codes
from reports.forms.evidence import ManyFilesField
from reports.rules.account import AttachedFile
from reports.rules.draft import MAX_FILES

CODE_DIGITS = 20
REPLY_LETTERS = 5_000


class TrackForm(Form):
    """Reference and code, however they are typed: spaces, dashes, Thai digits, look-alike letters."""

    leaves_no_trace = True

    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Such as SR7K-2MQX"),
        max_length=60,
        widget=forms.TextInput({"autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Secret code, 20 digits"),
        help_text=_("With spaces or without; Thai digits are fine too"),
        max_length=120,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def clean_reference(self) -> str:
        reference = codes.clean_reference(self.cleaned_data["reference"])
        if len(reference) != codes.REFERENCE_LENGTH:
            raise forms.ValidationError(_("A reference has 8 letters and digits, such as SR7K-2MQX"))
        return reference

    def clean_code(self) -> str:
        code = codes.clean_code(self.cleaned_data["code"])
        if not code.isdecimal():
            raise forms.ValidationError(_("The code has digits only"))
        missing = CODE_DIGITS - len(code)
        if missing > 0:
            raise forms.ValidationError(
                ngettext(
                    "You entered %(typed)d digits; %(n)d is missing",
                    "You entered %(typed)d digits; %(n)d are missing",
                    missing,
                )
                % {"typed": len(code), "n": missing}
            )
        if missing < 0:
            raise forms.ValidationError(
                ngettext(
                    "You entered %(typed)d digits; %(n)d is too many",
                    "You entered %(typed)d digits; %(n)d are too many",
                    -missing,
                )
                % {"typed": len(code), "n": -missing}
            )
        return code


class _SentOnce(Form):
    """A form with a name of its own, so that a repeated send is the same message."""

    leaves_no_trace = True

    send_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ReplyForm(_SentOnce):
    """An answer, or something more, in words, in files, or both. `files`: those that were taken already."""

    text = LongTextField(label=_("Tell us more"), max_length=REPLY_LETTERS, rows=4, required=False)
    text.optional_label = ""  # type: ignore[attr-defined]
    # The files themselves come by the sealing upload handler.
    attached = ManyFilesField(
        label=_("Pictures or documents"),
        help_text=_("Pictures, PDF, sound or video, up to 10 files of 50 MB each"),
        required=False,
    )

    def __init__(self, *args: Any, files: Iterable[AttachedFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files_taken = list(files)

    @property
    def room(self) -> int:
        """How many more files there is room for."""
        return MAX_FILES - len(self.files_taken)

    def answers_a_question(self) -> None:
        self.fields["text"].label = _("Your answer")

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text and not self.files_taken:
            raise forms.ValidationError(_("Write your answer, even briefly, or attach a file"), code="required")
        return text or gettext("I attach more files.")


class ContestForm(_SentOnce):
    reason = LongTextField(
        label=_("Why is it not resolved?"),
        help_text=_("You can ask once. The office reads this and screens your report again."),
        max_length=REPLY_LETTERS,
        rows=4,
        error_messages={"required": _("Say why it is not resolved, even briefly")},
    )
