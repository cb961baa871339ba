"""An officer writes down what somebody tells her, and hands over a slip with a first code."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.vault import codes
from pacc.vault.keyring import derived, pepper
from reports.access import may_type_in
from reports.actions.intake import Door, Receipt, submit_report
from reports.models import Report
from reports.queries.opened import desk_key, opened
from reports.rules.account import Account
from reports.rules.vocabulary import Channel


class TypedInBefore(DomainError):
    """This form made a report already, of other words."""


def slip_token(by: User, send_key: UUID) -> bytes:
    """The token of one form of one officer. Neither the page nor its address leads to the code without the pepper."""
    return derived(pepper(), f"typed in by {by.pk} {send_key}")


def type_in(
    account: Account, *, by: User, send_key: UUID, channel: Channel, custodian_office: int | None = None
) -> Receipt:
    """One report a form, sealed and promised to be routed like a citizen's; by then its writer may see it or not.

    Raises TypedInBefore where the form made a report of other words, and VaultError and DomainError as a citizen's.
    """
    if not may_type_in(by):
        raise PermissionDenied
    token = slip_token(by, send_key)
    receipt = submit_report(account, token=token, custodian_office=custodian_office, door=Door(channel, typed_by=by))
    if not _is_stored_as(account, token):
        raise TypedInBefore(
            _("This form was sent already, and its slip was made. What you changed since then was not sent.")
        )
    return receipt


def _is_stored_as(account: Account, token: bytes) -> bool:
    """RACE: the same form twice, and the second time it says something else. It is compared, shown to nobody."""
    report = Report.objects.get(token_hash=codes.token_hash(token))
    stored = opened(report, data_key=desk_key(report))
    words = ("narrative", "people", "agency", "place", "damage", "wishes", "how_known", "told_elsewhere")
    named = account.identity == "named"
    return (
        all(getattr(stored, name) == getattr(account, name) for name in words)
        and (not named or (stored.name, stored.phone, stored.email) == (account.name, account.phone, account.email))
        and stored.when == account.when
        and (report.kind, report.province_id, report.district_id, report.agency_kind, report.identity)
        == (account.kind, account.province_code, account.district_code, account.agency_kind, account.identity)
    )
