"""What is handed out is added and taken away."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.models import Material, Workshop
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

MOST_MATERIALS = 30


@dataclass(frozen=True)
class MaterialFacts:
    """A link, or a file with its type; `content` None for a link."""

    title: str
    when: str
    is_public: bool
    url: str = ""
    file_name: str = ""
    media_type: str = ""
    content: bytes | None = None


@transaction.atomic(durable=True)
def add_material(workshop: Workshop, facts: MaterialFacts, *, by: User) -> Material:
    workshop = locked_alive(workshop, by)
    if Material.objects.filter(workshop=workshop).count() >= MOST_MATERIALS:
        raise DomainError(_("A workshop hands out at most %(most)s things") % {"most": MOST_MATERIALS})
    size = len(facts.content) if facts.content is not None else 0
    material = Material.objects.create(workshop=workshop, added_by=by, size=size, **vars(facts))
    record("workshop.material_added", by=by, workshop_id=workshop.pk, material_id=material.pk)
    return material


@transaction.atomic(durable=True)
def remove_material(material: Material, *, by: User) -> None:
    """A second time does nothing."""
    workshop = locked_alive(material.workshop, by)
    gone, _each = Material.objects.filter(pk=material.pk).delete()
    if gone:
        record("workshop.material_removed", by=by, workshop_id=workshop.pk, material_id=material.pk)
