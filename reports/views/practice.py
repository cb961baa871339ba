"""The way into practice: the real wizard, whose report goes to nobody. Asks plainly which of the two it shall be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pacc.practice import may_practise
from reports.actions.drafts import begin_practice, end_draft
from reports.forms.summary import address_of
from reports.rules.draft import Question
from reports.views.cookies import draft_of, hold_draft


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, ticket: str) -> HttpResponse:
    """Never takes the place of a real account that is unfinished, or whose code is not kept yet."""
    draft = draft_of(request)
    is_over = not may_practise(ticket)
    real = draft if draft and not draft.is_practice else None
    if is_over or real or request.method != "POST":
        context = {"is_over": is_over, "real": real, "is_practice": not is_over}
        refused = 422 if real and request.method == "POST" else 200
        return render(request, "reports/practice.html", context, status=404 if is_over else refused)
    if draft:
        end_draft(draft.token)
    token = begin_practice()
    response = redirect(address_of(Question.KIND))
    hold_draft(response, token, keep=False)
    return response
