"""A paper as an answer: at once where it is short, else ordered and waited for."""

from django.http import HttpResponse
from django.shortcuts import render

from events.actions.paper_orders import IN_ONE_GO, Wanted
from events.actions.registering import note_list_taken
from events.documents.ordered import on_paper, paper_file
from events.models import PaperOrder, Workshop
from events.views.found import shown
from pacc.http import OfficerRequest


def pdf_response(content: bytes, name: str, *, looks: bool = False) -> HttpResponse:
    """To print; with `looks` it opens in the browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if looks else "attachment"}; filename="{name}"'
    return response


def whole_paper(request: OfficerRequest, workshop: Workshop, wanted: Wanted) -> HttpResponse:
    """The file; above `IN_ONE_GO` people a page that offers to make it while something else is done."""
    people = on_paper(workshop, wanted).count()
    if people > IN_ONE_GO:
        context = {
            **shown(request, workshop),
            "wanted": wanted,
            "paper": PaperOrder.Paper(wanted.paper).label,
            "people": people,
        }
        return render(request, "events/desk_paper_ask.html", context)
    note_list_taken(workshop, by=request.user)
    return pdf_response(paper_file(workshop, wanted), file_name(wanted.paper, workshop))


def file_name(paper: str, workshop: Workshop) -> str:
    return f"{paper}-{workshop.pk}.pdf"
