"""For everybody: ending the letters of workshops by the link that stands in each of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events.actions.letters import are_letters_wanted, want_letters, want_no_letters
from events.rules.links import digest_of_link


# SECURITY: a mail program ends letters by one POST without a cookie (RFC 8058). The link is the secret, and the worst
# that somebody else's page could do with it is to end, or begin anew, letters about workshops.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def no_letters(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: mail programs open links to look at them."""
    digest = digest_of_link(token)
    if digest is None:
        raise Http404
    if request.method == "POST":
        if "again" in request.POST:
            want_letters(digest)
        else:
            want_no_letters(digest)
        return redirect("events:no_letters", token=token)
    return render(request, "events/no_letters.html", {"wanted": are_letters_wanted(digest)})
