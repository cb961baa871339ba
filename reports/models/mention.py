"""That somebody was named in an internal note, until she opens the report."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.message import Message


class Mention(models.Model):
    """`message` is a note. Whether the person may still see its report is asked whenever it is listed."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user"], condition=Q(read_on=None), name="mention_unread")]
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="mentioned_once_a_note")]

    def __str__(self) -> str:
        return f"{self.message_id} @{self.user_id}"
