"""Civil-society networks and who belongs to them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from networks.models.office import Office
from networks.models.place import District, Province, Subdistrict
from networks.rules.levels import Level
from networks.rules.place_words import BANGKOK, places_in_words
from networks.workflow import LIVE, State
from pacc.thai.collation import search_key, sort_key
from pacc.thai.names import join_title

MAX_KEY = 260  # a key grows: letters may bring a sign of their own weight (pacc.thai.collation)


def network_search_key(name: str) -> str:
    """A network's name as it is searched and compared. Titles stay: นาง begins many a village's name."""
    return search_key(name, ignore_titles=False)[:320]


class Network(models.Model):
    """เครือข่าย: of a region, province, district or tambon; looked after by one office."""

    Level = Level

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name, ignore_titles=False)[:320]
        self.search_key = network_search_key(self.name)
        super().save(*args, **kwargs)

    @property
    def area(self) -> str:
        """ตำบลหนองตาข่าย อำเภอท่าตูม จังหวัดสุรินทร์: the smallest place first. Wants its places and office selected."""
        named = (("subdistrict", self.subdistrict), ("district", self.district), ("province", self.province))
        places = [(level, str(place)) for level, place in named if place is not None]
        if not places:
            return _("All provinces of %(office)s") % {"office": self.office.short}
        return places_in_words(places, in_bangkok=self.province_id == BANGKOK)


class Membership(models.Model):
    """สมาชิกภาพ: a person in a network. `user` is empty for members who never signed up."""

    State = State

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
    sort_key = models.CharField(max_length=MAX_KEY, default="", db_collation="C")
    search_key = models.CharField(max_length=MAX_KEY, default="", db_default="", db_collation="C")
    # Seen by the coordinators and by officers of the office; never by other members.
    phone = models.CharField(max_length=20, blank=True, default="")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")  # why declined or suspended
    since = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["network", "state", "sort_key"], name="membership_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"],
                condition=Q(user__isnull=False, state__in=LIVE),
                name="membership_once",
            ),
            # The same person twice: one normalised name (no title, no spaces) and one telephone number.
            models.UniqueConstraint(
                fields=["network", "search_key", "phone"],
                condition=~Q(search_key="") & Q(state__in=LIVE),
                name="membership_person_once",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="membership_state"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key, self.search_key = sort_key(self.name)[:MAX_KEY], search_key(self.name)[:MAX_KEY]
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """นายสมชาย ใจดี; Mr. Somchai Jaidee."""
        return join_title(self.title, self.name)
