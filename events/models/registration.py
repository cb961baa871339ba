"""Who is registered for a workshop, and a list of people that waits for a second look before it is saved."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.workshop import Workshop
from networks.models import Network, Province
from pacc.thai import phone_numbers
from pacc.thai.collation import search_key, sort_key
from pacc.thai.names import join_title

MAX_NAME = 120
# A key grows: every letter may bring a sign of its own weight (pacc.thai.collation).
MAX_KEY = 2 * MAX_NAME + 20


class ImportPreview(models.Model):
    """A list read from a file, shown to the person who brought it. Nothing of it is registered before the confirmation.

    Holds only the columns that a registration has (never a citizen id that stood beside them). `rows` is emptied when
    the list was saved; what is never confirmed is swept away at `expires_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    rows = models.JSONField(default=list)
    notes = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=Q(saved_at=None), name="import_preview_expiry")
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Registration(models.Model):
    """การลงทะเบียน: one person's place in a workshop. Never linked to a report, nor to who signed in to report."""

    class State(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("registration", "Registered")
        CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", pgettext_lazy("registration", "Participant")
        SPEAKER = "speaker", pgettext_lazy("registration", "Speaker")
        STAFF = "staff", pgettext_lazy("registration", "Organiser")
        GUEST = "guest", pgettext_lazy("registration", "Guest")

    class Source(models.TextChoices):
        HAND = "hand", pgettext_lazy("registration source", "By hand")
        IMPORT = "import", pgettext_lazy("registration source", "From a file")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="registrations")
    title = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=MAX_NAME)
    # "C": the keys' own order, whatever language the database speaks.
    sort_key = models.CharField(max_length=MAX_KEY, db_collation="C", editable=False)
    search_key = models.CharField(max_length=MAX_KEY, db_collation="C", editable=False)
    phone = models.CharField(max_length=phone_numbers.MAX_LENGTH, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    organisation = models.CharField(max_length=160, blank=True, default="")
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PARTICIPANT)
    source = models.CharField(max_length=8, choices=Source.choices)
    imported = models.ForeignKey(
        ImportPreview, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.REGISTERED)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workshop", "state", "sort_key", "id"], name="registration_list")]
        constraints = [
            # The same person twice: one normalised name (no title, no spaces) and one telephone number.
            models.UniqueConstraint(
                fields=["workshop", "search_key", "phone"],
                condition=Q(state="registered"),
                name="registration_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="registration_has_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """นายสมชาย ใจดี; Mr. Somchai Jaidee."""
        return join_title(self.title, self.name)

    def fill_keys(self) -> None:
        """Sort and search keys follow the name; call before saving a changed name."""
        self.sort_key = sort_key(self.name)[:MAX_KEY]
        self.search_key = search_key(self.name)[:MAX_KEY]
