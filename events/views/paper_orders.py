"""At the desk: a long paper is ordered, watched while it is made, and taken."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.actions.paper_orders import IN_ONE_GO, order_paper, take_paper
from events.documents.ordered import on_paper
from events.forms.paper_orders import PaperOrderForm
from events.models import PaperOrder
from events.queries.paper_orders import paper_orders_of
from events.views.found import shown, workshop_changed_by
from events.views.printing import file_name, pdf_response
from pacc.http import OfficerRequest

# After that somebody should hear that it takes longer than it should.
_LATE = timedelta(minutes=5)


@require_POST
@login_required
def paper_order_new(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    form = PaperOrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such paper. Choose one of these"))
        return redirect("events:paper_list", pk=workshop.pk)
    wanted = form.wanted()
    people = on_paper(workshop, wanted).count()
    if people <= IN_ONE_GO:
        messages.error(request, _("The list is short by now: take the paper at once"))
        return redirect("events:paper_list", pk=workshop.pk)
    order = order_paper(workshop, wanted, people=people, by=request.user)
    return redirect("events:paper_order", pk=workshop.pk, order=order.pk)


@require_safe
@login_required
def paper_order(request: OfficerRequest, pk: int, order: UUID) -> HttpResponse:
    """How far it is; the page looks again by itself until the file is there."""
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(paper_orders_of(request.user, workshop), pk=order)
    is_late = found.made_at is None and timezone.now() - found.ordered_at > _LATE
    context = {**shown(request, workshop), "order": found, "is_late": is_late, "how_far": _how_far(found)}
    return render(request, "events/desk_paper_order.html", context)


@require_safe
@login_required
def paper_order_state(request: OfficerRequest, pk: int, order: UUID) -> HttpResponse:
    """The same for a script that watches: how many, in words, and whether to look at the page again."""
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(paper_orders_of(request.user, workshop), pk=order)
    return JsonResponse({"done": found.done, "said": _how_far(found), "over": found.made_at is not None})


def _how_far(order: PaperOrder) -> str:
    if order.done >= order.people:
        return _("The pages are put together")
    if not order.done:
        return _("The paper waits for its turn")
    return _("%(done)s of %(all)s people are ready") % {"done": f"{order.done:,}", "all": f"{order.people:,}"}


@require_safe
@login_required
def paper_order_file(request: OfficerRequest, pk: int, order: UUID) -> HttpResponse:
    """The file, for whoever ordered it; `look` opens it in the browser."""
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(paper_orders_of(request.user, workshop).select_related("workshop"), pk=order)
    if found.made_at is None:
        raise Http404
    content = take_paper(found, by=request.user)
    return pdf_response(content, file_name(found.paper, workshop), looks="look" in request.GET)
