"""เกียรติบัตร: who was there, on paper, with a number that anybody can check."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.registration import MAX_NAME, Registration
from events.models.workshop import Workshop


class CertificateDesign(models.Model):
    """How a workshop's certificates look, and who gets one. Pictures are JPEG or PNG, rebuilt from their points."""

    workshop = models.OneToOneField(Workshop, primary_key=True, on_delete=models.PROTECT, related_name="certificates")
    heading = models.CharField(max_length=120, default="เกียรติบัตร")
    issuer = models.CharField(max_length=200, blank=True, default="")  # the office, as it stands on top
    deed = models.CharField(max_length=200, default="ได้เข้าร่วมการประชุมเชิงปฏิบัติการ")
    signer = models.CharField(max_length=120, blank=True, default="")
    position = models.CharField(max_length=200, blank=True, default="")
    signature = models.BinaryField(null=True, blank=True)
    emblem = models.BinaryField(null=True, blank=True)
    thai_digits = models.BooleanField(default=True)
    # In how many of the half-days that count somebody has to have been there. None: in all of them.
    least_half_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Grows with each change, so that the second of two admins is told.
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"certificates of {self.workshop_id}"


class Certificate(models.Model):
    """One person's. Name and number stay as they were issued; a mistake is revoked, and another one is issued."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="certificates")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.SmallIntegerField()  # B.E., of the workshop
    number = models.PositiveIntegerField()  # counted up within the fiscal year
    name = models.CharField(max_length=MAX_NAME + 45)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_on = models.DateField(null=True, blank=True)
    revoked_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="certificate_number"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(revoked_on=None), name="certificate_of_person_once"
            ),
            models.CheckConstraint(condition=Q(revoked_on=None) | ~Q(revoked_why=""), name="certificate_revoked_why"),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def serial(self) -> str:
        """ปปท. 12/2565."""
        return f"ปปท. {self.number}/{self.fiscal_year}"
