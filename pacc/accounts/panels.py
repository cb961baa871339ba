"""The portal admin's start page: what is still missing, each with its remedy.

An app tells of its own by offering a panel at the place "missing" with the template MISSING; `build` gives `title`,
`remedy`, and perhaps `url` with `link`, or None where nothing is missing.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacc import panels
from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from pacc.notify.models import Message
from pacc.outbox.models import Job
from pacc.vault.custodians import HEADQUARTERS, office_group, recipients

MISSING = "account/_missing_item.html"
MAIL_WAITS = timedelta(minutes=15)  # a worker that lives sends within seconds

Told = dict[str, Any] | None


def still_missing(request: HttpRequest) -> Told:
    """For portal admins only; None where nothing is missing."""
    if not (isinstance(request.user, User) and may_manage_staff(request.user)):
        return None
    missing = panels.panels_of("missing", request)
    return {"missing": missing} if missing else None


def custodians(_request: HttpRequest) -> Told:
    groups = recipients()
    without = [region for region in range(1, 10) if not groups.get(office_group(region))]
    if groups.get(HEADQUARTERS) and not without:
        return None
    title = _("Nobody can report confidentially")
    if groups.get(HEADQUARTERS) and len(without) < 9:
        listed = ", ".join(str(region) for region in without)
        title = _("Confidential reports are not offered for regions %(regions)s") % {"regions": listed}
    return {
        "title": title,
        "remedy": _(
            "A custodian of headquarters and one of each region make a key each; "
            "enter the public halves on the desk’s machine with: manage.py set_up_custodians"
        ),
    }


def mail(_request: HttpRequest) -> Told:
    """Mails carry no time of their own until they are sent; their jobs do, from the first sweep on."""
    waiting = Job.objects.filter(name__startswith="notify.", seen_at__lt=timezone.now() - MAIL_WAITS).count()
    if not waiting:
        return None
    title = ngettext("%(count)d mail is not getting out", "%(count)d mails are not getting out", waiting)
    return {
        "title": title % {"count": waiting},
        "remedy": _("Check the mail server in SMTP_URL, and that the worker runs. They are sent once it works."),
    }


def parked_jobs(_request: HttpRequest) -> Told:
    parked = Job.objects.filter(parked=True).exclude(name__startswith="notify.").count()
    if not parked:
        return None
    title = ngettext("%(count)d task failed eight times", "%(count)d tasks failed eight times", parked)
    return {
        "title": title % {"count": parked},
        "remedy": _("The log of the worker says which and why. Tell those who run the portal."),
    }


def second_admin(_request: HttpRequest) -> Told:
    """One person with one telephone is not enough to keep a country's portal open."""
    if User.objects.filter(is_portal_admin=True, is_active=True).count() > 1:
        return None
    return {
        "title": _("You are the only portal admin"),
        "remedy": _("Invite a second one, so that a lost telephone locks nobody out."),
        "url": reverse("people:staff_invite"),
        "link": _("Invite somebody"),
    }


def no_mail_yet(_request: HttpRequest) -> Told:
    """Until the first mail went out nobody knows that mail works."""
    if Message.objects.exclude(sent_at=None).exists():
        return None
    return {
        "title": _("No mail has been sent yet"),
        "remedy": _("Set SMTP_URL and MAIL_FROM, then invite somebody: the invitation shows whether mail works."),
        "url": reverse("people:staff_invite"),
        "link": _("Invite somebody"),
    }
