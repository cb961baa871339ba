"""What is looked into before a report is decided, by its class. A reminder, not a form: nothing waits for it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.rules.vocabulary import OfficialClass


@dataclass(frozen=True)
class Task:
    """`code` is kept with the report: it never changes, while the words may."""

    code: str
    label: Promise


_ALWAYS = (
    Task("powers", _("Is it within the powers of the PACC?")),
    Task("doubles", _("Have others told of the same?")),
    Task("persons", _("Name, position and agency of those concerned")),
)
_TO_THE_NACC = (Task("nacc", _("Prepare the referral to the NACC")),)
_OF_CLASS = {
    OfficialClass.DUTY: (
        Task("duty_rule", _("The law or rule that lays the duty down")),
        Task("duty_dates", _("What happened in which order, and how long it took")),
    ),
    OfficialClass.PROCUREMENT: (
        Task("egp", _("Look the project up in the government procurement system (e-GP)")),
        Task("contract", _("Contract, drawings and acceptance record")),
        Task("as_built", _("Compare what was built or delivered with the contract")),
    ),
    OfficialClass.BRIBE: (
        Task("demand", _("When, where and how it was demanded")),
        Task("payment", _("Proof of payment or of what was said")),
        Task("safety", _("Is the reporter or a witness in danger?")),
    ),
    OfficialClass.EMBEZZLEMENT: (
        Task("accounts", _("Accounts and vouchers of the time in question")),
        Task("assets", _("The register of property")),
    ),
    OfficialClass.BUDGET: (
        Task("project", _("Project papers and payment vouchers")),
        Task("recipients", _("Compare the list of recipients with real people")),
    ),
    OfficialClass.LAND_TITLE: (
        Task("land_file", _("Land file and cadastral map")),
        Task("public_land", _("The boundary of public land or forest")),
    ),
    OfficialClass.PERSONNEL: (
        Task("announcement", _("Announcement, orders and criteria")),
        Task("scores", _("Scores and members of the selection committee")),
    ),
    OfficialClass.CONFLICT: (
        Task("relation", _("How the official and whoever gains are related")),
        Task("company", _("Company register of the contractor")),
    ),
    OfficialClass.WEALTH: _TO_THE_NACC,
    OfficialClass.ETHICS: _TO_THE_NACC,
}


def checklist_of(official_class: str) -> tuple[Task, ...]:
    """In the order in which it is best gone through; without a class, what goes for every report."""
    return _ALWAYS + (_OF_CLASS[OfficialClass(official_class)] if official_class else ())
