"""Answer templates: written, changed and taken out by those whose they are."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from networks.models import Office
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import may_write_templates_of, templates_open_to
from reports.models import AnswerTemplate
from reports.rules.variables import unknown_in

WRITTEN = ("name", "status", "official_class", "text_th", "text_en")


@transaction.atomic(durable=True)
def write_template(*, by: User, office: Office | None, **told: str) -> AnswerTemplate:
    """Her own, or shared in an office where she serves today."""
    if not may_write_templates_of(by, office.number if office else None):
        raise PermissionDenied
    _check(told)
    template = AnswerTemplate.objects.create(owner=None if office else by, office=office, **told)
    record("templates.written", by=by, office_number=template.office_id, template=template.pk)
    return template


@transaction.atomic(durable=True)
def change_template(template: AnswerTemplate, *, by: User, version: int, **told: str) -> None:
    """Raises DomainError where a colleague changed it since her page was shown."""
    template = _locked(template, by=by, version=version)
    _check(told)
    for name in WRITTEN:
        setattr(template, name, told[name])
    template.version += 1
    template.save(update_fields=[*WRITTEN, "version"])
    record("templates.changed", by=by, office_number=template.office_id, template=template.pk)


@transaction.atomic(durable=True)
def retire_template(template: AnswerTemplate, *, by: User, version: int) -> None:
    """Nobody is offered it any more."""
    template = _locked(template, by=by, version=version)
    template.is_retired = True
    template.version += 1
    template.save(update_fields=["is_retired", "version"])
    record("templates.retired", by=by, office_number=template.office_id, template=template.pk)


def _locked(template: AnswerTemplate, *, by: User, version: int) -> AnswerTemplate:
    locked = AnswerTemplate.objects.select_for_update().get(pk=template.pk)
    if not templates_open_to(by).filter(pk=locked.pk).exists():
        raise PermissionDenied
    if locked.version != version:
        raise DomainError(_("Somebody changed this template meanwhile. Open it again, then write your change."))
    return locked


def _check(told: dict[str, str]) -> None:
    if unknown_in(told["text_th"] + told["text_en"]):
        raise DomainError(_("Only the variables that are listed can stand in braces."))
