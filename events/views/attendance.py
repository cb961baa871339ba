"""At the desk: who came, half-day by half-day; the sheet to sign, and the list as a file."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.attendance import mark_present, take_back
from events.actions.registering import note_list_taken
from events.documents.attendance_file import attendance_file
from events.documents.sign_in_sheet import sign_in_sheet
from events.filters import PeopleFilter, kept
from events.forms.attendance import TakeBackForm, TicksForm
from events.models import CheckIn, CheckInEvent, HalfDay, Registration, Workshop
from events.queries.people import people_of, with_marks
from events.queries.workshops import half_days_of
from events.views.found import page_size, shown, workshop_changed_by, workshop_seen_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from pacc.spreadsheets.write import CONTENT_TYPE


def _day_asked_for(asked: str, days: list[date]) -> date:
    """The day of the address; else today, while the workshop lasts; else its first."""
    named = next((day for day in days if day.isoformat() == asked), None)
    return named or (localdate() if localdate() in days else days[0])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: OfficerRequest, pk: int) -> HttpResponse:
    """One day's half-days beside each name. What is ticked and sent is added; nothing here takes a mark away."""
    workshop = workshop_changed_by(request, pk)
    every = half_days_of(workshop)
    days = list(dict.fromkeys(half_day.on for half_day in every))
    day = _day_asked_for(request.GET.get("day", ""), days)
    half_days = [half_day for half_day in every if half_day.on == day]
    form = TicksForm(request.POST if request.method == "POST" else None, half_days=half_days)
    if request.method == "POST" and form.is_valid():
        try:
            marked = sum(
                mark_present(half_day, people, by=request.user, via=form.cleaned_data["via"])
                for half_day, people in form.cleaned_data["came"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            said = ngettext("%(people)s mark was added.", "%(people)s marks were added.", marked)
            messages.success(request, said % {"people": f"{marked:,}"})
            return redirect(request.get_full_path())
    people = people_of(workshop).filter(state=Registration.State.REGISTERED)
    filtering = PeopleFilter(request.GET, queryset=people, half_days=half_days)
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""), size=page_size(workshop))
    all_ticked = request.GET.get("tick", "")
    context = {
        **shown(request, workshop),
        "days": days,
        "day": day,
        "half_days": half_days,
        "filtering": filtering,
        "kept": kept(filtering),
        "page": page,
        "rows": with_marks(page.rows, half_days),
        "form": form,
        "ticked": set(request.POST.getlist("came")),
        "all_ticked": all_ticked,
        "via": CheckInEvent.Via.BULK if all_ticked else CheckInEvent.Via.LIST,
    }
    return render(request, "events/desk_attendance.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance_take_back(request: OfficerRequest, pk: int, half_day: int, person: int) -> HttpResponse:
    """The mark was wrong. It stays on record, and so does the reason."""
    workshop = workshop_changed_by(request, pk)
    part = get_object_or_404(workshop.half_days, pk=half_day)
    registration = get_object_or_404(people_of(workshop), pk=person)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(part, registration, by=request.user, reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s: the mark was taken back.") % {"name": registration.full_name})
            return _to_day(workshop.pk, part)
    context = {
        **shown(request, workshop), "half_day": part, "person": registration, "form": form,
        "is_marked": CheckIn.objects.filter(half_day=part, registration=registration).exists(),
    }  # fmt: skip
    return render(request, "events/desk_attendance_take_back.html", context, status=422 if form.errors else 200)


def _to_day(workshop: int, half_day: HalfDay) -> HttpResponse:
    response = redirect("events:attendance", pk=workshop)
    response["Location"] += f"?day={half_day.on.isoformat()}"
    return response


@require_safe
@login_required
def attendance_excel(request: OfficerRequest, pk: int) -> HttpResponse:
    """Everybody registered, in Thai order, as an Excel file. Who took it stands in the ledger."""
    workshop = workshop_seen_by(request, pk)
    half_days = half_days_of(workshop)
    people = _registered(workshop)
    note_list_taken(workshop, by=request.user)
    return _file(attendance_file(half_days, with_marks(people, half_days)), CONTENT_TYPE, f"attendance-{pk}.xlsx")


@require_safe
@login_required
def sign_in(request: OfficerRequest, pk: int, half_day: int) -> HttpResponse:
    """The sheet to print and sign. Who took it stands in the ledger."""
    workshop = workshop_seen_by(request, pk)
    part = get_object_or_404(workshop.half_days, pk=half_day)
    people = _registered(workshop)
    note_list_taken(workshop, by=request.user)
    return _file(sign_in_sheet(workshop, part, people), "application/pdf", f"sign-in-{pk}-{part.on}-{part.part}.pdf")


def _registered(workshop: Workshop) -> list[Registration]:
    return list(people_of(workshop).filter(state=Registration.State.REGISTERED).order_by("sort_key", "pk"))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
