"""For everybody who has the link: answering a survey, without saying who one is."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.actions.surveys import answer_survey
from events.forms.surveys import SheetForm
from events.models import Survey
from events.queries.surveys import items_of, open_survey
from events.rules.links import survey_of_link
from pacc.errors import DomainError
from pacc.vault.cookies import EncryptedCookie

# That this browser answered, so that nobody does twice by mistake; the next person may answer on the same phone.
# Nothing of what was answered; nothing that is stored.
_ANSWERED = EncryptedCookie("answered", timedelta(days=100))
_MOST_REMEMBERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The sheet; after it, thanks. A closed survey and a made-up address say the same."""
    number = survey_of_link(token)
    survey = open_survey(number) if number is not None else None
    if survey is None:
        return render(request, "events/survey_closed.html", {}, status=404)
    context: dict[str, Any] = {"survey": survey, "workshop": survey.workshop}
    answered = _answered_in(request)
    if request.method != "POST" and survey.pk in answered and "again" not in request.GET:
        return render(request, "events/survey_thanks.html", context)
    form = _form(request, survey)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            answer_survey(survey, typed["uid"], marks=form.marks(), texts=form.texts(), seen=typed["seen"])
        except DomainError as refusal:
            form = _form(request, survey)
            form.add_error(None, str(refusal.message))
            form.draw_anew()
        else:
            response = redirect("events:answer", token=token)
            others = [each for each in answered if each != survey.pk]
            _ANSWERED.write(response, [*others, survey.pk][-_MOST_REMEMBERED:])
            return response
    return render(request, "events/survey_form.html", {**context, "form": form}, status=422 if form.errors else 200)


def _form(request: HttpRequest, survey: Survey) -> SheetForm:
    sent = request.POST if request.method == "POST" else None
    return SheetForm(sent, items=items_of(survey), is_test=survey.is_test)


def _answered_in(request: HttpRequest) -> list[int]:
    """The surveys that were answered in this browser."""
    kept = _ANSWERED.read(request)
    return kept if isinstance(kept, list) else []
