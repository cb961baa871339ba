"""For everybody: whether a certificate is one, by the QR on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.queries.certificates import certificate_shown
from events.rules.certificates import certificate_of


@require_safe
def certificate_check(request: HttpRequest, token: str) -> HttpResponse:
    """Name, workshop, day and number; that it was revoked; or that there is none. Never kept by a search engine."""
    number = certificate_of(token)
    certificate = certificate_shown(number) if number is not None else None
    status = 200 if certificate else 404
    response = render(request, "events/certificate_check.html", {"certificate": certificate}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
