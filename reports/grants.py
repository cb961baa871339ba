"""What the site's role may do with reports: store one, and show a reporter her own. It can open none by itself."""

from pacc.database_roles import EVERYTHING, Policy, near_today, one_of
from reports.models import Evidence, Message, Report
from reports.models.report import REPORTER_READS
from reports.rules.draft import MAX_FILES
from reports.rules.vocabulary import AboutPacc, AgencyKind, BangkokGroup, Identity, Kind, Ongoing

SITE = {
    "reports_report": (
        f"SELECT ({', '.join(REPORTER_READS)})",
        "INSERT",
        # Row locks need UPDATE on some column; the reporter's own moves need these (which, a trigger says: 0007), and
        # to put her own code in the place of one that an officer saw (once, and of no other: 0014).
        "UPDATE (state, state_on, reply_waits, was_contested, evidence_count, verifier, code_is_first)",
    ),
    "reports_wrappedkey": ("SELECT", "INSERT", "UPDATE (wrapped)"),
    "reports_message": ("SELECT", "INSERT"),
    "reports_evidence": ("SELECT", "INSERT"),
    "reports_routing": (),
    "reports_rerouting": (),
    "reports_step": ("SELECT",),
    "reports_draft": EVERYTHING,
    "reports_draftfile": EVERYTHING,
    "reports_trackingattempt": EVERYTHING,
    "reports_holiday": ("SELECT",),
    "reports_holidayyear": (),
    "reports_escalation": (),
    "reports_batch": (),
    "reports_bulk": (),
    "reports_bulkitem": (),
    "reports_mailtaken": (),
    "reports_mention": (),
    # That her report is a part of another one, and how that one stands: not which.
    "reports_merge": ("SELECT (id, report_id, followed, followed_on, ended_on)",),
    "reports_answertemplate": (),
    "reports_savedfilter": (),
    "reports_proposal": (),
    "reports_writing": (),
    "reports_dispatch": (),
    "reports_searchrow": (),
    "reports_tag": (),
    "reports_taskdone": (),
    "reports_tally": (),
}

_OF_THE_CASE = "report_id::text = current_setting('app.case', true)"
_MOST_BYTES = 2_000_000  # all that one report's reporter tells, sealed
_SEALED = [field.name for field in Report._meta.fields if field.name.endswith("_sealed")]

# A report as its reporter sends it: nothing in it is an officer's or the portal's to say.
_JUST_SENT = " AND ".join(
    [
        "state = 'submitted' AND state_on = submitted_on",
        "office_id IS NULL AND NOT is_conflict AND routed_on IS NULL",
        "division = '' AND assigned_to_id IS NULL AND official_class = '' AND behaviour = '' AND close_reason = ''",
        "tags = '{}'",
        "acknowledged_on IS NULL AND answered_on IS NULL AND NOT reply_waits AND NOT was_contested",
        near_today("submitted_on"),
        "acknowledge_by BETWEEN submitted_on AND submitted_on + 90",
        "answer_by BETWEEN submitted_on AND submitted_on + 90",
        "feedback_by IS NULL AND examine_by IS NULL",
        "channel = 'web' AND typed_by_id IS NULL AND NOT code_is_first",
        "(happened_in IS NULL OR happened_in BETWEEN '0001-01-01' AND current_date + 1)",
        one_of("language", ("th", "en")),
        one_of("kind", Kind.values),
        one_of("agency_kind", AgencyKind.values),
        one_of("bangkok_group", ("", *BangkokGroup.values)),
        one_of("about_pacc", AboutPacc.values),
        one_of("ongoing", Ongoing.values),
        one_of("identity", Identity.values),
        f"evidence_count BETWEEN 0 AND {MAX_FILES}",
        " + ".join(
            f"coalesce(octet_length({field.name}), 0)"
            for field in Report._meta.fields
            if field.name.endswith("_sealed")
        )
        + f" < {_MOST_BYTES}",
    ]
)
# Keys come with the report, before the portal routes it. A later one would close it to the office.
# To practice the desk gets none.
_BEFORE_ROUTING = (
    "EXISTS (SELECT 1 FROM reports_report r WHERE r.id = report_id AND r.state = 'submitted'"
    " AND (holder = 'reporter' OR NOT r.is_practice))"
)
_A_REPORTERS = " AND ".join(
    [
        one_of("kind", (Message.Kind.REPLY, Message.Kind.CONTEST)),
        "by_id IS NULL AND at IS NULL AND answer_by IS NULL AND NOT announced",
        near_today('"on"'),
        f"octet_length(body_sealed) < {_MOST_BYTES}",
    ]
)
# What an officer is shown was rebuilt at the desk.
_NOT_REBUILT = " AND ".join(
    [
        "clean_store_name = '' AND clean_key_sealed IS NULL AND clean_media_type = ''",
        one_of("kind", Evidence.Kind.values),
        "state = CASE WHEN kind = 'image' THEN 'waiting' ELSE 'original' END",
        near_today('"on"'),
        "bytes BETWEEN 0 AND 1000000000",
        f"octet_length(name_sealed) + octet_length(file_key_sealed) + octet_length(digest_sealed) < {_MOST_BYTES}",
    ]
)

POLICIES = [
    Policy(
        "reports_report",
        "id::text = current_setting('app.case', true)"
        " OR reference = current_setting('app.reference', true)"
        " OR encode(token_hash, 'hex') = current_setting('app.token', true)",
        insert=_JUST_SENT,
    ),
    Policy(
        "reports_wrappedkey",
        _OF_THE_CASE,
        insert=f"{_BEFORE_ROUTING} AND octet_length(wrapped) < 500",
        update="octet_length(wrapped) < 500",
    ),
    Policy("reports_message", f"{_OF_THE_CASE} AND kind <> 'note'", insert=_A_REPORTERS),
    Policy("reports_evidence", _OF_THE_CASE, insert=_NOT_REBUILT),
    Policy("reports_step", _OF_THE_CASE),
    Policy("reports_merge", f"{_OF_THE_CASE} AND ended_on IS NULL"),
]
