"""The site writes into the ledger, in nobody's name but a member's, and reads nothing."""

from pacc.database_roles import Policy, near_today

SITE = {"ledger_entry": ("SELECT (id, by_id)", "INSERT")}

_TODAY = near_today('"on"')
_OWN = "by_id IS NULL OR EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = by_id)"
# Of a report: what its reporter does. An entry can never be taken back, and a case's page reads it word by word.
_NOT_AN_OFFICERS = (
    "(report_id IS NULL OR by_id IS NULL AND at IS NULL AND detail - 'identity' - 'files' = '{}'"
    " AND what IN ('report.submitted', 'report.replied', 'report.contested', 'report.code_replaced'))"
    f" AND {_TODAY} AND (at IS NULL OR at BETWEEN now() - interval '1 day' AND now() + interval '1 day')"
    " AND jsonb_typeof(detail) = 'object' AND octet_length(detail::text) < 2000"
)

POLICIES = [Policy("ledger_entry", _OWN, insert=_NOT_AN_OFFICERS)]
