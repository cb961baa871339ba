"""A workshop, its agenda, and the half-days that count for attendance."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from events.workflow import State
from networks.models import District, Network, Office, Province
from networks.rules.place_words import BANGKOK, places_in_words

# A workshop of the project lasts one to three days; a longer one is a slip of the pen.
MAX_DAYS = 10
MAX_CAPACITY = 20_000


class Workshop(models.Model):
    """ประชุมเชิงปฏิบัติการ. `fiscal_year` (B.E.) is the one in which it starts; `opened_on` says that it was public."""

    State = State

    class Admission(models.TextChoices):
        OPEN = "open", pgettext_lazy("admission", "Whoever registers has a place")
        APPROVAL = "approval", pgettext_lazy("admission", "The organiser approves each registration")

    class Audience(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("audience", "Everybody")
        INVITED = "invited", pgettext_lazy("audience", "Only those who have the link")

    title = models.CharField(max_length=200)
    about = models.TextField(max_length=2000, blank=True, default="")
    host_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="workshops")
    fiscal_year = models.SmallIntegerField()
    venue = models.CharField(max_length=200)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    map_url = models.URLField(max_length=500, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")  # whom to ask, as people read it
    project = models.CharField(max_length=200, blank=True, default="")
    budget_line = models.CharField(max_length=200, blank=True, default="")
    capacity = models.PositiveIntegerField()
    # The days on which people can register by themselves, both included; None leaves that side open.
    registers_from = models.DateField(null=True, blank=True)
    registers_until = models.DateField(null=True, blank=True)
    admission = models.CharField(max_length=8, choices=Admission.choices, default=Admission.OPEN)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PUBLIC)
    # How long somebody from the waiting list has to say yes before the place goes to the next.
    answer_hours = models.PositiveSmallIntegerField(default=48)
    asks_citizen_id = models.BooleanField(default=False)
    asks_photo_consent = models.BooleanField(default=True)
    # In the address by which people practise the portal there; another one, or none, and the old address is worthless.
    practice_key = models.CharField(max_length=16, blank=True, default="", db_default="", editable=False)
    # Grows with each change, so that the second of two admins is told what the first one wrote.
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opened_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["starts_on", "id"], name="workshop_by_day"),
            models.Index(fields=["host_office", "starts_on"], name="workshop_of_office"),
            models.Index(fields=["practice_key"], condition=~Q(practice_key=""), name="workshop_practice"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="workshop_dates"),
            models.CheckConstraint(condition=Q(capacity__gte=1, capacity__lte=MAX_CAPACITY), name="workshop_capacity"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="workshop_state"),
            models.CheckConstraint(
                condition=Q(registers_from=None)
                | Q(registers_until=None)
                | Q(registers_until__gte=F("registers_from")),
                name="workshop_window",
            ),
            models.CheckConstraint(condition=Q(answer_hours__gte=1, answer_hours__lte=720), name="workshop_answer"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed"]) | Q(opened_on__isnull=False), name="workshop_opened"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """It was announced once; a cancelled one stays readable, so that people learn that it is cancelled."""
        return self.opened_on is not None

    @property
    def area(self) -> str:
        """อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์. Wants its places selected."""
        places = [("district", str(self.district))] if self.district else []
        return places_in_words([*places, ("province", str(self.province))], in_bangkok=self.province_id == BANGKOK)

    @property
    def is_one_day(self) -> bool:
        return self.starts_on == self.ends_on


class HalfDay(models.Model):
    """A morning or an afternoon that counts for attendance."""

    class Part(models.TextChoices):
        MORNING = "1", pgettext_lazy("half-day", "Morning")  # values sort as the day goes
        AFTERNOON = "2", pgettext_lazy("half-day", "Afternoon")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="half_days")
    on = models.DateField()
    part = models.CharField(max_length=1, choices=Part.choices)

    class Meta:
        ordering: ClassVar = ["on", "part"]
        constraints = [models.UniqueConstraint(fields=["workshop", "on", "part"], name="half_day_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.part}"


class Session(models.Model):
    """วาระ: one line of the agenda. Times are Thailand's clock."""

    class Kind(models.TextChoices):
        CEREMONY = "ceremony", pgettext_lazy("session", "Opening or closing")
        LECTURE = "lecture", pgettext_lazy("session", "Lecture")
        PANEL = "panel", pgettext_lazy("session", "Panel")
        GROUP = "group", pgettext_lazy("session", "Group work")
        MEAL = "meal", pgettext_lazy("session", "Meal or break")
        OTHER = "other", pgettext_lazy("session", "Other")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LECTURE)
    title = models.CharField(max_length=200)
    speaker = models.CharField(max_length=200, blank=True, default="")
    room = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["on", "starts", "ends", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_times")]

    def __str__(self) -> str:
        return self.title


class Quota(models.Model):
    """At most `seats` places for one network, one province or one kind of participant; exactly one of the three."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="quotas")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, blank=True, default="")  # Registration.Kind
    seats = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "network", "province", "kind"], nulls_distinct=False, name="quota_once"
            ),
            models.CheckConstraint(
                condition=Q(network__isnull=False, province=None, kind="")
                | (Q(network=None, province__isnull=False, kind=""))
                | (Q(network=None, province=None) & ~Q(kind="")),
                name="quota_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id or self.province_id or self.kind}: {self.seats}"


class Question(models.Model):
    """What the organiser asks of everybody who registers. One that was answered is retired, never removed.

    With `only_if` it is asked of those whose answer to that choice question holds `only_if_choice`.
    """

    class Kind(models.TextChoices):
        TEXT = "text", pgettext_lazy("question", "Free text")
        CHOICE = "choice", pgettext_lazy("question", "One of several")
        SEVERAL = "several", pgettext_lazy("question", "Any of several")
        FOOD = "food", pgettext_lazy("question", "Food")
        ACCESS = "access", pgettext_lazy("question", "What somebody needs to take part")
        FILE = "file", pgettext_lazy("question", "A file")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True, default="")
    choices = models.JSONField(default=list)  # texts, in order
    is_required = models.BooleanField(default=False)
    only_if = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    only_if_choice = models.CharField(max_length=200, blank=True, default="")
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label
