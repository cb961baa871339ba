"""Civil-society networks and who belongs to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from networks.models.office import Office
from networks.models.place import District, Province, Subdistrict


class Network(models.Model):
    """เครือข่าย: of a region, province, district or tambon; looked after by one office."""

    class Level(models.TextChoices):
        REGION = "region", pgettext_lazy("level", "Region")
        PROVINCE = "province", pgettext_lazy("level", "Province")
        DISTRICT = "district", pgettext_lazy("level", "District")
        SUBDISTRICT = "subdistrict", pgettext_lazy("level", "Subdistrict")

    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=320, default="", db_collation="C")
    search_key = models.CharField(max_length=320, default="", db_collation="C")
    level = models.CharField(max_length=12, choices=Level.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="networks")
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.PROTECT)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT)
    subdistrict = models.ForeignKey(Subdistrict, null=True, blank=True, on_delete=models.PROTECT)
    founded_fiscal_year = models.SmallIntegerField()
    about = models.TextField(max_length=2000, blank=True, default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["province", "sort_key"], name="network_of_province"),
            models.Index(fields=["office", "sort_key"], name="network_of_office"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="region") | Q(province__isnull=False), name="network_below_region_has_province"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """สมาชิกภาพ: a person in a network. `user` is empty for members who never signed up."""

    class State(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("membership", "Applied")
        APPROVED = "approved", pgettext_lazy("membership", "Member")
        SUSPENDED = "suspended", pgettext_lazy("membership", "Suspended")
        LEFT = "left", pgettext_lazy("membership", "Left")

    class Role(models.TextChoices):
        MEMBER = "member", pgettext_lazy("membership", "Member")
        COORDINATOR = "coordinator", pgettext_lazy("membership", "Coordinator")
        CHAIR = "chair", pgettext_lazy("membership", "Chair")
        SECRETARY = "secretary", pgettext_lazy("membership", "Secretary")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    title = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=240, default="", db_collation="C")
    phone = models.CharField(max_length=20, blank=True, default="")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    since = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["network", "state", "sort_key"], name="membership_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"],
                condition=Q(user__isnull=False) & ~Q(state="left"),
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"
