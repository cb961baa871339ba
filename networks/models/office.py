"""The PACC's offices and the dated table of which office covers which province."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from networks.models.place import Province

CENTRAL_INTAKE = 0  # the office number of headquarters' intake


class Office(models.Model):
    """สำนักงาน ปปท. เขต 1-9, and number 0: ศูนย์รับเรื่อง ส่วนกลาง."""

    number = models.SmallIntegerField(primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    short_th = models.CharField(max_length=40)
    seat_th = models.CharField(max_length=80)
    seat_en = models.CharField(max_length=80)
    address_th = models.CharField(max_length=300)
    phone = models.CharField(max_length=80)
    # What the reference data last said; an admin's edit differs from it and is kept on the next load.
    loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.short

    @property
    def is_central_intake(self) -> bool:
        return self.number == CENTRAL_INTAKE

    @property
    def short(self) -> str:
        """ "ปปท. เขต 3", "Region 3", the number joined so that it never stands alone on a line."""
        if get_language() == "en":
            return "Central intake" if self.is_central_intake else f"Region\u00a0{self.number}"
        return self.short_th.replace(" ", "\u00a0")

    @property
    def seat(self) -> str:
        return self.seat_en if get_language() == "en" else self.seat_th


class ProvinceOfficeQuerySet(models.QuerySet["ProvinceOffice"]):
    def in_force(self, *, on: date) -> "ProvinceOfficeQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class ProvinceOffice(models.Model):
    """Which office covers a province, from a day (included) to a day (included). Rows end; they are not rewritten.

    Never two on one day, and none that ends without the next beginning the day after: an exclusion constraint and a
    trigger see to it (0004).
    """

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="coverings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="coverings")
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("To"), null=True, blank=True)
    disputed = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True, default="")
    from_reference = models.BooleanField(default=False, editable=False)

    objects = ProvinceOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "valid_from"], name="province_office_from"),
            models.UniqueConstraint(fields=["province"], condition=Q(valid_to=None), name="province_office_one_open"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="province_office_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} → {self.office_id}"

    def holds(self, *, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def goes_on_with(self, office: Office) -> bool:
        """Whether it is this office's for good."""
        return self.valid_to is None and self.office_id == office.pk
