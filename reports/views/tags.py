"""The tags of the offices where somebody serves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from networks.access import service_of
from pacc.http import OfficerRequest
from reports.access import tags_open_to
from reports.actions.tagging import retire_tag


@require_safe
def tag_list(request: OfficerRequest) -> HttpResponse:
    if service_of(request.user).is_empty:
        raise PermissionDenied
    tags = tags_open_to(request.user).filter(is_retired=False).select_related("office")
    return render(request, "reports/tag_list.html", {"tags": tags})


@require_POST
def tag_retire(request: OfficerRequest, pk: int) -> HttpResponse:
    tag = get_object_or_404(tags_open_to(request.user), pk=pk)
    retire_tag(tag, by=request.user)
    messages.success(request, _("The tag is no longer offered. Reports that carry it keep it."))
    return redirect("reports:tag_list")
