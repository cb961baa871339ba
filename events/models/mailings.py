"""Letters that an organiser writes to many: whom they are for, when they go, and what became of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.registration import Party, Registration
from events.models.workshop import Workshop
from pacc.notify.models import Message

MAX_SUBJECT, MAX_BODY = 150, 4000
MAX_ADDRESSES = 500


class Mailing(models.Model):
    """One letter to many. `people` is asked anew at the moment of sending: who is absent then, is absent."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", pgettext_lazy("mailing", "Invitation")
        REMINDER = "reminder", pgettext_lazy("mailing", "Reminder")
        CHANGE = "change", pgettext_lazy("mailing", "Change")
        CANCELLED = "cancelled", pgettext_lazy("mailing", "Cancellation")
        THANKS = "thanks", pgettext_lazy("mailing", "Thanks")
        FOLLOW_UP = "follow_up", pgettext_lazy("mailing", "Follow-up")
        OTHER = "other", pgettext_lazy("mailing", "Other letter")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("mailing", "Draft")
        PLANNED = "planned", pgettext_lazy("mailing", "Planned")
        SENDING = "sending", pgettext_lazy("mailing", "On its way")
        SENT = "sent", pgettext_lazy("mailing", "Sent")
        STOPPED = "stopped", pgettext_lazy("mailing", "Stopped")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Of an invitation: whom it is for, an address a line. Of all others: a filter of the list of people, as in its
    # address ("state=registered&came=in-3").
    addresses = models.TextField(blank=True, default="")
    people = models.CharField(max_length=200, blank=True, default="")
    subject = models.CharField(max_length=MAX_SUBJECT)
    body = models.TextField(max_length=MAX_BODY)
    # For readers of English; they get the Thai letter where there is none.
    subject_en = models.CharField(max_length=MAX_SUBJECT, blank=True, default="")
    body_en = models.TextField(max_length=MAX_BODY, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    send_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # None: by itself, when its day had come.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Grows with each change, so that the second of two writers is told.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workshop", "id"], name="mailing_of_workshop")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "sending", "sent"]) | Q(send_at__isnull=False),
                name="mailing_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def may_be_refused(self) -> bool:
        """Whoever wants no more letters is still told that the workshop is another day, or not at all."""
        return self.kind not in {self.Kind.CHANGE, self.Kind.CANCELLED}


class MailingLine(models.Model):
    """What became of the letter for one person, party or address; once each."""

    class Outcome(models.TextChoices):
        PROMISED = "promised", pgettext_lazy("letter", "Handed to the mail server, or about to be")
        NO_ADDRESS = "no_address", pgettext_lazy("letter", "No e-mail address")
        REFUSED = "refused", pgettext_lazy("letter", "Wants no more letters")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="lines")
    registration = models.ForeignKey(Registration, null=True, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=254, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "registration"], name="mailing_line_of_person"),
            models.UniqueConstraint(fields=["mailing", "party"], name="mailing_line_of_party"),
            models.UniqueConstraint(
                fields=["mailing", "address"], condition=~Q(address=""), name="mailing_line_of_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.outcome}"


class NoLetters(models.Model):
    """An address to which no more letters of workshops go, under a keyed hash: the list tells nobody who it is."""

    digest = models.CharField(primary_key=True, max_length=64)

    def __str__(self) -> str:
        return self.digest[:8]
