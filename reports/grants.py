"""What the site's role may do with reports: store one, and show a reporter her own. It can open none by itself."""

from pacc.database_roles import EVERYTHING, Policy
from reports.models.report import REPORTER_READS

SITE = {
    "reports_report": (
        f"SELECT ({', '.join(REPORTER_READS)})",
        "INSERT",
        # Row locks need UPDATE on some column; the reporter's own moves need these.
        "UPDATE (state, state_on, reply_waits, was_contested, evidence_count)",
    ),
    "reports_wrappedkey": ("SELECT", "INSERT"),
    "reports_message": ("SELECT", "INSERT"),
    "reports_evidence": ("SELECT", "INSERT"),
    "reports_routing": (),
    "reports_step": ("SELECT",),
    "reports_draft": EVERYTHING,
    "reports_draftfile": EVERYTHING,
    "reports_trackingattempt": EVERYTHING,
}

_OF_THE_CASE = "report_id::text = current_setting('app.case', true)"

POLICIES = [
    Policy(
        "reports_report",
        "id::text = current_setting('app.case', true)"
        " OR reference = current_setting('app.reference', true)"
        " OR encode(token_hash, 'hex') = current_setting('app.token', true)",
    ),
    Policy("reports_wrappedkey", _OF_THE_CASE),
    Policy("reports_message", f"{_OF_THE_CASE} AND kind <> 'note'"),
    Policy("reports_evidence", _OF_THE_CASE),
    Policy("reports_step", _OF_THE_CASE),
]
