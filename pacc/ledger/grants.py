"""The site writes into the ledger, in nobody's name but a member's, and reads nothing."""

from pacc.database_roles import Policy

SITE = {"ledger_entry": ("SELECT (id, by_id)", "INSERT")}

POLICIES = [Policy("ledger_entry", "by_id IS NULL OR EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = by_id)")]
