"""The pages that belong to no app: home, and what a reader should know before telling."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacc.panels import panels_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is for, the two ways in, and what the apps have to show."""
    return render(request, "pages/home.html", {"panels": panels_of("home", request)})
