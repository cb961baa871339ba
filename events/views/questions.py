"""At the desk: what the organiser asks of everybody who registers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.questions import add_question, change_question, move_question_up, remove_question
from events.forms.setup import QuestionForm, question_shown
from events.models import Question, Workshop
from events.queries.questions import questions_of
from events.views.found import shown, workshop_changed_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest


@require_safe
@login_required
def question_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """In the order in which they are asked."""
    workshop = workshop_changed_by(request, pk)
    context = {**shown(request, workshop), "questions": questions_of(workshop)}
    return render(request, "events/desk_question_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question_new(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, before=questions_of(workshop))
    if request.method == "POST" and form.is_valid():
        try:
            add_question(workshop, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:question_list", pk=workshop.pk)
    return _form_page(request, workshop, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question_edit(request: OfficerRequest, pk: int, question: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    asked = questions_of(workshop)
    found = _found(workshop, question)
    before = [other for other in asked if (other.position, other.pk) < (found.position, found.pk)]
    form = QuestionForm(
        request.POST if request.method == "POST" else None, before=before, initial=question_shown(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_question(found, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:question_list", pk=workshop.pk)
    return _form_page(request, workshop, form, found)


def _found(workshop: Workshop, question: int) -> Question:
    asked = workshop.questions.filter(is_retired=False).select_related("workshop", "only_if")
    return get_object_or_404(asked, pk=question)


def _form_page(
    request: OfficerRequest, workshop: Workshop, form: QuestionForm, question: Question | None
) -> HttpResponse:
    context = {**shown(request, workshop), "form": form, "question": question}
    return render(request, "events/desk_question_form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def question_up(request: OfficerRequest, pk: int, question: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        move_question_up(_found(workshop, question), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return redirect("events:question_list", pk=workshop.pk)


@require_POST
@login_required
def question_remove(request: OfficerRequest, pk: int, question: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        remove_question(_found(workshop, question), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The question is no longer asked. What people answered stays."))
    return redirect("events:question_list", pk=workshop.pk)
