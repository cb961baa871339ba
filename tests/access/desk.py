"""Rows of the desk zone: staff. Members have no session here."""

from tests.access.shared import BOTH, OWN_PAGE
from tests.access.table import ON, Row, only

ADMIN = "portal_admin"
ADMINS_PAGE = only(200, ADMIN)
NOT_BY_GET = only(405, ADMIN)


def an_officer(world):
    return [world.people.officer.pk]


ROWS = {
    **BOTH,
    "health_ready": Row(get=503, post=405),  # no worker runs beside this test
    "home": OWN_PAGE,
    "accounts:invitation": Row(get=ON, post=405, args=lambda world: ["no-such-token"]),
    "accounts:take_invitation": Row(get=404, post=404),
    # people: the portal admin's alone, for all others there is no such page
    "people:staff_list": Row(get=ADMINS_PAGE, post=only(405, ADMIN)),
    "people:staff_invite": Row(get=ADMINS_PAGE, post=only(422, ADMIN)),
    "people:staff_detail": Row(get=ADMINS_PAGE, post=only(405, ADMIN), args=an_officer),
    "people:staff_roles": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_link": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_close": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_reopen": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:posting_give": Row(get=ADMINS_PAGE, post=only(422, ADMIN), args=an_officer),
    "people:posting_end": Row(get=ADMINS_PAGE, post=only(422, ADMIN), args=lambda world: [world.posting.pk]),
}
