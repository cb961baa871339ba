"""A paper of many people that is made in the background."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.workshop import Workshop


class PaperOrder(models.Model):
    """Somebody waits for a file. It lies here sealed to the desk until `expires_at`; whoever asked is who gets it.

    `on_a_sheet` for badges and `kind` of people for table signs, as the page of the papers offers them.
    """

    class Paper(models.TextChoices):
        BADGES = "badges", pgettext_lazy("paper", "Name badges")
        CERTIFICATES = "certificates", pgettext_lazy("paper", "Certificates")
        SIGNS = "signs", pgettext_lazy("paper", "Table signs")
        ALLOWANCES = "allowances", pgettext_lazy("paper", "Evidence of allowances")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="paper_orders")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=12, choices=Paper.choices)
    on_a_sheet = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, blank=True, default="")  # Registration.Kind; "" everybody
    language = models.CharField(max_length=2, default="th")
    people = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    key_id = models.CharField(max_length=40, blank=True, default="")
    wrapped_key = models.BinaryField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workshop", "by", "ordered_at"], name="paper_orders_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "by", "paper", "on_a_sheet", "kind", "language"],
                condition=Q(made_at=None),
                name="paper_order_once",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, sealed=None) | Q(made_at__isnull=False, sealed__isnull=False),
                name="paper_order_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.pk}"
