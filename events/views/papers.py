"""At the desk: what is printed for a workshop, each looked at before it is printed."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.actions.paper_orders import Wanted
from events.actions.registering import note_list_taken
from events.documents.badges import SIZES, badges
from events.documents.ordered import on_paper
from events.documents.table_signs import table_signs
from events.models import PaperOrder, Registration
from events.queries.certificates import certificates_of
from events.queries.paper_orders import paper_orders_of
from events.queries.papers import people_with_badges
from events.queries.workshops import half_days_of
from events.views.found import shown, workshop_changed_by
from events.views.printing import file_name, pdf_response, whole_paper
from pacc.http import OfficerRequest

Paper = PaperOrder.Paper
_ORDERS = 10  # on the page


@require_safe
@login_required
def paper_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """Every paper with its options, a look at its first page, and the file."""
    workshop = workshop_changed_by(request, pk)
    context = {
        **shown(request, workshop),
        "half_days": half_days_of(workshop),
        "sizes": SIZES,
        "kinds": Registration.Kind.choices,
        "orders": list(paper_orders_of(request.user, workshop)[:_ORDERS]),
        "issued": certificates_of(workshop).filter(revoked_on=None).count(),
    }
    return render(request, "events/desk_paper_list.html", context)


@require_safe
@login_required
def badge_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """Of everybody; `person` for one alone (a badge lost), `look` for the first sheet, shown in the browser."""
    workshop = workshop_changed_by(request, pk)
    size = next((size for size in SIZES if str(size) == request.GET.get("on")), SIZES[0])
    people = people_with_badges(workshop)
    looks, person = "look" in request.GET, request.GET.get("person", "")
    if not looks and not person:
        return whole_paper(request, workshop, Wanted(Paper.BADGES, on_a_sheet=size))
    chosen = list(people[:size] if looks else _one_of(people, person))
    note_list_taken(workshop, by=request.user)
    return pdf_response(badges(workshop, chosen, on_a_sheet=size), f"badges-{workshop.pk}.pdf", looks=looks)


@require_safe
@login_required
def table_sign_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """For those who take part as `kind`, or for everybody; `look` shows the first."""
    workshop = workshop_changed_by(request, pk)
    kind = request.GET.get("kind", "")
    wanted = Wanted(Paper.SIGNS, kind=kind if kind in Registration.Kind.values else "")
    if "look" not in request.GET:
        return whole_paper(request, workshop, wanted)
    note_list_taken(workshop, by=request.user)
    people = on_paper(workshop, wanted)[:1]
    signs = table_signs([person for person in people if isinstance(person, Registration)])
    return pdf_response(signs, file_name(wanted.paper, workshop), looks=True)


def _one_of(people: QuerySet[Registration], person: str) -> QuerySet[Registration]:
    if not (person.isascii() and person.isdigit() and len(person) < 19):
        raise Http404
    return people.filter(pk=get_object_or_404(people, pk=int(person)).pk)
