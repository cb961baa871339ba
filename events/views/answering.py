"""For everybody who has the link: answering a survey, without saying who one is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.surveys import answer_survey
from events.forms.surveys import SheetForm
from events.queries.surveys import items_of, open_survey
from events.rules.links import survey_of_link

# Says only that this browser has sent a sheet, so that nobody answers twice by mistake; the next person may answer on
# the same phone. It is no name, and it is not stored with the sheet.
_DONE, _DONE_AGE = "1", 60 * 60 * 24 * 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The sheet; after it, thanks. A closed survey and a made-up address say the same."""
    number = survey_of_link(token)
    survey = open_survey(number) if number is not None else None
    if survey is None:
        return render(request, "events/survey_closed.html", {}, status=404)
    context = {"survey": survey, "workshop": survey.workshop}
    cookie = f"sheet{survey.pk}"
    if request.method != "POST" and request.COOKIES.get(cookie) and "again" not in request.GET:
        return render(request, "events/survey_thanks.html", context)
    form = SheetForm(request.POST if request.method == "POST" else None, items=items_of(survey), is_test=survey.is_test)
    if request.method == "POST" and form.is_valid():
        answer_survey(survey, form.cleaned_data["uid"], marks=form.marks(), texts=form.texts())
        response = redirect("events:answer", token=token)
        response.set_cookie(
            cookie,
            _DONE,
            max_age=_DONE_AGE,
            path=request.path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )  # fmt: skip
        return response
    return render(request, "events/survey_form.html", {**context, "form": form}, status=422 if form.errors else 200)
