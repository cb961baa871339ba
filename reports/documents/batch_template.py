"""The Excel file to fill in: headings in the reader's language, and a second sheet with the answers that are known."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacc.spreadsheets.write import SheetOf, workbook_of
from reports.rules.batch_rows import HEADINGS, REQUIRED, heading_of
from reports.rules.vocabulary import AgencyKind, Identity, Kind, Ongoing


def batch_template() -> bytes:
    headings = [heading_of(column) for column in HEADINGS]
    answers = {
        "kind": [str(kind.label) for kind in Kind],
        "when": ["24/5/2565", "5/2565", "2565", _("Don't know")],
        "ongoing": [str(each.label) for each in Ongoing],
        "province": [_("Don't know")],
        "agency_kind": [str(kind.label) for kind in AgencyKind],
        "about_pacc": [pgettext("about the PACC", "No"), *(str(n) for n in range(1, 10)), _("Headquarters")],
        "identity": [str(each.label) for each in Identity],
        "fears_for_safety": [pgettext("fears for safety", "Yes")],
        "language": [_("Thai"), _("English")],
    }
    longest = max(len(known) for known in answers.values())
    needed = [_("required") if column in REQUIRED else "" for column in answers]
    rows = [[known[place] if place < len(known) else "" for known in answers.values()] for place in range(longest)]
    return workbook_of(
        SheetOf(_("Reports"), headings, []),
        SheetOf(_("Answers"), [heading_of(column) for column in answers], [needed, *rows]),
    )
