"""Which office covers which province, from which day. For portal admins; nobody else sees it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions.province_table import Refused, TableChanged
from networks.models import Province, ProvinceChange
from networks.queries.coverage import province_table, rows_of
from networks.queries.province_changes import changes_ahead, changes_made, changes_of, table_seen
from networks.views.staff import portal_admin_only
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from reports.actions import rerouting
from reports.forms.routing import ChangeForm
from reports.queries.rerouting import dry_run, promise_of
from reports.rules.routing import BANGKOK

PER_PAGE = 20


@portal_admin_only
@require_safe
def province_list(request: OfficerRequest) -> HttpResponse:
    today = localdate()
    lines = province_table(on=today)
    told = {
        "lines": lines,
        "uncovered": [line for line in lines if line.is_uncovered],
        "ahead": changes_ahead(on=today),
        "today": today,
    }
    return render(request, "reports/province_list.html", told)


@portal_admin_only
@require_safe
def province_detail(request: OfficerRequest, code: str) -> HttpResponse:
    province = get_object_or_404(Province, pk=code)
    changes = changes_of(province)
    reasons = {change.valid_from: change for change in changes if not change.withdrawn_at}
    told = {
        "province": province,
        "rows": [(row, reasons.get(row.valid_from)) for row in rows_of(province)],
        "withdrawn": [change for change in changes if change.withdrawn_at],
        "today": localdate(),
        "is_fixed": province.pk == BANGKOK,
    }
    return render(request, "reports/province_detail.html", told)


@portal_admin_only
@require_safe
def change_list(request: OfficerRequest) -> HttpResponse:
    page = Paginator(changes_made(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/change_list.html", {"page": page, "today": localdate()})


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_new(request: OfficerRequest) -> HttpResponse:
    """Ask, show what would move, save it. The buttons' `step`: "edit" goes back, "save" saves it."""
    lines = province_table(on=localdate())
    if request.method != "POST":
        return _asked(request, ChangeForm(lines=lines, initial={"provinces": request.GET.getlist("province")}))
    form, step = ChangeForm(request.POST, lines=lines), request.POST.get("step")
    if step == "edit":
        return _asked(request, form.shown_quietly())
    if not form.is_valid():
        return _asked(request, form)
    return _saved(request, form) if step == "save" else _looked_at(request, form)


def _saved(request: OfficerRequest, form: ChangeForm) -> HttpResponse:
    try:
        change = rerouting.change_offices(by=request.user, **form.deed())
    except TableChanged as refused:
        return _looked_at(request, form, problem=str(refused.message))
    except Refused as refused:
        form.add_error(refused.field, str(refused.message))
        return _asked(request, form)
    messages.success(request, _("The change is saved"))
    return _to(change)


@portal_admin_only
@require_safe
def change_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    return _detail(request, get_object_or_404(changes_made(), pk=pk))


@portal_admin_only
@require_POST
def change_withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(changes_made(), pk=pk)
    try:
        rerouting.withdraw_change(change, by=request.user)
    except DomainError as refused:
        return _detail(request, change, refused=str(refused.message))
    messages.success(request, _("The change is withdrawn"))
    return _to(change)


def _asked(request: OfficerRequest, form: ChangeForm) -> HttpResponse:
    return render(request, "reports/change_form.html", {"form": form}, status=422 if form.errors else 200)


def _looked_at(request: OfficerRequest, form: ChangeForm, *, problem: str = "") -> HttpResponse:
    told = form.cleaned_data
    codes = [province.pk for province in told["provinces"]]
    shown = {
        "form": form,
        "told": told,
        "run": dry_run(request.user, codes, to=told["office"].number, on=told["on"]),
        "seen": table_seen(codes),
        "problem": problem,
    }
    return render(request, "reports/change_look.html", shown, status=422 if problem else 200)


def _detail(request: OfficerRequest, change: ProvinceChange, *, refused: str = "") -> HttpResponse:
    is_ahead = change.withdrawn_at is None and change.valid_from > localdate()
    codes = [province.pk for province in change.provinces.all()]
    told = {
        "change": change,
        "promise": promise_of(change),
        "is_ahead": is_ahead,
        "today": localdate(),
        "run": dry_run(request.user, codes, to=change.office_id, on=change.valid_from) if is_ahead else None,
        "refused": refused,
    }
    return render(request, "reports/change_detail.html", told, status=422 if refused else 200)


def _to(change: ProvinceChange) -> HttpResponse:
    return HttpResponseRedirect(reverse("routing:change_detail", args=[change.pk]))
