"""A file that a workshop hands out, as an answer; and the site's two ways to it."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from events import access
from events.models import Material
from events.queries.materials import materials_shown, own_material
from events.queries.own_registrations import held_by
from events.views.invited import invitation_of


@require_safe
def public_material(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    """For everybody who may read the workshop's page."""
    workshop = get_object_or_404(access.workshops_readable(invitation_of(request), pk), pk=pk)
    return file_response(get_object_or_404(materials_shown(workshop).defer(None), pk=material))


@require_safe
def own_material_file(request: HttpRequest, token: str, material: int) -> HttpResponse:
    """For whoever is registered, by the link of the letter."""
    held = held_by(token)
    if held is None or not held.live:
        raise Http404
    found = own_material(held.workshop, material)
    if found is None:
        raise Http404
    return file_response(found)


def file_response(material: Material) -> HttpResponse:
    """SECURITY: always a file to keep, never a page of this address, whatever somebody attached."""
    if material.content is None:
        return redirect(material.url)
    response = HttpResponse(bytes(material.content), content_type=material.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(material.file_name)}"
    return response
