"""On the site: a break-out group writes its plan, several people at once, by the group's link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.groups import Kept, write_plan
from events.forms.groups import PlanForm
from events.models import Group
from events.queries.groups import Written, group_by_link, plan_by_link, plan_shown
from events.rules.plan_parts import activities_shown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_work(request: HttpRequest, token: str) -> HttpResponse:
    """The plan as a form. Whoever sends a text beside which somebody else wrote meanwhile sees both.

    With a script each part is saved by itself and the others' words appear: the same address, answered in JSON.
    """
    group = _group(token)
    written = plan_by_link(group)
    if request.method == "POST":
        return _save(request, group, written, token)
    if _by_script(request):
        return JsonResponse({"parts": _parts(written)})
    return _page(request, group, PlanForm(written=written), written, {})


def _save(request: HttpRequest, group: Group, written: dict[str, Written], token: str) -> HttpResponse:
    form = PlanForm(request.POST, written=written)
    if not form.is_valid():
        if _by_script(request):
            return JsonResponse({"errors": {name: errors[0] for name, errors in form.errors.items()}}, status=422)
        return _page(request, group, form, written, {})
    kept = write_plan(group, form.texts())
    if _by_script(request):
        return JsonResponse({"parts": _parts(kept.plan), "theirs": kept.theirs}, status=409 if kept.theirs else 200)
    return _both(request, group, form, kept) if kept.theirs else redirect("events:group_work", token=token)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _both(request: HttpRequest, group: Group, form: PlanForm, kept: Kept) -> HttpResponse:
    form.carry(kept.plan, kept.theirs)
    return _page(request, group, form, kept.plan, kept.theirs)


def _page(
    request: HttpRequest, group: Group, form: PlanForm, written: dict[str, Written], theirs: dict[str, str]
) -> HttpResponse:
    sent = {part for part in written if form.is_bound and form.data.get(part)}
    count = activities_shown({part for part, each in written.items() if each.text} | sent)
    context = {
        "group": group, "workshop": group.workshop, "form": form, "theirs": theirs,
        "activities": [(number, form.activity(number)) for number in range(1, count + 1)],
    }  # fmt: skip
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "events/group_work.html", context, status=status)


@require_safe
def group_work_present(request: HttpRequest, token: str) -> HttpResponse:
    """The group's own plan in large type."""
    group = _group(token)
    context = {"workshop": group.workshop, "plans": [(group, plan_shown(plan_by_link(group)))], "own": True}
    return render(request, "events/group_present_own.html", context)


def _group(token: str) -> Group:
    group = group_by_link(token)
    if group is None:
        raise Http404
    return group


def _parts(written: dict[str, Written]) -> dict[str, list[Any]]:
    """By part: version and text."""
    return {part: [each.version, each.text] for part, each in written.items() if each.version}
