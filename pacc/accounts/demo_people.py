"""The people of the demonstration and of every test: pure data, so that both tell the same story.

The eighth, the citizen, is nobody who signs in. All names and addresses are invented.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DemoPerson:
    """`postings` are (role, office number) as in `networks.Posting`; `membership` is a role in the demo network."""

    key: str
    title: str
    name: str
    does: str | Promise
    postings: tuple[tuple[str, int], ...] = ()
    membership: str = ""
    is_workshop_admin: bool = False
    is_portal_admin: bool = False

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@demo.example"

    @property
    def is_staff(self) -> bool:
        return not self.membership

    @property
    def zone(self) -> str:
        return "desk" if self.is_staff else "site"


DEMO_OFFICE = 3  # the office of the Surin workshop
OTHER_OFFICE = 4
CENTRAL_INTAKE = 0

DEMO_PEOPLE = (
    DemoPerson("member", "นาง", "มาลี ใจกว้าง", _("Network member"), membership="member"),
    DemoPerson("coordinator", "นาย", "สมัย ตั้งใจงาม", _("Network coordinator"), membership="coordinator"),
    DemoPerson("officer", "นาย", "ปรีดา ละเอียดกิจ", _("Regional officer"), (("officer", DEMO_OFFICE),)),
    DemoPerson("director", "นาง", "วิภา มั่นคงธรรม", _("Office director"), (("director", DEMO_OFFICE),)),
    DemoPerson("intake_officer", "นางสาว", "กานดา รับฟังดี", _("Central intake officer"), (("intake", CENTRAL_INTAKE),)),
    DemoPerson("workshop_admin", "นาย", "อนันต์ จัดเวที", _("Workshop admin"), is_workshop_admin=True),
    DemoPerson("portal_admin", "นางสาว", "ธิดา ดูแลระบบ", _("Portal admin"), is_portal_admin=True),
    DemoPerson(
        "other_officer", "นาย", "เดชา ต่างเขต", _("Regional officer of another office"), (("officer", OTHER_OFFICE),)
    ),
    DemoPerson(
        "conflict_officer",
        "นางสาว",
        "นิภา เป็นกลาง",
        _("Officer for reports about the PACC itself"),
        (("conflict", CENTRAL_INTAKE),),
    ),
)
