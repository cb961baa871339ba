"""The site promises mails and reads none."""

from pacc.database_roles import Policy

SITE = {"notify_message": ("SELECT (id)", "INSERT")}

POLICIES: list[Policy] = []
