"""An officer looks at a file of a report."""

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from pacc.accounts.models import User
from pacc.http import OfficerRequest, as_download
from pacc.vault.errors import CannotOpen
from pacc.vault.files import FileLost
from reports.access import reports_visible_to
from reports.actions.evidence import OpenedFile, open_image, open_original
from reports.models import Evidence
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.views.walk import walk_of


@require_safe
def evidence_detail(request: OfficerRequest, reference: str, evidence_id: UUID) -> HttpResponse:
    """The rebuilt picture; for what cannot be rebuilt yet, a warning before the original."""
    evidence = _visible(request.user, reference, evidence_id)
    try:
        name = unseal(evidence, "name_sealed", data_key=desk_key(evidence.report))
    except CannotOpen:
        return _lost(request, evidence)
    context = {
        "evidence": evidence,
        "report": evidence.report,
        "name": name,
        "is_lost": False,
        "walk": walk_of(request),
    }
    return render(request, "reports/evidence_detail.html", context)


@require_safe
def evidence_image(request: OfficerRequest, reference: str, evidence_id: UUID) -> HttpResponseBase:
    """The rebuilt picture itself, for an `img`."""
    evidence = _visible(request.user, reference, evidence_id)
    if evidence.state != Evidence.State.CLEAN:
        raise Http404
    try:
        return _answer(open_image(evidence, by=request.user), as_attachment=False)
    except (FileLost, CannotOpen):
        raise Http404 from None


@require_POST
def evidence_original(request: OfficerRequest, reference: str, evidence_id: UUID) -> HttpResponseBase:
    """The file as it came, to be kept: never shown by the browser."""
    evidence = _visible(request.user, reference, evidence_id)
    if evidence.state != Evidence.State.ORIGINAL:
        raise Http404
    try:
        return _answer(open_original(evidence, by=request.user), as_attachment=True)
    except (FileLost, CannotOpen):
        return _lost(request, evidence)


def _visible(user: User, reference: str, evidence_id: UUID) -> Evidence:
    evidence = Evidence.objects.select_related("report")
    return get_object_or_404(evidence, pk=evidence_id, report__reference=reference, report__in=reports_visible_to(user))


def _answer(file: OpenedFile, *, as_attachment: bool) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        file.chunks, content_type="application/octet-stream" if as_attachment else file.media_type
    )
    return as_download(response, file.name, as_attachment=as_attachment)


def _lost(request: OfficerRequest, evidence: Evidence) -> HttpResponse:
    lost = {"name": "", "is_lost": True}
    context = {"evidence": evidence, "report": evidence.report, "walk": walk_of(request), **lost}
    return render(request, "reports/evidence_detail.html", context, status=404)
