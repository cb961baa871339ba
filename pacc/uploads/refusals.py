"""Why a file is not taken: stable keys, and what to do about it in the reader's language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refusal(TextChoices):
    """The label tells the reader what to do. The limits in the texts are those of evidence."""

    TYPE = (
        "type",
        _("This kind of file cannot be taken. Send a picture (JPEG, PNG, WebP, HEIC), a PDF, a sound or a video"),
    )
    SIZE = "size", _("The file is larger than 50 MB. Send a smaller one")
    EMPTY = "empty", _("The file is empty. Choose it again")
    UNREADABLE = "unreadable", _("The file is damaged. See whether it opens on your device, then send it again")
    PIXELS = "pixels", _("The picture has too many pixels to be opened. Make it smaller, then send it again")
    LOCKED = "locked", _("The PDF asks for a password. Send a copy without one")
    TOO_MANY = "too_many", _("You can attach 10 files. Remove one to make room")
    LOST = "lost", _("The file got lost on the way. Send it again")
    BUSY = "busy", _("Many files are waiting right now. Send it again in a minute")


class Refused(Exception):
    """This file is not taken; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
