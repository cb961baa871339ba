"""What an office answers often, written once in both languages, with places for what differs from report to report."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext

from networks.models import Office
from reports.rules.vocabulary import OfficialClass
from reports.workflow import Public


class AnswerTemplate(models.Model):
    """แบบคำตอบ. Somebody's own (`owner`) or an office's (`office`). It holds nothing of any report."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    status = models.CharField(max_length=20, choices=Public.choices, blank=True, default="")  # "": any
    official_class = models.CharField(max_length=20, choices=OfficialClass.choices, blank=True, default="")
    text_th = models.TextField()
    text_en = models.TextField(blank=True, default="")
    is_retired = models.BooleanField(default=False)
    version = models.IntegerField(default=1)  # one more at every change: what a form compares with

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["office"], condition=Q(is_retired=False), name="template_of_office"),
            models.Index(fields=["owner"], condition=Q(is_retired=False), name="template_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, office__isnull=False) | Q(owner__isnull=False, office=None),
                name="template_is_ones_own_or_an_offices",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whose(self) -> str:
        """ "Region 3", or "mine"."""
        return self.office.short if self.office else pgettext("template", "mine")

    def text_in(self, language: str) -> str:
        """In the reporter's language, or in Thai where nobody wrote it in hers."""
        return self.text_en if language == "en" and self.text_en else self.text_th
