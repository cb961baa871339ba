"""Break-out groups of a workshop, who is in which, and the plan that each writes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from events.models.registration import Registration
from events.models.workshop import Workshop

MAX_PLAN_TEXT = 4000


class Group(models.Model):
    """กลุ่มย่อย. Its page opens by a link while `is_linked`; a new `stamp` makes the links before it worthless."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True, default="")
    room = models.CharField(max_length=80, blank=True, default="")
    is_linked = models.BooleanField(default=False)
    stamp = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="group_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class GroupMember(models.Model):
    """One person's group, at most one. A pinned one stays where she is when the groups are made anew."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.CASCADE, related_name="group_member"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_pinned = models.BooleanField(default=False)
    is_leader = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_pinned=False) | Q(group__isnull=False), name="pinned_in_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} in {self.group_id}"


class PlanText(models.Model):
    """One part of a group's plan as it was written once; what was written before stays below it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plan")
    part = models.CharField(max_length=20)
    version = models.PositiveIntegerField()  # from 1
    text = models.CharField(max_length=MAX_PLAN_TEXT, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "part", "version"], name="plan_text_version")]

    def __str__(self) -> str:
        return f"{self.part} {self.version} of {self.group_id}"
