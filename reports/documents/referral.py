"""What another agency gets of a report: the account with its bars, the chosen pictures, a list of both; a receipt.

Nothing of it names the reporter or leads to her: no name, no reference, no day of sending, no name of a file.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from pacc.sealed_zip import Member
from pacc.thai.dates import format_long
from pacc.typeset import pdf
from reports.documents import complaint
from reports.models import Dispatch
from reports.queries.case import Case
from reports.queries.dispatches import Told
from reports.queries.packages import Copy, Package

_RECEIPT = Path(__file__).with_name("signed_receipt.typ")
REPORT = "report.pdf"
OF_NO_OFFICE = "สำนักงาน ป.ป.ท."


def report_pdf(case: Case, dispatch: Dispatch, told: Told, package: Package) -> bytes:
    """The account as the officer struck it, in Thai. The same for the same strikes. Raises CannotOpen."""
    with override("th"):
        account = package.struck(case)
        what = str(case.report.get_kind_display())
        values = {
            "number": _("Package no. %(number)s") % {"number": dispatch.number},
            "came": _("From %(office)s") % {"office": office_of(case)},
            "day": format_long(dispatch.on),
            "head": complaint.head_rows(account.subject or what, to=told.agency),
            "parts": complaint.account_parts(case, account),
            "struck": _("struck out"),
            "certified": [_("Passages that could lead to the reporter are struck out.")],
            "signed": _("Signed"),
            "signer": dispatch.by.name,
            "signer_role": _("Officer who hands it over"),
            "signed_on": format_long(dispatch.on),
        }
        return pdf(complaint.TEMPLATE, values, title=_("Report referred by the PACC"))


def manifest(files: Iterable[Copy], dispatch: Dispatch, told: Told, *, office: str) -> bytes:
    """Names, sizes and SHA-256 of the files beside it, as JSON."""
    listed = {
        "package": dispatch.number,
        "on": dispatch.on.isoformat(),
        "from": office,
        "to": told.agency,
        "ground": told.ground,
        "files": [{"name": file.name, "bytes": len(file.content), "sha256": file.sha256} for file in files],
    }
    return json.dumps(listed, ensure_ascii=False, indent=2).encode()


def members(case: Case, dispatch: Dispatch, told: Told, files: list[Copy]) -> list[Member]:
    """What lies in the package: `files` as `package_files` gives them, and their list."""
    listed = manifest(files, dispatch, told, office=office_of(case))
    return [*(Member(file.name, [file.content]) for file in files), Member("manifest.json", [listed])]


def package_files(case: Case, dispatch: Dispatch, told: Told, package: Package, copies: list[Copy]) -> list[Copy]:
    """The report and the chosen pictures, in the order in which they are listed."""
    return [Copy(REPORT, report_pdf(case, dispatch, told, package)), *copies]


def signed_receipt_pdf(case: Case, dispatch: Dispatch, told: Told, files: list[Copy]) -> bytes:
    """To be signed when the package is handed over, one for each side."""
    with override("th"):
        values: dict[str, Any] = {
            "number": _("Package no. %(number)s") % {"number": dispatch.number},
            "rows": [
                (_("Package"), dispatch.number),
                (_("Handed over by"), office_of(case)),
                (_("Receiving agency"), told.agency),
                *([(_("Legal ground"), told.ground)] if told.ground else []),
                (_("Referred on"), format_long(dispatch.on)),
            ],
            "files_heading": _("Files in the package"),
            "columns": [_("No."), _("File"), _("Bytes"), "SHA-256"],
            "files": [
                [str(number), file.name, f"{len(file.content):,}", f"{file.sha256[:32]}\n{file.sha256[32:]}"]
                for number, file in enumerate(files, start=1)
            ],
            "password": _("The files lie in a ZIP under a password, which is told by another way."),
            "signed": _("Signed"),
            "signers": [
                {
                    "name": dispatch.by.name,
                    "role": _("Officer who hands it over"),
                    "blanks": [pgettext("signature", "Date")],
                },
                {
                    "name": "",
                    "role": _("Receiver"),
                    "blanks": [_("Position"), _("Number there"), pgettext("signature", "Date")],
                },
            ],
        }
        return pdf(_RECEIPT, values, title=_("Hand-over of a package and its receipt"))


def office_of(case: Case) -> str:
    """As an outsider knows it; where it lies with the officers posted to reports about the PACC, the PACC itself."""
    office = case.report.office
    return office.name_th if office else OF_NO_OFFICE
