"""An officer does something with a report: each deed is a page with a form, read once more where it is for good."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.thai.dates import format_time
from pacc.vault.codes import show_reference
from reports.access import deeds_open_to
from reports.actions import answering, closing, merging, setting_aside, tasks_done, transferring, triage
from reports.actions.moving import Changed
from reports.actions.writing import forget_writing, keep_writing
from reports.forms import deeds, outcomes
from reports.forms import merging as merges
from reports.forms.answer_templates import FIND, INSERT, WithTemplates
from reports.forms.deed import LETTERS, DeedForm
from reports.models import Report
from reports.queries.case import Case
from reports.views.case import begun_with, opened_case, readable, visible_report
from reports.views.presence import came
from reports.views.walk import walk_of

KEEP = "keep"  # the step of a form that is not finished
DO, NEXT = "do", "next"  # it is done; and then the next report of her list is opened
on_a_page = require_http_methods(["GET", "POST"])


@on_a_page
@readable
def report_take(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.TakeForm, triage.take_report)


@on_a_page
@readable
def report_assign(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.AssignForm, triage.assign_report)


@on_a_page
@readable
def report_triage(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.TriageForm, triage.begin_triage)


@on_a_page
@readable
def report_examine(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.ExamineForm, triage.begin_fact_finding)


@on_a_page
@readable
def report_classify(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.ClassifyForm, triage.classify_report)


@on_a_page
@readable
def report_tasks(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.TasksForm, tasks_done.tick_tasks)


@on_a_page
@readable
def report_note(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.NoteForm, answering.add_note)


@on_a_page
@readable
def report_ask(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.AskForm, answering.ask_reporter)


@on_a_page
@readable
def report_answer(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.AnswerForm, answering.answer_reporter)


@on_a_page
@readable
def report_transfer(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.TransferForm, transferring.transfer_report)


@on_a_page
@readable
def report_decline(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.DeclineForm, transferring.decline_transfer)


@on_a_page
@readable
def report_set_aside(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.SetAsideForm, setting_aside.set_aside)


@on_a_page
@readable
def report_bring_back(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, deeds.BringBackForm, setting_aside.bring_back)


@on_a_page
@readable
def report_refer(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.ReferForm, triage.refer_report)


@on_a_page
@readable
def report_hand_over(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.HandOverForm, triage.hand_over_report)


@on_a_page
@readable
def report_close(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.CloseForm, closing.close_report)


@on_a_page
@readable
def report_merge(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, merges.MergeForm, merging.merge_report)


@on_a_page
@readable
def report_separate(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, merges.SeparateForm, merging.separate_report)


@on_a_page
@readable
def report_approve(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.ApproveForm, closing.approve_closing)


@on_a_page
@readable
def report_return(request: OfficerRequest, reference: str) -> HttpResponse:
    return _page(request, reference, outcomes.ReturnForm, closing.return_closing)


def _page(
    request: OfficerRequest, reference: str, form_class: type[DeedForm], act: Callable[..., None]
) -> HttpResponse:
    """Ask, show once more what is for good, do it. The buttons' `step`: "change" goes back, "do" does it, "next"
    too, and two of them look for a template and put it in."""
    report = visible_report(request, reference)
    if request.method != "POST":
        return _asked(request, report, form_class)
    form = form_class(request.POST, report=report, by=request.user)
    step = request.POST.get("step", "")
    if step in (KEEP, INSERT, FIND):
        return _not_yet(request, report, form, step)
    if not form.is_valid() or step == "change":
        return _form_page(request, opened_case(request, report), form)
    if form.is_previewed and step not in (DO, NEXT):
        others = came(request, report, writes=True)
        context = {"report": report, "form": form, "others": others, "walk": walk_of(request)}
        return render(request, "reports/deed_preview.html", context)
    try:
        act(report.pk, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error(None, str(refused.message))
        case = opened_case(request, visible_report(request, reference))
        if isinstance(refused, Changed):
            form.show(case.seen)
        return _form_page(request, case, form)
    forget_writing(report.pk, by=request.user, deed=form_class.deed)
    return _done(request, report, form, step)


def _done(request: OfficerRequest, report: Report, form: DeedForm, step: str) -> HttpResponse:
    """Back to the case, or to the list where it left her sight; or on to what stands below it in the list."""
    walk = walk_of(request)
    if step != NEXT or not walk:
        messages.success(request, str(form.done))
        return redirect(walk.queue if form.leaves else walk.case(report.reference))
    messages.success(request, f"{show_reference(report.reference)}: {form.done}")
    below = walk.after(report)
    if not below:
        messages.info(request, _("That was the last report of this list."))
    return redirect(below or walk.queue)


def _not_yet(request: OfficerRequest, report: Report, form: DeedForm, step: str) -> HttpResponse:
    """A button of the form that does not send it: keep what is written, or look for a template and put it in."""
    if step != KEEP and isinstance(form, WithTemplates):
        shown = type(form)(report=report, by=request.user, initial=form.with_template())
        return _form_page(request, opened_case(request, report), shown)
    return _kept(request, report, form)


def _kept(request: OfficerRequest, report: Report, form: DeedForm) -> HttpResponse:
    """What she is writing, for later; by itself while she types, where there is JavaScript."""
    text = request.POST.get("text", "")[:LETTERS].replace("\x00", "")
    keep_writing(report.pk, by=request.user, deed=form.deed, text=text)
    if request.headers.get("HX-Request"):
        return HttpResponse(_("Kept as a draft at %(time)s") % {"time": format_time(timezone.now())})
    messages.success(request, _("Kept as a draft. Only you see it."))
    return redirect(walk_of(request).case(report.reference))


def _asked(request: OfficerRequest, report: Report, form_class: type[DeedForm]) -> HttpResponse:
    """The form as it begins, or back to the case where its state does not allow the deed."""
    if form_class.deed not in deeds_open_to(request.user, report):
        state = report.get_state_display()
        messages.warning(request, _("This is not possible now: the report is “%(state)s”.") % {"state": state})
        return redirect(walk_of(request).case(report.reference))
    case = opened_case(request, report)
    begun = begun_with(case) | {name: request.GET.get(name, "") for name in form_class.taken_from_address}
    begun |= {"text": case.writings(request.user).get(form_class.deed, "")}
    return _form_page(request, case, form_class(report=report, by=request.user, initial=begun))


def _form_page(request: OfficerRequest, case: Case, form: DeedForm) -> HttpResponse:
    """The form beside the account and the messages. What was typed stays; so does what the officer saw when she began,
    until she is told what changed."""
    if "seen" in form.errors:
        form.show(case.seen)
    others = came(request, case.report, writes=True)
    context = {"report": case.report, "case": case, "form": form, "others": others, "walk": walk_of(request)}
    return render(request, "reports/deed.html", context, status=422 if form.errors else 200)
