"""What citizens tell, and what is kept of it."""

from reports.models.answer_template import AnswerTemplate
from reports.models.batch import Batch
from reports.models.bulk import Bulk, BulkItem
from reports.models.dispatch import Dispatch
from reports.models.draft import Draft, DraftFile
from reports.models.escalation import Escalation
from reports.models.evidence import Evidence
from reports.models.holiday import Holiday, HolidayYear
from reports.models.mail_taken import MailTaken
from reports.models.mention import Mention
from reports.models.merge import Merge
from reports.models.message import Message
from reports.models.proposal import Proposal
from reports.models.report import Report, WrappedKey
from reports.models.rerouting import Rerouting
from reports.models.routing import Routing
from reports.models.saved_filter import SavedFilter
from reports.models.search_row import SearchRow
from reports.models.step import Step
from reports.models.tag import Tag
from reports.models.tally import Tally
from reports.models.task_done import TaskDone
from reports.models.tracking import TrackingAttempt
from reports.models.writing import Writing

__all__ = [
    "AnswerTemplate",
    "Batch",
    "Bulk",
    "BulkItem",
    "Dispatch",
    "Draft",
    "DraftFile",
    "Escalation",
    "Evidence",
    "Holiday",
    "HolidayYear",
    "MailTaken",
    "Mention",
    "Merge",
    "Message",
    "Proposal",
    "Report",
    "Rerouting",
    "Routing",
    "SavedFilter",
    "SearchRow",
    "Step",
    "Tag",
    "Tally",
    "TaskDone",
    "TrackingAttempt",
    "WrappedKey",
    "Writing",
]
