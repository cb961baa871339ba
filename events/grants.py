"""What the site's role may do with workshops: show them, count seats, and write what people say of themselves.

Of the registrations it sees those that a link, a member's sign-in, or a form under way named (registrant_scope).
"""

from events.rules.consent import PRIVACY_NOTICE
from pacc.database_roles import Policy, near_today, one_of

_OWN_FACTS = (
    "title, name, sort_key, search_key, phone, email, organisation, province_id, network_id, agrees_to_photos,"
    " wants_network, state"
)

SITE: dict[str, tuple[str, ...]] = {
    "events_workshop": ("SELECT",),
    "events_session": ("SELECT",),
    "events_halfday": ("SELECT",),
    "events_seat": ("SELECT",),
    "events_registration": ("SELECT", "INSERT", f"UPDATE ({_OWN_FACTS})"),
    "events_checkin": ("SELECT", "INSERT", "DELETE"),
    "events_checkinevent": ("SELECT", "INSERT"),
    "events_doorpass": ("SELECT", "UPDATE (phone_hash, taken_at)"),
    "events_undecided": ("SELECT", "INSERT", "UPDATE (decision, decided_at)"),
    "events_importpreview": (),
    "events_headingmeaning": (),
    "events_quota": ("SELECT",),
    "events_question": ("SELECT",),
    "events_resultreport": (),
    "events_indicator": (),
    "events_photograph": (),
    "events_photograph_shows": (),
    "events_party": ("SELECT", "INSERT"),
    "events_citizenid": ("SELECT (registration_id)", "INSERT"),
    "events_allowancerates": (),
    "events_travelcost": (),
    "events_certificate": ("SELECT (id, workshop_id, fiscal_year, number, name, issued_on, revoked_on)",),
    "events_certificatedesign": (),
    "events_group": ("SELECT",),
    "events_groupmember": (),
    "events_plantext": ("SELECT", "INSERT"),
    "events_survey": ("SELECT (id, workshop_id, kind, is_open)",),
    "events_surveyitem": ("SELECT (id, survey_id, position, kind, section, label, label_en, choices)",),
    "events_surveyresponse": ("SELECT (survey_id)", "INSERT"),  # it may count sheets, and read none
    "events_paperorder": (),
    "events_material": ("SELECT",),
    "events_mailing": (),
    "events_mailingline": (),
    "events_noletters": ("SELECT", "INSERT", "DELETE"),
    "events_answer": ("SELECT", "INSERT", "UPDATE (text, chosen)", "DELETE"),
    "events_answerfile": ("SELECT (answer_id)", "INSERT", "DELETE"),
}

# A phone at the door (queries.door.enter_door). Asked first, and its setting once: it is the one who asks of thousands.
_AT_ITS_DOOR = "workshop_id::text = (SELECT current_setting('app.door', true))"
_OWN = " OR ".join(
    [
        _AT_ITS_DOOR,
        "uid::text = current_setting('app.registrant', true)",
        "EXISTS (SELECT 1 FROM events_party p WHERE p.id = party_id)",
        "user_id::text = current_setting('app.member', true)",
        "concat_ws(' ', workshop_id, search_key, phone) = current_setting('app.person', true)",
    ]
)
_AT_THE_DOOR = (
    "half_day_id IN (SELECT h.id FROM events_halfday h"
    " WHERE h.workshop_id::text = (SELECT current_setting('app.door', true)))"
)
_RECENT = "received_at BETWEEN now() - interval '1 hour' AND now() + interval '1 hour'"
_BY_A_PHONE = " AND ".join(
    [
        "by_id IS NULL AND happened_at <= received_at AND happened_at > '1900-01-01' AND length(reason) <= 200",
        "EXISTS (SELECT 1 FROM events_doorpass p WHERE p.id = door_pass_id"
        " AND p.workshop_id::text = current_setting('app.door', true))",
        _RECENT,
    ]
)
_WALKED_IN = " AND ".join(
    [
        "source = 'walk_in' AND state = 'registered' AND kind = 'participant' AND ticket = 1",
        "workshop_id::text = current_setting('app.door', true)",
        "told = '' AND reason = '' AND user_id IS NULL AND party_id IS NULL AND imported_id IS NULL",
        "email = '' AND agrees_to_photos IS NULL AND offered_until IS NULL AND waits_since IS NULL",
    ]
)
_OF_THE_OWN = "EXISTS (SELECT 1 FROM events_registration r WHERE r.id = registration_id)"
# As somebody signs up; whether there is a seat is the action's to say, under a lock.
_SIGNED_UP = " AND ".join(
    [
        "source IN ('self', 'party') AND kind = 'participant' AND ticket = 1",
        "told = '' AND reason = '' AND offered_until IS NULL AND imported_id IS NULL",
        f"privacy_notice = '{PRIVACY_NOTICE}'",
        one_of("language", ("th", "en")),
        "registered_at BETWEEN now() - interval '1 day' AND now() + interval '1 day'",
        "(waits_since IS NULL OR waits_since = registered_at)",
        "(user_id IS NULL OR EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = user_id))",
        # A person is let in by the organiser alone where the workshop says so.
        "EXISTS (SELECT 1 FROM events_workshop w WHERE w.id = workshop_id AND w.state = 'open' AND"
        " CASE WHEN w.admission = 'approval' THEN events_registration.state = 'applied'"
        " ELSE events_registration.state IN ('registered', 'waiting') END)",
    ]
)
_MOST_BYTES = 5_300_000  # a file of 5 MB, sealed

POLICIES: list[Policy] = [
    Policy(
        "events_registration",
        _OWN,
        insert=f"({_SIGNED_UP}) OR ({_WALKED_IN})",
        update=one_of("state", ("registered", "cancelled", "applied", "waiting", "offered")),
    ),
    Policy(
        "events_party",
        "id::text = current_setting('app.party', true) OR user_id::text = current_setting('app.member', true)",
        insert=one_of("language", ("th", "en")),
    ),
    Policy(
        "events_citizenid",
        _OF_THE_OWN,
        insert="octet_length(sealed) < 300 AND octet_length(wrapped_key) < 300"
        " AND erase_on BETWEEN current_date AND current_date + 3700",
    ),
    Policy(
        "events_answer",
        _OF_THE_OWN,
        insert="octet_length(chosen::text) < 8000",
        update="octet_length(chosen::text) < 8000",
    ),
    Policy(
        "events_answerfile",
        "EXISTS (SELECT 1 FROM events_answer a WHERE a.id = answer_id)",
        insert=f"octet_length(sealed) + octet_length(name_sealed) + octet_length(wrapped_key) < {_MOST_BYTES}",
    ),
    Policy("events_group", "id::text = current_setting('app.group', true)"),
    Policy(
        "events_plantext",
        "group_id::text = current_setting('app.group', true)",
        insert="length(text) <= 4000 AND version BETWEEN 1 AND 100000"
        " AND written_at BETWEEN now() - interval '1 hour' AND now() + interval '1 hour'",
    ),
    # The test after the workshop asks what the one before asked, which is closed by then.
    Policy("events_survey", "is_open OR kind = 'pre-test'"),
    Policy(
        "events_surveyresponse",
        "true",  # by the list above it sees of them only which survey they are of
        insert=" AND ".join(
            [
                "EXISTS (SELECT 1 FROM events_survey s JOIN events_workshop w ON w.id = s.workshop_id"
                " WHERE s.id = survey_id AND s.is_open AND w.state <> 'cancelled')",
                near_today("answered_on") + " AND batch < 15000",
                # The shapes that the desk counts and reads: {"12": 5} and {"14": "words"}.
                r"""marks::text ~ '^\{("\d{1,18}": \d{1,4}(, )?)*\}$'""",
                "jsonb_typeof(texts) = 'object' AND NOT jsonb_path_exists(texts, '$.* ? (@.type() <> \"string\")')",
                "octet_length(marks::text) < 4000 AND octet_length(texts::text) < 200000",
            ]
        ),
    ),
    Policy("events_material", "is_public OR workshop_id::text = current_setting('app.materials', true)"),
    Policy("events_certificate", "id::text = current_setting('app.certificate', true)"),
    Policy("events_noletters", "digest = current_setting('app.letters', true)"),
    Policy("events_checkin", _AT_THE_DOOR),
    Policy(
        "events_checkinevent",
        _AT_THE_DOOR,
        insert=_BY_A_PHONE,
    ),
    Policy("events_doorpass", "true", update="octet_length(phone_hash) = 32 AND taken_at IS NOT NULL"),
    Policy(
        "events_undecided",
        "workshop_id::text = current_setting('app.door', true)",
        insert=f"decision = '' AND decided_by_id IS NULL AND octet_length(raw::text) < 20000 AND {_RECENT}",
        update="decision = 'accepted' AND decided_by_id IS NULL",
    ),
]
