"""The site promises jobs and reads none, nor says how far the desk came with one."""

from pacc.database_roles import Policy

SITE = {
    "outbox_job": ("SELECT (id)", "INSERT"),
    "outbox_heartbeat": (),
}

# A time that Python cannot read, or a number of tries beyond its column, would stop whoever asks after the job.
_JUST_PROMISED = (
    "attempts = 0 AND NOT parked AND claimed_until IS NULL AND told_until IS NULL AND seen_at IS NULL"
    " AND due_at BETWEEN now() - interval '2 days' AND now() + interval '2 days'"
    " AND jsonb_typeof(payload) = 'object' AND octet_length(payload::text) < 2000"
)

POLICIES = [Policy("outbox_job", "true", insert=_JUST_PROMISED)]
