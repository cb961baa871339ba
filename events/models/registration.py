"""Who is registered for a workshop, and a list of people that waits for a second look before it is saved."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from events.models.workshop import Question, Workshop
from networks.models import Network, Province
from pacc.thai import phone_numbers
from pacc.thai.collation import search_key, sort_key
from pacc.thai.names import join_title

# Registrations that count for doubles; those of TAKES_SEAT hold a place.
LIVE = ("applied", "waiting", "offered", "registered")
TAKES_SEAT = ("offered", "registered")
STATES = (*LIVE, "cancelled", "declined")

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


class HeadingMeaning(models.Model):
    """What somebody said that stands below a heading of a list; remembered for every list that comes after."""

    # As headings are compared (pacc.spreadsheets.people.key_of); a column of a list, or "" for what stays in the file.
    key = models.CharField(primary_key=True, max_length=240, db_collation="C")
    column = models.CharField(max_length=16, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.key}: {self.column}"


class Party(models.Model):
    """People whom a coordinator registers together: they wait together, and get their places together or not at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=160)
    contact_name = models.CharField(max_length=MAX_NAME)
    phone = models.CharField(max_length=phone_numbers.MAX_LENGTH, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=2, default="th")

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """การลงทะเบียน: one person's place in a workshop. Never linked to a report, nor to who signed in to report."""

    class State(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("registration", "Waits for approval")
        WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
        OFFERED = "offered", pgettext_lazy("registration", "A place is offered")
        REGISTERED = "registered", pgettext_lazy("registration", "Registered")
        CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
        DECLINED = "declined", pgettext_lazy("registration", "Not admitted")

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", pgettext_lazy("registration", "Participant")
        SPEAKER = "speaker", pgettext_lazy("registration", "Speaker")
        STAFF = "staff", pgettext_lazy("registration", "Organiser")
        GUEST = "guest", pgettext_lazy("registration", "Guest")

    class Source(models.TextChoices):
        HAND = "hand", pgettext_lazy("registration source", "By hand")
        IMPORT = "import", pgettext_lazy("registration source", "From a file")
        SELF = "self", pgettext_lazy("registration source", "By themselves")
        PARTY = "party", pgettext_lazy("registration source", "By a coordinator")
        WALK_IN = "walk_in", pgettext_lazy("registration source", "At the door")

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
    # Made by whoever registers (browser, phone at the door): sent twice, it makes one registration.
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations")
    language = models.CharField(max_length=2, default="th")
    # The number of the ticket (the QR on mail and badge); a new ticket makes the ones before it worthless.
    ticket = models.PositiveSmallIntegerField(default=1)
    # Since when in the queue, and until when an offered place is kept. A party has one place in the queue.
    waits_since = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    agrees_to_photos = models.BooleanField(null=True)  # None: was not asked
    privacy_notice = models.CharField(max_length=20, blank=True, default="")  # the version that was shown
    wants_network = models.BooleanField(default=False)  # wishes to join a network
    registered_at = models.DateTimeField(default=timezone.now)
    # The transaction that changed it last, by a trigger (migration 0007).
    tx = models.BigIntegerField(default=0, db_default=0, editable=False)
    imported = models.ForeignKey(
        ImportPreview, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.REGISTERED)
    # The state that the person was last written of: a letter goes out where the two differ, and once.
    told = models.CharField(max_length=10, blank=True, default="", db_default="")
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")  # why she was not admitted

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["workshop", "state", "sort_key", "id"], name="registration_list"),
            models.Index(
                fields=["workshop", "waits_since", "id"], condition=Q(state="waiting"), name="registration_queue"
            ),
            models.Index(fields=["workshop", "tx"], name="registration_since"),
            models.Index(fields=["offered_until"], condition=Q(state="offered"), name="registration_offers"),
        ]
        constraints = [
            # The same person twice: one normalised name (no title, no spaces) and one telephone number.
            models.UniqueConstraint(
                fields=["workshop", "search_key", "phone"],
                condition=Q(state__in=LIVE),
                name="registration_once",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="registration_state"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waits_since__isnull=False), name="registration_waits_since"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="registration_offered_until"
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


class Seat(models.Model):
    """What counting seats needs of each registration, and nothing that tells who it is: a view (migration 0007).

    The site's role counts with it; of the registrations themselves it sees one person's only.
    """

    id = models.BigIntegerField(primary_key=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.DO_NOTHING, related_name="seats")
    state = models.CharField(max_length=10)
    network_id = models.BigIntegerField(null=True)
    province_id = models.CharField(max_length=2, null=True)  # noqa: DJ001 - as the registration's own
    kind = models.CharField(max_length=12)
    # The same for those of a party; empty for whoever comes alone.
    party_key = models.CharField(max_length=32)
    waits_since = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "events_seat"

    def __str__(self) -> str:
        return f"seat {self.pk}"


class CitizenId(models.Model):
    """A citizen id that a person gave, sealed to the desk, apart from her registration. Erased by itself on a day."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.PROTECT, related_name="citizen_id"
    )
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    wrapped_key = models.BinaryField()
    erase_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"citizen id of {self.registration_id}"


class Answer(models.Model):
    """What a person answered to a question of the workshop. `chosen` for questions with choices, else `text`."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField(max_length=1000, blank=True, default="")
    chosen = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerFile(models.Model):
    """The file that answers a question, sealed to the desk."""

    answer = models.OneToOneField(Answer, primary_key=True, on_delete=models.CASCADE, related_name="file")
    name_sealed = models.BinaryField()
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    wrapped_key = models.BinaryField()

    def __str__(self) -> str:
        return f"file of answer {self.answer_id}"
