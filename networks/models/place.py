"""Provinces, districts and subdistricts by the codes of the Department of Provincial Administration (DOPA)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language


class Place(models.Model):
    """A name in two languages. `sort_key` puts Thai names into Thai order (pacc.thai.collation)."""

    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=160, default="", db_collation="C")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_th


class Province(Place):
    """จังหวัด, code of 2 digits."""

    code = models.CharField(primary_key=True, max_length=2)

    class Meta:
        ordering: ClassVar = ["sort_key"]


class District(Place):
    """อำเภอ, in Bangkok เขต, code of 4 digits."""

    code = models.CharField(primary_key=True, max_length=4)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")

    class Meta:
        ordering: ClassVar = ["sort_key"]


class Subdistrict(Place):
    """ตำบล, in Bangkok แขวง, code of 6 digits."""

    code = models.CharField(primary_key=True, max_length=6)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="subdistricts")

    class Meta:
        ordering: ClassVar = ["sort_key"]
