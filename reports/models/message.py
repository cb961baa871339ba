"""What is written between the office and the reporter, and the office's own notes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from reports.models.report import Report


class Message(models.Model):
    """ข้อความ. A reporter's messages carry the day only; `at` is for officers' own."""

    class Kind(models.TextChoices):
        ANSWER = "answer", "from the office"
        QUESTION = "question", "from the office, waiting for an answer"
        REPLY = "reply", "from the reporter"
        CONTEST = "contest", "from the reporter: not resolved"
        CLOSING = "closing", "from the office: why it was closed"
        NOTICE = "notice", "from the portal by itself"
        NOTE = "note", "internal: the reporter never sees it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    arrival = models.BigIntegerField(db_default=models.Value(0), editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body_sealed = models.BinaryField()
    on = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(null=True, blank=True)
    send_key = models.UUIDField(null=True, blank=True)  # a form's own id: a repeated send is the same message

    announced = models.BooleanField(default=False)  # a reporter's message: the office's people were told by mail

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["report", "arrival"], name="message_thread"),
            models.Index(
                fields=["arrival"],
                condition=models.Q(announced=False, kind__in=["reply", "contest"]),
                name="message_to_announce",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["report", "send_key"], name="message_sent_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
