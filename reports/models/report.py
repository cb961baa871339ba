"""A report: what routing and lists need in columns, what was told sealed under the report's own key."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Least

from networks.models import District, Network, Office, Province
from reports.rules.tags import MOST_LETTERS
from reports.rules.vocabulary import (
    AboutPacc,
    AgencyKind,
    Behaviour,
    Channel,
    Identity,
    Kind,
    OfficialClass,
    Ongoing,
    Severity,
)
from reports.workflow import CloseReason, State

# What the site's role may select (reports/grants.py), so what a reporter's page reads; the rest is the desk's.
REPORTER_READS = (
    "id",
    "arrival",
    "reference",
    "token_hash",
    "verifier",
    "submitted_on",
    "language",
    "kind",
    "province_id",
    "district_id",
    "agency_kind",
    "bangkok_group",
    "about_pacc",
    "about_office_id",
    "happened_in",
    "ongoing",
    "identity",
    "fears_for_safety",
    "evidence_count",
    "subject_sealed",
    "narrative_sealed",
    "people_sealed",
    "agency_sealed",
    "place_sealed",
    "when_sealed",
    "more_sealed",
    "state",
    "state_on",
    "office_id",
    "is_conflict",
    "routed_on",
    "close_reason",
    "acknowledge_by",
    "answer_by",
    "feedback_by",
    "acknowledged_on",
    "answered_on",
    "due_on",
    "was_contested",
    "reply_waits",
    "is_practice",
    "channel",
    "code_is_first",
)

# What the queue's filters, its counts and `access` ask of a report.
_NARROWING = (
    "id", "is_conflict", "about_office", "is_practice", "about_pacc", "state", "assigned_to", "due_on",
    "set_aside_until", "back_on_reply", "reply_waits", "kind", "channel", "province", "district", "official_class",
    "severity", "agency_kind", "identity", "fears_for_safety", "was_contested", "close_reason", "submitted_on",
)  # fmt: skip


class Report(models.Model):
    """เรื่องแจ้งเบาะแส.

    Columns ending in `_sealed` are AES-256-GCM under the report's data key (`vault.fields`), bound to table, row and
    column. What a reporter causes carries the day, not the second; the order of arrival is `arrival`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrival = models.BigIntegerField(db_default=models.Value(0), editable=False)
    reference = models.CharField(max_length=8, unique=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    verifier = models.BinaryField(max_length=32)
    submitted_on = models.DateField()
    language = models.CharField(max_length=2)
    # Told to try the portal out. It stays as it was sent, no officer has a key to it, and the night erases it. That
    # none becomes the other, a trigger says (0009).
    is_practice = models.BooleanField(default=False, db_default=False, editable=False)

    # By which door it came. `typed_by`: the officer who wrote it down for the reporter, which lets her see nothing.
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB, db_default=Channel.WEB)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The code was seen by an officer: it shows the status only, until the reporter puts her own in its place.
    code_is_first = models.BooleanField(default=False, db_default=False, editable=False)

    # Told in a form that says nothing about the person
    kind = models.CharField(max_length=20, choices=Kind.choices)
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    bangkok_group = models.CharField(max_length=20, blank=True, default="")
    about_pacc = models.CharField(max_length=12, choices=AboutPacc.choices, default=AboutPacc.NO)
    about_office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_in = models.DateField(
        null=True, blank=True
    )  # first day of the month, or of the year where only that is known
    ongoing = models.CharField(max_length=10, choices=Ongoing.choices, default=Ongoing.UNKNOWN)
    identity = models.CharField(max_length=12, choices=Identity.choices)
    fears_for_safety = models.BooleanField(default=False)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    has_who = models.BooleanField(default=False)
    evidence_count = models.SmallIntegerField(default=0)

    # Told, sealed
    subject_sealed = models.BinaryField(null=True)
    narrative_sealed = models.BinaryField(null=True)
    people_sealed = models.BinaryField(null=True)
    agency_sealed = models.BinaryField(null=True)
    place_sealed = models.BinaryField(null=True)
    when_sealed = models.BinaryField(null=True)
    more_sealed = models.BinaryField(null=True)
    reporter_sealed = models.BinaryField(null=True)  # named: under the data key; confidential: split to custodians

    # What officers made of it
    state = models.CharField(max_length=16, choices=State.choices, default=State.SUBMITTED)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_conflict = models.BooleanField(default=False)
    routed_on = models.DateField(null=True, blank=True)
    division = models.CharField(max_length=20, blank=True, default="")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    official_class = models.CharField(max_length=20, choices=OfficialClass.choices, blank=True, default="")
    behaviour = models.CharField(max_length=12, choices=Behaviour.choices, blank=True, default="")
    tags = ArrayField(models.CharField(max_length=MOST_LETTERS), default=list, blank=True)
    severity = models.CharField(max_length=8, choices=Severity.choices, blank=True, default="")
    close_reason = models.CharField(max_length=14, choices=CloseReason.choices, blank=True, default="")
    state_on = models.DateField()
    acknowledge_by = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    # From here on the desk's alone: reckoned when it is routed, and whenever a fact or a holiday changes.
    feedback_by = models.DateField(null=True, blank=True)
    examine_by = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    # Out of sight of the officer in charge until then; a reply ends it, where she said so.
    set_aside_until = models.DateField(null=True, blank=True)
    back_on_reply = models.BooleanField(default=False)
    reply_waits = models.BooleanField(default=False)  # the reporter wrote, and no officer has read it
    was_contested = models.BooleanField(default=False)
    # The clock that runs now; empty where none does: waiting for the reporter, or told already what became of it.
    due_on = models.GeneratedField(
        expression=Case(
            When(state__in=["closed", "referred", "handed_over", "waiting"], then=None),
            When(acknowledged_on=None, then=F("acknowledge_by")),
            When(answered_on=None, then=F("answer_by")),
            When(state="fact_finding", then=Least("feedback_by", "examine_by")),
            default=F("feedback_by"),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "state", "-arrival"], name="report_queue"),
            # The queue reads open reports, newest first; closed ones grow for ever and must not be walked over. All
            # that narrows or counts it stands in the index: of a row that is not shown, nothing is fetched.
            models.Index(
                fields=["office", "-arrival"], include=_NARROWING, condition=~Q(state="closed"), name="report_open"
            ),
            # The same with closed ones, for who asks for every state.
            models.Index(fields=["office", "-arrival"], include=_NARROWING, name="report_every"),
            GinIndex(fields=["tags"], name="report_tags"),
            models.Index(fields=["assigned_to", "-arrival"], condition=~Q(state="closed"), name="report_mine"),
            models.Index(fields=["office", "due_on"], condition=Q(due_on__isnull=False), name="report_due"),
            models.Index(fields=["-arrival"], condition=Q(is_conflict=True), name="report_conflict"),
            # What the night erases. Officers' lists need nothing of it: they start from an office, or a conflict.
            models.Index(fields=["submitted_on"], condition=Q(is_practice=True), name="report_practice"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted") | Q(office__isnull=False) | Q(is_conflict=True),
                name="report_routed_has_office_or_is_conflict",
            ),
            models.CheckConstraint(
                condition=Q(about_office=None) | Q(office=None) | ~Q(office=F("about_office")),
                name="report_never_at_office_it_is_about",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            # Whoever forgets to ask `is_practice` cannot give it to an office all the same.
            models.CheckConstraint(
                condition=Q(is_practice=False)
                | Q(
                    state="submitted",
                    office=None,
                    is_conflict=False,
                    assigned_to=None,
                    network=None,
                    reporter_sealed=None,
                ),
                name="report_practice_goes_to_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class WrappedKey(models.Model):
    """The report's data key, wrapped to one holder. Deleting all of them erases the report."""

    class Holder(models.TextChoices):
        DESK = "desk", "desk"
        REPORTER = "reporter", "reporter"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="keys")
    holder = models.CharField(max_length=10, choices=Holder.choices)
    key_id = models.CharField(max_length=32, blank=True, default="")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "holder", "key_id"], name="wrapped_key_once")]

    def __str__(self) -> str:
        return f"{self.holder} {self.key_id}"
