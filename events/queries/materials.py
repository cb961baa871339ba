"""What a workshop hands out: to everybody, and to those who are registered."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from events.models import Material, Workshop
from events.models.registrant_scope import enter_materials


def materials_of(workshop: Workshop) -> QuerySet[Material]:
    """At the desk: all, without their content."""
    return Material.objects.filter(workshop=workshop).defer("content")


def materials_shown(workshop: Workshop, *, on: date | None = None) -> QuerySet[Material]:
    """To everybody, today."""
    return _in_time(workshop, on).filter(is_public=True)


def own_materials(workshop: Workshop, *, on: date | None = None) -> list[Material]:
    """To those who are registered, today, what everybody gets too. For the site's role. Two queries."""
    with transaction.atomic():
        enter_materials(workshop.pk)
        return list(_in_time(workshop, on))


def own_material(workshop: Workshop, number: int, *, on: date | None = None) -> Material | None:
    """One of them, with its content."""
    with transaction.atomic():
        enter_materials(workshop.pk)
        return _in_time(workshop, on).filter(pk=number).defer(None).first()


def _in_time(workshop: Workshop, on: date | None) -> QuerySet[Material]:
    is_over = (on or timezone.localdate()) >= workshop.ends_on
    when = Q() if is_over else Q(when=Material.When.BEFORE)
    return materials_of(workshop).filter(when)
