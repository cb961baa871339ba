"""The field's words: what citizens choose from, and what officers set at triage. Source: domain.md, Glossary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What kind of thing, in citizens' words."""

    CONSTRUCTION = "construction", _("Construction, road or building below standard, or strangely expensive")
    PERMIT = "permit", _("Money asked for a permit or to speed things up")
    SCHOOL_MEALS = "school_meals", _("School lunch or school milk")
    ADMISSION = "admission", _("Money asked for a place at a school")
    FALSE_CLAIMS = "false_claims", _("False claims for wages or allowances")
    STATE_PROPERTY = "state_property", _("Private use of official cars or property")
    ENCROACHMENT = "encroachment", _("Encroachment on public land or forest")
    LAND_TITLE = "land_title", _("Issuing of land title documents")
    WELFARE = "welfare", _("Aid or welfare money gone missing")
    APPOINTMENT = "appointment", _("Examinations, appointments or transfers of officials")
    OTHER = "other", pgettext_lazy("kind", "Something else")


class OfficialClass(TextChoices):
    """Official class, set by an officer."""

    DUTY = "duty", _("Wrongful exercise or neglect of duty")
    PROCUREMENT = "procurement", _("Procurement")
    BRIBE = "bribe", _("Demanding or taking bribes")
    EMBEZZLEMENT = "embezzlement", _("Embezzlement")
    BUDGET = "budget", _("Budget, projects or false claims")
    LAND_TITLE = "land_title", _("Issuing of title documents")
    PERSONNEL = "personnel", _("Personnel management")
    CONFLICT = "conflict", _("Conflict of interest")
    WEALTH = "wealth", _("Unusual wealth (NACC)")
    ETHICS = "ethics", _("Serious breach of ethics (NACC)")


class Behaviour(TextChoices):
    CORRUPTION = "corruption", pgettext_lazy("behaviour", "Corruption")
    MISCONDUCT = "misconduct", pgettext_lazy("behaviour", "Misconduct")
    GRIEVANCE = "grievance", pgettext_lazy("behaviour", "Grievance")


class Severity(TextChoices):
    """How bad it would be if it were true, as the officer judges it: what she looks at first, nothing more."""

    LOW = "low", pgettext_lazy("severity", "Low")
    MEDIUM = "medium", pgettext_lazy("severity", "Medium")
    HIGH = "high", pgettext_lazy("severity", "High")
    URGENT = "urgent", pgettext_lazy("severity", "Urgent")


class AgencyKind(TextChoices):
    """Which kind of agency; local government first, it is the most complained about."""

    PAO = "pao", _("Provincial Administrative Organisation")
    MUNICIPALITY = "municipality", _("Municipality (city, town or subdistrict)")
    SAO = "sao", _("Subdistrict Administrative Organisation")
    BMA = "bma", _("Bangkok Metropolitan Administration")
    PATTAYA = "pattaya", _("City of Pattaya")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District office")
    VILLAGE = "village", _("Kamnan or village head")
    MINISTRY = "ministry", _("Ministry or department, headquarters")
    # Apart from the ministry: what happens at a land office goes to the region, not to the central intake.
    LOCAL_UNIT = "local_unit", _("Unit of a ministry or department in the area")
    EDUCATION = "education", _("School, education area or university")
    HEALTH = "health", _("Hospital or health centre")
    POLICE = "police", pgettext_lazy("agency", "Police")
    MILITARY = "military", pgettext_lazy("agency", "Military")
    STATE_ENTERPRISE = "enterprise", _("State enterprise")
    PUBLIC_ORGANISATION = "public_org", _("Public organisation")
    INDEPENDENT = "independent", _("Independent body or court")
    CIVIL = "civil", _("Temple, cooperative or private body")
    PACC = "pacc", _("The PACC itself")
    UNKNOWN = "unknown", _("Don't know")


class BangkokGroup(TextChoices):
    """For Bangkok, what suggests the central division."""

    SECURITY = "security", pgettext_lazy("bangkok", "Security")
    SOCIAL = "social", pgettext_lazy("bangkok", "Social affairs")
    ECONOMIC = "economic", pgettext_lazy("bangkok", "Economy")
    STATE_ENTERPRISE = "enterprise", _("State enterprise")
    LOCAL = "local", pgettext_lazy("bangkok", "Local government")
    PM_OFFICE = "pm_office", _("Office of the Prime Minister, or other")


class AboutPacc(TextChoices):
    """Whether the report is about the PACC or its staff, and which part."""

    NO = "no", _("No")
    OFFICE = "office", _("A regional office")
    HEADQUARTERS = "headquarters", _("Headquarters")
    UNKNOWN = "unknown", _("Don't know which part")


class Ongoing(TextChoices):
    YES = "yes", _("Still going on")
    NO = "no", _("It is over")
    UNKNOWN = "unknown", _("Don't know")


class Channel(TextChoices):
    """By which door a report came in."""

    WEB = "web", pgettext_lazy("channel", "Website")
    TELEPHONE = "telephone", pgettext_lazy("channel", "Telephone (1206)")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    WALK_IN = "walk_in", pgettext_lazy("channel", "At the office")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    BATCH = "batch", pgettext_lazy("channel", "Excel file")


# What an officer may write down for somebody; the other doors write themselves.
TYPED_IN = (Channel.TELEPHONE, Channel.LETTER, Channel.WALK_IN)


class Identity(TextChoices):
    """How much of the reporter the PACC learns."""

    ANONYMOUS = "anonymous", pgettext_lazy("identity", "Anonymous")
    CONFIDENTIAL = "confidential", pgettext_lazy("identity", "Confidential")
    NAMED = "named", pgettext_lazy("identity", "Named")


# To whom reports are referred most; any other can be written. Not to be taken for whose business it is by law.
RECEIVING_AGENCIES = (
    _("National Anti-Corruption Commission (NACC)"),
    _("State Audit Office"),
    _("Royal Thai Police"),
    _("Department of Special Investigation"),
    _("Anti-Money Laundering Office"),
    _("Office of the Ombudsman"),
    _("Damrongdhama Centre"),
    _("Department of Local Administration"),
)
