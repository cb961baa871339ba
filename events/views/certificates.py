"""At the desk: certificates are designed, issued, printed and revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.certificates import (
    issue_certificate,
    issue_certificates,
    revoke_certificate,
    those_without,
    write_design,
)
from events.actions.paper_orders import Wanted
from events.actions.registering import note_list_taken
from events.documents.certificates import Sheet, certificates, sheet_of
from events.forms.papers import DesignForm, RevokeForm, design_shown
from events.models import CertificateDesign, PaperOrder
from events.queries.certificates import certificates_of, design_of
from events.rules.certificates import least_wanted
from events.views.beside import beside
from events.views.found import shown, workshop_changed_by
from events.views.printing import file_name, pdf_response, whole_paper
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from pacc.spreadsheets.upload import takes_small_files


@require_safe
@login_required
def certificate_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """By number, with how many people may get one yet."""
    workshop = workshop_changed_by(request, pk)
    design, half_days = design_of(workshop), workshop.half_days.count()
    context = {
        **shown(request, workshop),
        "least": least_wanted(design.least_half_days, half_days),
        "all": half_days,
        "without": those_without(workshop).count(),
        "page": keyset_page(certificates_of(workshop), by="number", cursor=request.GET.get("page", ""), size=150),
    }
    return render(request, "events/desk_certificate_list.html", context)


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def certificate_design(request: OfficerRequest, pk: int) -> HttpResponse:
    """How they look and who gets one."""
    workshop = workshop_changed_by(request, pk)
    design, is_sent = design_of(workshop), request.method == "POST"
    form = DesignForm(
        request.POST if is_sent else None, request.FILES if is_sent else None,
        design=design, half_days=workshop.half_days.count(), initial=design_shown(design),
    )  # fmt: skip
    rows: list[tuple[str, str]] = []
    if is_sent and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            write_design(workshop, form.words(), seen_version=seen, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
            theirs = design_of(workshop)
            if theirs.version != seen:
                rows = _words_beside(form, theirs)
                form.answer_to(theirs.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:certificate_list", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "design": design, "theirs": rows}
    return render(request, "events/desk_certificate_design.html", context, status=422 if form.errors else 200)


def _words_beside(form: DesignForm, theirs: CertificateDesign) -> list[tuple[str, str]]:
    for name in ("signature", "emblem", "drop_signature", "drop_emblem"):
        form.cleaned_data.pop(name, None)
    return beside(form, theirs)


@require_POST
@login_required
def certificates_issue(request: OfficerRequest, pk: int) -> HttpResponse:
    """To everybody who was there often enough and has none."""
    workshop = workshop_changed_by(request, pk)
    try:
        count = issue_certificates(workshop, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(
            request,
            ngettext("%(count)s certificate was issued.", "%(count)s certificates were issued.", count)
            % {"count": count},
        )
    return redirect("events:certificate_list", pk=workshop.pk)


@require_POST
@login_required
def person_certificate(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """To one person."""
    workshop = workshop_changed_by(request, pk)
    registration = get_object_or_404(workshop.registrations.select_related("workshop"), pk=person)
    try:
        certificate = issue_certificate(registration, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("events:person_edit", pk=workshop.pk, person=registration.pk)
    return redirect("events:certificate_detail", pk=workshop.pk, certificate=certificate.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def certificate_detail(request: OfficerRequest, pk: int, certificate: int) -> HttpResponse:
    """One certificate; POST revokes it."""
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(certificates_of(workshop).select_related("workshop", "issued_by"), pk=certificate)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(found, why=form.cleaned_data["why"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The certificate was revoked. Its page says so."))
            return redirect("events:certificate_list", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "certificate": found}
    return render(request, "events/desk_certificate_detail.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def certificate_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """All that hold; `certificate` for one alone, `look` for a specimen, shown in the browser."""
    workshop = workshop_changed_by(request, pk)
    design = design_of(workshop)
    if "look" in request.GET:
        specimen = Sheet(_("Given name and surname"), "ปปท. 0/0000", workshop.ends_on)
        return pdf_response(certificates(workshop, design, [specimen]), "certificate.pdf", looks=True)
    issued = certificates_of(workshop).filter(revoked_on=None)
    one = request.GET.get("certificate", "")
    if one.isascii() and one.isdigit() and len(one) < 19:
        issued = issued.filter(pk=int(one))
    if not issued.exists():
        messages.error(request, _("No certificate was issued yet"))
        return redirect("events:certificate_list", pk=workshop.pk)
    if not one:
        return whole_paper(request, workshop, Wanted(PaperOrder.Paper.CERTIFICATES))
    note_list_taken(workshop, by=request.user)
    sheets = [sheet_of(certificate) for certificate in issued]
    return pdf_response(certificates(workshop, design, sheets), file_name("certificate", workshop))
