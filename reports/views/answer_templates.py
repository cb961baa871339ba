"""Answer templates: what an office answers often. For whoever serves at the desk of reports."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access import service_of
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from reports.access import templates_open_to
from reports.actions import answer_templates as deeds
from reports.forms.answer_templates import TemplateForm, VersionForm
from reports.models import AnswerTemplate
from reports.queries.answer_templates import example_of, search
from reports.rules.variables import VARIABLES

PER_PAGE = 50


@require_safe
def template_list(request: OfficerRequest) -> HttpResponse:
    _serving(request)
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    found = search(templates_open_to(request.user), words).select_related("office")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/template_list.html", {"page": page, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request: OfficerRequest) -> HttpResponse:
    offices = _serving(request)
    form = TemplateForm(request.POST if request.method == "POST" else None, offices=offices)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in deeds.WRITTEN}
        template = deeds.write_template(by=request.user, office=form.cleaned_data["office"], **told)
        messages.success(request, _("The template is saved"))
        return redirect("answers:template_detail", template.pk)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def template_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    """How a reporter reads it, and the form that changes it."""
    template = _template(request, pk)
    if request.method == "POST":
        form = TemplateForm(request.POST, offices=None)
    else:
        begun: dict[str, Any] = {name: getattr(template, name) for name in (*deeds.WRITTEN, "version")}
        form = TemplateForm(initial=begun, offices=None)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in deeds.WRITTEN}
        try:
            deeds.change_template(template, by=request.user, version=form.cleaned_data["version"], **told)
        except DomainError as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The template is saved"))
            return redirect("answers:template_detail", pk)
    return _form_page(request, form, template=template)


@require_POST
def template_retire(request: OfficerRequest, pk: int) -> HttpResponse:
    template = _template(request, pk)
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            deeds.retire_template(template, by=request.user, version=form.cleaned_data["version"])
        except DomainError as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The template is taken out"))
            return redirect("answers:template_list")
    begun: dict[str, Any] = {name: getattr(template, name) for name in (*deeds.WRITTEN, "version")}
    shown = TemplateForm(initial=begun, offices=None)
    return _form_page(request, shown, template=template, refused=form)


def _serving(request: OfficerRequest) -> frozenset[int]:
    """The offices where she serves today. Whoever serves nowhere has no business here."""
    service = service_of(request.user)
    if service.is_empty:
        raise PermissionDenied
    return service.offices


def _template(request: OfficerRequest, pk: int) -> AnswerTemplate:
    return get_object_or_404(templates_open_to(request.user).select_related("office"), pk=pk)


def _form_page(
    request: OfficerRequest,
    form: TemplateForm,
    *,
    template: AnswerTemplate | None = None,
    refused: VersionForm | None = None,
) -> HttpResponse:
    told: dict[str, Any] = {
        "fields": form,
        "form": refused or form,
        "template": template,
        "variables": VARIABLES.items(),
    }
    if template:
        told["examples"] = [
            (language, example_of(template, language, today=localdate()))
            for language in ("th", "en")
            if template.text_in(language)
        ]
    return render(request, "reports/template_form.html", told, status=422 if told["form"].errors else 200)
