"""The site promises jobs and reads none."""

from pacc.database_roles import Policy

SITE = {
    "outbox_job": ("SELECT (id)", "INSERT"),
    "outbox_heartbeat": (),
}

POLICIES: list[Policy] = []
