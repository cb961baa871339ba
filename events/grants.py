"""What the site's role may do with workshops: show them, and count the seats that are taken."""

from pacc.database_roles import Policy

SITE: dict[str, tuple[str, ...]] = {
    "events_workshop": ("SELECT",),
    "events_session": ("SELECT",),
    "events_halfday": ("SELECT",),
    "events_registration": ("SELECT (id, workshop_id, state)",),
    "events_checkin": (),
    "events_checkinevent": (),
    "events_importpreview": (),
    "events_quota": ("SELECT",),
    "events_question": ("SELECT",),
    "events_party": (),
    "events_citizenid": (),
    "events_answer": (),
    "events_resultreport": (),
    "events_indicator": (),
    "events_photograph": (),
    "events_photograph_shows": (),
}

POLICIES: list[Policy] = []
