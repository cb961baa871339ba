"""At the desk: the workshop's practice link with its QR, to be shown on the screen or printed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.actions.practice import make_practice_link, take_back_practice_link
from events.rules.pictures import address_png, inside_a_page
from events.rules.practice import practice_days
from events.views.found import shown, workshop_changed_by
from events.workflow import State
from pacc.http import OfficerRequest

# The address in the site zone: the desk has no route to name it by.
_ADDRESS = "/workshops/practice/%s/"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def practice_link(request: OfficerRequest, pk: int) -> HttpResponse:
    """GET: link, QR and days. POST: a new link, or none."""
    workshop = workshop_changed_by(request, pk)
    if request.method == "POST":
        if workshop.state == State.CANCELLED:
            raise PermissionDenied
        if "take_back" in request.POST:
            take_back_practice_link(workshop, by=request.user)
            messages.success(request, _("The practice link was taken back. Nobody can begin to practise by it."))
        else:
            make_practice_link(workshop, by=request.user)
            messages.success(request, _("The practice link was made. An earlier one no longer works."))
        return redirect("events:practice_link", pk=workshop.pk)
    address = settings.SITE_URL + _ADDRESS % workshop.practice_key if workshop.practice_key else ""
    first, last = practice_days(workshop.starts_on, workshop.ends_on)
    context = {
        **shown(request, workshop),
        "address": address,
        "qr": inside_a_page(address_png(address)) if address else "",
        "first": first,
        "last": last,
    }
    return render(request, "events/desk_practice.html", context)
