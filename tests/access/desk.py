"""Rows of the desk zone: staff. Members have no session here."""

from tests.access import workshops
from tests.access.shared import BOTH, OWN_PAGE
from tests.access.table import ON, Row, behind_door, only

ADMIN = "portal_admin"
ADMINS_PAGE = only(200, ADMIN)
NOT_BY_GET = only(405, ADMIN)


def an_officer(world):
    return [world.people.officer.pk]


def a_picture(world):
    return [world.picture.report.reference, world.picture.pk]


def a_document(world):
    return [world.document.report.reference, world.document.pk]


def a_network(world):
    return [world.network.pk]


def somebody_waiting(world):
    return [world.network.pk, world.waiting.pk]


def a_letter(world):
    return [world.network.pk, world.letter.pk]


def a_template(world):
    return [world.template.pk]


def a_tag(world):
    return [world.tag.pk]


def a_saved_filter(world):
    return [world.saved_filter.pk]


def a_send_key(world):
    return ["00000000-0000-4000-8000-000000000001"]


def a_hand_over(world):
    return [world.handed_over.report.reference, world.handed_over.pk]


def a_referral(world):
    return [world.referral.report.reference, world.referral.pk]


def a_report(world):
    return [world.picture.report.reference]


# Who serves at some office has networks to look after; nobody else has business among them.
SERVING = ("officer", "director", "intake_officer", "other_officer")
# Who reads figures: directors, who counts every office, and who is posted to reports about the PACC itself
COUNTING = ("director", "intake_officer", "conflict_officer", ADMIN)
# Whoever serves, also those posted to reports about the PACC itself
READING = (*SERVING, "conflict_officer")
# and who is posted to reports about the PACC itself
TYPING = (*SERVING, "conflict_officer")
# A report or a network of office 3
OF_THE_OFFICE = ("officer", "director")

ROWS = {
    **BOTH,
    **workshops.DESK,
    "health_ready": Row(get=503, post=405),  # no worker runs beside this test
    "home": OWN_PAGE,
    "accounts:invitation": Row(get=ON, post=405, args=lambda world: ["no-such-token"]),
    "accounts:take_invitation": Row(get=404, post=404),
    # people: the portal admin's alone, for all others there is no such page
    "people:staff_list": Row(get=ADMINS_PAGE, post=only(405, ADMIN)),
    "people:staff_invite": Row(get=ADMINS_PAGE, post=only(422, ADMIN)),
    "people:staff_detail": Row(get=ADMINS_PAGE, post=only(405, ADMIN), args=an_officer),
    "people:staff_roles": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_link": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_close": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:staff_reopen": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=an_officer),
    "people:posting_give": Row(get=ADMINS_PAGE, post=only(422, ADMIN), args=an_officer),
    "people:posting_end": Row(get=ADMINS_PAGE, post=only(422, ADMIN), args=lambda world: [world.posting.pk]),
    # holidays: the portal admin's alone
    "holidays:holiday_list": Row(get=only(ON, ADMIN), post=only(405, ADMIN)),
    "holidays:holiday_year": Row(get=ADMINS_PAGE, post=only(405, ADMIN), args=lambda world: [world.holiday.on.year]),
    "holidays:holiday_confirm": Row(get=NOT_BY_GET, post=only(422, ADMIN), args=lambda world: [world.holiday.on.year]),
    "holidays:holiday_add": Row(get=ADMINS_PAGE, post=only(422, ADMIN)),
    "holidays:holiday_change": Row(get=ADMINS_PAGE, post=only(422, ADMIN), args=lambda world: [world.holiday.pk]),
    "holidays:holiday_retire": Row(get=NOT_BY_GET, post=only(422, ADMIN), args=lambda world: [world.holiday.pk]),
    # the province table: the portal admin's alone
    "routing:province_list": Row(get=ADMINS_PAGE, post=only(405, ADMIN)),
    "routing:province_detail": Row(
        get=ADMINS_PAGE, post=only(405, ADMIN), args=lambda world: [world.picture.report.province_id]
    ),
    "routing:change_new": Row(get=ADMINS_PAGE, post=only(422, ADMIN)),
    "routing:change_list": Row(get=ADMINS_PAGE, post=only(405, ADMIN)),
    "routing:change_detail": Row(get=ADMINS_PAGE, post=only(405, ADMIN), args=lambda world: [world.change.pk]),
    "routing:change_withdraw": Row(get=NOT_BY_GET, post=only(ON, ADMIN), args=lambda world: [world.change.pk]),
    # answer templates: one of office 3
    "answers:template_list": Row(get=only(200, *READING, others=403), post=behind_door(405)),
    "answers:template_new": Row(get=only(200, *READING, others=403), post=only(422, *READING, others=403)),
    "answers:template_detail": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_template),
    "answers:template_retire": Row(get=behind_door(405), post=only(422, *OF_THE_OFFICE), args=a_template),
    # figures
    "dashboard:overview": Row(get=only(200, *COUNTING, others=403), post=behind_door(405)),
    "dashboard:month": Row(get=only(200, *COUNTING, others=403), post=behind_door(405)),
    "dashboard:month_pdf": Row(get=behind_door(405), post=only(200, *COUNTING, others=403)),
    "search:report_search": Row(get=only(200, *SERVING, others=200), post=only(422, *SERVING, others=422)),
    # reports: a new one of office 3; what its state does not allow yet leads back to the case
    "reports:report_list": OWN_PAGE,
    # as the queue: who sees no report takes none away
    "reports:report_export": Row(get=behind_door(200), post=behind_door(422)),
    # saved filters: as the queue, for everybody her own; nothing is asked for here that could be kept
    "reports:saved_list": Row(get=behind_door(200), post=behind_door(405)),
    "reports:saved_new": Row(get=behind_door(ON), post=behind_door(ON)),
    "reports:saved_detail": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_saved_filter),
    "reports:saved_delete": Row(get=behind_door(405), post=only(ON, *OF_THE_OFFICE), args=a_saved_filter),
    # written down for somebody else: by whoever serves, or is posted to conflicts
    "reports:report_new": Row(get=only(200, *TYPING), post=only(422, *TYPING)),
    "reports:places": Row(get=behind_door(400), post=behind_door(405)),
    "reports:slip": Row(get=only(200, *TYPING), post=behind_door(405), args=a_send_key),
    "reports:slip_file": Row(get=only(ON, *TYPING), post=behind_door(405), args=a_send_key),
    "reports:slip_handed_over": Row(get=behind_door(405), post=only(ON, *TYPING), args=a_send_key),
    "reports:tag_list": Row(get=only(200, *READING, others=403), post=behind_door(405)),
    "reports:tag_retire": Row(get=behind_door(405), post=only(ON, *OF_THE_OFFICE), args=a_tag),
    "reports:report_next": Row(get=behind_door(405), post=behind_door(ON)),
    "reports:batch_new": Row(get=only(200, *TYPING), post=only(422, *TYPING)),
    "reports:batch_file": Row(get=only(200, *TYPING), post=behind_door(405)),
    # somebody else's, or none: there is no such page for anybody
    "reports:batch_detail": Row(get=behind_door(404), post=behind_door(405), args=a_send_key),
    "reports:batch_save": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    "reports:batch_drop": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    "reports:batch_slips": Row(get=behind_door(404), post=behind_door(405), args=a_send_key),
    "reports:batch_handed_over": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    # one's own choice of reports, or none: there is no such page for anybody else
    "reports:bulk_new": Row(get=behind_door(405), post=behind_door(ON)),
    "reports:bulk_detail": Row(get=behind_door(404), post=behind_door(404), args=a_send_key),
    "reports:bulk_start": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    "reports:bulk_undo": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    "reports:bulk_drop": Row(get=behind_door(405), post=behind_door(404), args=a_send_key),
    "reports:report_detail": Row(get=only(200, *OF_THE_OFFICE), post=behind_door(405), args=a_report),
    "reports:report_presence": Row(get=only(ON, *OF_THE_OFFICE), post=only(200, *OF_THE_OFFICE), args=a_report),
    "reports:report_take": Row(get=only(200, *OF_THE_OFFICE), post=only(ON, *OF_THE_OFFICE), args=a_report),
    "reports:report_assign": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_triage": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_examine": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_classify": Row(get=only(200, *OF_THE_OFFICE), post=only(ON, *OF_THE_OFFICE), args=a_report),
    "reports:report_tasks": Row(get=only(200, *OF_THE_OFFICE), post=only(ON, *OF_THE_OFFICE), args=a_report),
    "reports:report_note": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_ask": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_answer": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_transfer": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_refer": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_hand_over": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_close": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_decline": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_set_aside": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_bring_back": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_merge": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_separate": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_approve": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:report_return": Row(get=only(ON, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    "reports:case_export": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_report),
    # reports: as they left the portal
    "reports:dispatch_detail": Row(get=only(200, *OF_THE_OFFICE), post=behind_door(405), args=a_hand_over),
    "reports:dispatch_file": Row(get=behind_door(405), post=only(422, *OF_THE_OFFICE), args=a_hand_over),
    "reports:dispatch_receipt": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_hand_over),
    "reports:package_form": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_referral),
    "reports:package_zip": Row(get=behind_door(405), post=only(422, *OF_THE_OFFICE), args=a_referral),
    "reports:package_receipt": Row(get=behind_door(405), post=only(ON, *OF_THE_OFFICE), args=a_referral),
    "schema:hand_over": OWN_PAGE,
    # reports: files of a case
    "reports:evidence_detail": Row(get=only(200, *OF_THE_OFFICE), post=behind_door(405), args=a_picture),
    "reports:evidence_image": Row(get=only(200, *OF_THE_OFFICE), post=behind_door(405), args=a_picture),
    "reports:evidence_original": Row(get=behind_door(405), post=only(200, *OF_THE_OFFICE), args=a_document),
    # networks of one's own offices
    "networks:network_list": Row(get=only(200, *SERVING, others=403), post=behind_door(405)),
    "networks:network_new": Row(get=only(200, *SERVING, others=403), post=only(422, *SERVING, others=403)),
    "networks:network_detail": Row(get=only(200, *OF_THE_OFFICE), post=behind_door(405), args=a_network),
    "networks:network_edit": Row(get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=a_network),
    "networks:membership_decide": Row(
        get=only(200, *OF_THE_OFFICE), post=only(422, *OF_THE_OFFICE), args=somebody_waiting
    ),
    "networks:invitation_new": Row(get=behind_door(405), post=only(422, *OF_THE_OFFICE), args=a_network),
    "networks:invitation_withdraw": Row(get=behind_door(405), post=only(ON, *OF_THE_OFFICE), args=a_letter),
}
