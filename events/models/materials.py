"""What the organiser hands out before and after a workshop: a file, or a link."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.workshop import Workshop


class Material(models.Model):
    """Exactly one of `content` and `url`. What is for afterwards is shown from the last day on."""

    class When(models.TextChoices):
        BEFORE = "before", pgettext_lazy("material", "Before the workshop")
        AFTER = "after", pgettext_lazy("material", "After the workshop")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=200)
    when = models.CharField(max_length=6, choices=When.choices, default=When.BEFORE)
    # Everybody, on the workshop's page; else those who are registered, on their own page.
    is_public = models.BooleanField(default=True)
    url = models.URLField(max_length=500, blank=True, default="")
    file_name = models.CharField(max_length=120, blank=True, default="")
    media_type = models.CharField(max_length=100, blank=True, default="")
    size = models.PositiveIntegerField(default=0)  # bytes
    content = models.BinaryField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(content=None) & ~Q(url="")) | (Q(content__isnull=False) & Q(url="")),
                name="material_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title
