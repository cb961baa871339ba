"""Rows of the site zone: citizens and members. Staff have no session here."""

from pacc.practice import practice_ticket
from tests.access import workshops
from tests.access.shared import BOTH, PAGE, for_nobody
from tests.access.table import Row, behind_door, only


def own_network(world):
    return [world.network.pk]


ROWS = {
    **BOTH,
    **workshops.SITE,
    "health_ready": PAGE,
    "account_signup": for_nobody(200, 422),
    "account_email_verification_sent": PAGE,
    "account_confirm_email": Row(get=200, post=404, args=lambda world: ["no-such-key"]),
    "schema:hand_over": PAGE,
    # pages
    "home": PAGE,
    "pages:privacy": PAGE,
    "pages:safety": PAGE,
    "pages:cookies": PAGE,
    "pages:accessibility": PAGE,
    "pages:contact": PAGE,
    "pages:knowledge": PAGE,
    "pages:section_63": PAGE,
    "pages:how_to_report": PAGE,
    "pages:watch_a_road": PAGE,
    "pages:watch_school_lunch": PAGE,
    "pages:leaflet": PAGE,
    # reports: telling; without a draft every page leads to the first one
    "reports:start": Row(get=200, post="on"),
    "reports:ask": Row(get="on", post="on", args=lambda world: ["kind"]),
    "reports:files": Row(get="on", post="on"),
    "reports:places": Row(get=400, post=405),
    "reports:later": Row(get="on", post="on"),
    "reports:check": Row(get="on", post="on"),
    "reports:send": Row(get=405, post="on"),
    "reports:receipt": Row(get="on", post=405),
    "reports:receipt_file": Row(get="on", post=405),
    "reports:kept": Row(get=200, post="on"),
    "reports:exit": Row(get="on", post=405),
    "reports:practice": Row(get=200, post="on", args=lambda world: [practice_ticket()]),
    # reports: coming back with reference and code
    "reports:track": Row(get=200, post=422),
    "reports:track_case": PAGE,
    "reports:track_reply": Row(get=405, post=200),
    "reports:track_contest": Row(get=405, post=200),
    "reports:track_code": Row(get=200, post=200),
    "reports:track_leave": Row(get=405, post="on"),
    # networks: the directory is everybody's, the people of a network its members' alone
    "networks:network_list": PAGE,
    "networks:network_detail": Row(get=200, post=405, args=own_network),
    "networks:member_list": Row(get=only(200, "member", "coordinator"), post=405, args=own_network),
    "networks:member_new": Row(
        get=only(200, "coordinator", others=403), post=only(422, "coordinator", others=403), args=own_network
    ),
    "networks:accept_invitation": Row(get="on", post=405, args=lambda world: ["no-such-token"]),
    "networks:invitation": Row(get=404, post=404),  # nobody brought a link
    "me:member_home": Row(get=behind_door(200), post=405),
}
