"""At the desk: what people are paid for coming, and the evidence that they sign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.allowances import write_rates, write_travel
from events.actions.paper_orders import Wanted
from events.actions.registering import note_list_taken
from events.documents.allowances import LINES_A_PAGE, allowance_sheet
from events.forms.papers import RatesForm, TravelForm, rates_shown
from events.models import PaperOrder
from events.queries.allowances import line_of, paid_people, rates_of
from events.views.beside import beside
from events.views.found import page_size, shown, workshop_changed_by
from events.views.printing import file_name, pdf_response, whole_paper
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def allowance_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who came, for how many days, with the travel of each; POST writes the travel of those on the page."""
    workshop = workshop_changed_by(request, pk)
    rates = rates_of(workshop)
    page = keyset_page(
        paid_people(workshop), by="sort_key", cursor=request.GET.get("page", ""), size=page_size(workshop)
    )
    lines = [line_of(person, rates) for person in page.rows]
    form = TravelForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            write_travel(workshop, form.amounts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect(request.get_full_path())
    rows = [(line, form[f"travel_{line.person.pk}"]) for line in lines]
    context = {**shown(request, workshop), "rates": rates, "page": page, "rows": rows, "form": form}
    return render(request, "events/desk_allowance_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def allowance_rates(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    form = RatesForm(request.POST if request.method == "POST" else None, initial=rates_shown(rates_of(workshop)))
    rows: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            write_rates(workshop, form.rates(), seen_version=seen, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
            theirs = rates_of(workshop)
            if theirs.version != seen:
                rows = beside(form, theirs)
                form.answer_to(theirs.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:allowance_list", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "theirs": rows}
    return render(request, "events/desk_allowance_rates.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def allowance_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """The evidence to sign, in Thai order; `look` shows its first page."""
    workshop = workshop_changed_by(request, pk)
    if "look" not in request.GET:
        return whole_paper(request, workshop, Wanted(PaperOrder.Paper.ALLOWANCES))
    rates = rates_of(workshop)
    people = paid_people(workshop).order_by("sort_key", "pk")[:LINES_A_PAGE]
    lines = [line_of(person, rates) for person in people]
    note_list_taken(workshop, by=request.user)
    name = file_name(PaperOrder.Paper.ALLOWANCES, workshop)
    return pdf_response(allowance_sheet(workshop, rates, lines), name, looks=True)
