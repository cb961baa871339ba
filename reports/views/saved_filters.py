"""Saved filters of the queue: one's own and those of the offices where one serves."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.access import service_of
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from reports.access import filters_open_to, reports_visible_to
from reports.actions.saved_filters import delete_filter, keep_filter, rename_filter
from reports.filters import ReportFilter
from reports.forms.saved_filters import KeepForm, NameForm
from reports.models import SavedFilter
from reports.queries.queue import MOST_COUNTED
from reports.queries.saved_filters import count_each


@dataclass(frozen=True)
class Counted:
    """A saved filter, and how many reports its reader sees by it."""

    saved: SavedFilter
    count: int


@require_safe
def saved_list(request: OfficerRequest) -> HttpResponse:
    """All that are open to her. htmx puts them above the queue, whose filter comes in the address: they are counted
    apart from its page, which waits for none of it."""
    query = _asked(request).query
    context: dict[str, Any] = {"saved": _counted(request), "most": MOST_COUNTED, "query": query}
    if request.headers.get("HX-Request"):
        if query:
            context["keep"] = _keep_form(request, auto_id="keep_%s")
        return render(request, "reports/_saved_filters.html", context)
    return render(request, "reports/saved_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_new(request: OfficerRequest) -> HttpResponse:
    """Keeps the filter that stands in the address."""
    asked = _asked(request)
    if not asked.query:  # the queue says what is wrong with it
        if not request.GET:
            messages.info(request, _("Choose in the queue what is to be kept, then keep it."))
        return redirect(f"{reverse('reports:report_list')}?{request.GET.urlencode()}")
    form = _keep_form(request)
    if form.is_valid():
        try:
            keep_filter(by=request.user, query=asked.query, **form.cleaned_data)
        except DomainError as refused:
            form.add_error("name", str(refused.message))
        else:
            messages.success(request, _("The filter is kept"))
            return redirect(_queue(asked.query))
    context = {"form": form, "queue": _queue(asked.query), "in_words": asked.in_words}
    return render(request, "reports/saved_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    """Its name, to be changed."""
    saved = _saved(request, pk)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": saved.name})
    if form.is_valid():
        try:
            rename_filter(saved, by=request.user, name=form.cleaned_data["name"])
        except DomainError as refused:
            form.add_error("name", str(refused.message))
        else:
            messages.success(request, _("The filter has its new name"))
            return redirect("reports:saved_list")
    held = ReportFilter(QueryDict(saved.query), queryset=reports_visible_to(request.user), request=request)
    in_words = held.in_words if held.query else ""  # of what no longer holds, the queue says what is wrong
    context = {"form": form, "saved": saved, "queue": _queue(saved.query), "in_words": in_words}
    return render(request, "reports/saved_form.html", context, status=422 if form.errors else 200)


@require_POST
def saved_delete(request: OfficerRequest, pk: int) -> HttpResponse:
    try:
        delete_filter(_saved(request, pk), by=request.user)
    except DomainError as refused:
        messages.warning(request, str(refused.message))
    else:
        messages.success(request, _("The filter is deleted"))
    return redirect("reports:saved_list")


def _asked(request: OfficerRequest) -> ReportFilter:
    return ReportFilter(request.GET, queryset=reports_visible_to(request.user), request=request)


def _saved(request: OfficerRequest, pk: int) -> SavedFilter:
    return get_object_or_404(filters_open_to(request.user).select_related("office"), pk=pk)


def _counted(request: OfficerRequest) -> list[Counted]:
    """Each count begins with what its reader sees. Two queries."""
    visible = reports_visible_to(request.user)
    saved = list(filters_open_to(request.user).select_related("office"))
    found = {
        each.pk: ReportFilter(QueryDict(each.query), known_places=True, queryset=visible, request=request).qs
        for each in saved
    }
    counts = count_each(found)
    return [Counted(each, counts.get(each.pk, 0)) for each in saved]


def _keep_form(request: OfficerRequest, **kwargs: Any) -> KeepForm:
    data = request.POST if request.method == "POST" else None
    return KeepForm(data, offices=service_of(request.user).offices, **kwargs)


def _queue(query: str) -> str:
    return f"{reverse('reports:report_list')}?{query}"
