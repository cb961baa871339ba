"""The invitation that a reader brings in the address, and hands on from page to page of a workshop."""

from urllib.parse import urlencode

from django.http import HttpRequest


def invitation_of(request: HttpRequest) -> str:
    """Its token; "" for none. Not checked here."""
    return request.GET.get("invitation", "")


def handed_on(request: HttpRequest) -> str:
    """What stands behind the addresses to which the page leads: "?invitation=…", or "" for none."""
    invitation = invitation_of(request)
    return f"?{urlencode({'invitation': invitation})}" if invitation else ""
