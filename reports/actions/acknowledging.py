"""The portal itself tells a reporter that her report has come in, and by when the office answers."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.ledger.record import record
from pacc.thai.dates import format_long
from reports.models import Message, Report
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.workflow import State


@transaction.atomic(durable=True)
def acknowledge_report(report_id: UUID) -> None:
    """Write it once, in her language: the message is named after the report, so a second run finds it. It stops no
    clock: an officer still takes the report. Practice is told to nobody, and answered by nobody."""
    report = Report.objects.select_for_update(of=("self",)).filter(pk=report_id, is_practice=False).first()
    if report is None or report.state == State.SUBMITTED:
        return
    name = uuid5(report.pk, "acknowledgement")
    if report.messages.filter(send_key=name).exists():
        return
    message = Message(report=report, kind=Message.Kind.NOTICE, on=timezone.localdate(), send_key=name)
    with override(report.language):
        message.body_sealed = seal(message, "body_sealed", _words(report), data_key=desk_key(report))
    message.save(force_insert=True)
    record("report.acknowledged", report_id=report.pk, office_number=report.office_id)


def _words(report: Report) -> str:
    """SECURITY: not where it lies: in a case about the PACC itself that is for nobody's screen."""
    told = [_("Your report has come in and lies with the office in charge.")]
    if report.acknowledge_by and report.acknowledged_on is None:
        told.append(_("An officer takes it by %(day)s.") % {"day": format_long(report.acknowledge_by)})
    if report.answer_by and report.answered_on is None:
        told.append(_("You read the office’s first answer here by %(day)s.") % {"day": format_long(report.answer_by)})
    told.append(_("While we wait for an answer from you, that time stands still."))
    return " ".join(told)
