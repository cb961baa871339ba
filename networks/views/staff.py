"""The people of the desk: invite them, give and end postings and roles. For portal admins; nobody else sees it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.actions.postings import end_posting, give_posting
from networks.forms.staff import EndPostingForm, InviteForm, PostingForm, RolesForm, StaffFilterForm
from networks.models import Posting
from networks.queries.staff import staff_list as staff_rows
from networks.queries.staff import staff_row
from pacc.accounts import staff
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.http import OfficerRequest

PER_PAGE = 50


def portal_admin_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody else there is no such page."""

    @wraps(view)
    def answer(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and staff.may_manage_staff(request.user)):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


@portal_admin_only
@require_safe
def staff_list(request: OfficerRequest) -> HttpResponse:
    form = StaffFilterForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    office = told.get("office")
    rows = staff_rows(on=localdate(), text=told.get("text", ""), office=office.number if office else None)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "networks/staff_list.html", {"filter": form, "page": page, "today": localdate()})


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def staff_invite(request: OfficerRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = staff.invite_staff(by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error("email", str(refused.message))
        else:
            messages.success(request, _("The invitation is on its way. Give a posting now"))
            return _to(user)
    return render(request, "networks/staff_invite.html", {"form": form}, status=422 if form.errors else 200)


@portal_admin_only
@require_safe
def staff_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    return _detail(request, _person(pk))


@portal_admin_only
@require_POST
def staff_roles(request: OfficerRequest, pk: int) -> HttpResponse:
    user = _person(pk)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            staff.set_roles(user, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The roles are saved"))
            return _to(user)
    return _detail(request, user, form=form)


@portal_admin_only
@require_POST
def staff_link(request: OfficerRequest, pk: int) -> HttpResponse:
    return _do(request, pk, staff.send_new_link, _("A new link is on its way; password and second factor are void"))


@portal_admin_only
@require_POST
def staff_close(request: OfficerRequest, pk: int) -> HttpResponse:
    return _do(request, pk, staff.close_account, _("The account is closed"))


@portal_admin_only
@require_POST
def staff_reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    return _do(request, pk, staff.open_account_again, _("The account is open again"))


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_give(request: OfficerRequest, pk: int) -> HttpResponse:
    user = _person(pk)
    form = PostingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_posting(user, by=request.user, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The posting is given"))
            return _to(user)
    told = {"form": form, "person": user}
    return render(request, "networks/posting_give.html", told, status=422 if form.errors else 200)


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def posting_end(request: OfficerRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.select_related("user", "office"), pk=pk)
    form = EndPostingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_posting(posting, by=request.user, ends=form.cleaned_data["ends"])
        except DomainError as refused:
            form.add_error("ends", str(refused.message))
        else:
            messages.success(request, _("The posting’s last day is set"))
            return _to(posting.user)
    told = {"form": form, "posting": posting}
    return render(request, "networks/posting_end.html", told, status=422 if form.errors else 200)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk, is_staff=True)


def _to(user: User) -> HttpResponse:
    return HttpResponseRedirect(reverse("people:staff_detail", args=[user.pk]))


def _detail(request: OfficerRequest, user: User, *, form: RolesForm | None = None, refused: str = "") -> HttpResponse:
    user.refresh_from_db()
    roles = {"is_portal_admin": user.is_portal_admin, "is_workshop_admin": user.is_workshop_admin}
    told = {
        "row": staff_row(user, on=localdate()),
        "past": user.postings.filter(ends__lt=localdate()).select_related("office").order_by("-ends"),
        "form": form or RolesForm(initial=roles),
        "today": localdate(),
        "refused": refused,
    }
    return render(request, "networks/staff_detail.html", told, status=422 if form or refused else 200)


def _do(request: OfficerRequest, pk: int, deed: Callable[..., None], done: str) -> HttpResponse:
    user = _person(pk)
    try:
        deed(user, by=request.user)
    except DomainError as refused:
        return _detail(request, user, refused=str(refused.message))
    messages.success(request, done)
    return _to(user)
