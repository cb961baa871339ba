"""The pages that belong to no app: home, and what a reader should know before telling.

Long texts lie in one file a language, templates/pages/{th,en}/: whoever corrects one reads it whole.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacc.panels import panels_of
from pacc.thai.dates import reading_language

# Address: template name. The order is that of the knowledge page.
TEXTS = {
    "privacy": "privacy",
    "safety": "safety",
    "cookies": "cookies",
    "accessibility": "accessibility",
    "contact": "contact",
    "knowledge": "knowledge",
    "knowledge/section-63": "section_63",
    "knowledge/how-to-report": "how_to_report",
    "knowledge/watch-a-road": "watch_a_road",
    "knowledge/watch-school-lunch": "watch_school_lunch",
    "knowledge/leaflet": "leaflet",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is for, the two ways in, and what the apps have to show."""
    context = {"numbers": panels_of("home.numbers", request), "panels": panels_of("home", request)}
    return render(request, "pages/home.html", context)


@require_safe
def text(request: HttpRequest, name: str) -> HttpResponse:
    """A text page in the reader's language, with what the apps add to it (the offices on the contact page)."""
    context = {"panels": panels_of(name, request)}
    return render(request, f"pages/{reading_language()}/{name}.html", context)


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The desk's first page: what waits for this person, as the apps see it."""
    return render(request, "pages/start.html", {"panels": panels_of("start", request)})
