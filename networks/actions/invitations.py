"""An office invites a network's coordinator by e-mail; the one-time link makes her a member, and signs her up first."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from networks import access
from networks.models import Invitation, Membership, Network
from networks.queries.lists import open_invitations
from networks.workflow import LIVE, State
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.notify.letters import promise_letter
from pacc.thai.collation import search_key

VALID_FOR = timedelta(days=7)
# One network, a few letters: a slip of the pen is corrected, a stranger's mailbox is not flooded.
MAX_OPEN = 5


@dataclass(frozen=True)
class PersonFacts:
    """What the invited person writes about herself."""

    name: str
    title: str = ""
    phone: str = ""


def hash_of(token: str) -> bytes:
    """What the database keeps of a link."""
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic(durable=True)
def invite_coordinator(network: Network, *, email: str, by: User, language: str = "th") -> Invitation:
    """Promise the letter. An earlier open invitation of the same address ends: one link works, the newest."""
    network = Network.objects.select_for_update(of=("self",)).select_related("office").get(pk=network.pk)
    if not access.may_look_after(by, network):
        raise PermissionDenied
    email = email.strip().lower()
    open_ones = open_invitations(network)
    open_ones.filter(email=email).update(withdrawn_on=timezone.localdate())
    if open_ones.count() >= MAX_OPEN:
        raise DomainError(_("%(most)s invitations are open. Withdraw one first") % {"most": MAX_OPEN})
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        network=network,
        email=email,
        token_hash=hash_of(token),
        sent_on=timezone.localdate(),
        expires_at=timezone.now() + VALID_FOR,
    )
    _promise(invitation, token, language)
    record("invitation.sent", by=by, office_number=network.office_id, network_id=network.pk, role=invitation.role)
    return invitation


def _promise(invitation: Invitation, token: str, language: str) -> None:
    with translation.override(language):
        # The desk writes an address of the site: its urlconf is named.
        path = reverse("networks:accept_invitation", args=[token], urlconf="pacc.urls.site")
        told = {"invitation": invitation, "network": invitation.network, "link": settings.SITE_URL + path}
        subject = " ".join(render_to_string("notify/network_invitation/subject.txt", told).split())
        body = render_to_string("notify/network_invitation/body.txt", told).strip() + "\n"
    promise_letter(address=invitation.email, subject=subject, body=body)


@transaction.atomic(durable=True)
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """The link stops working. A second time does nothing."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("network").get(pk=invitation.pk)
    if not access.may_look_after(by, invitation.network):
        raise PermissionDenied
    if invitation.accepted_on is not None:
        raise DomainError(_("The invitation was accepted already"))
    if invitation.withdrawn_on is None:
        invitation.withdrawn_on = timezone.localdate()
        invitation.save(update_fields=["withdrawn_on"])
        record(
            "invitation.withdrawn", by=by, office_number=invitation.network.office_id, network_id=invitation.network_id
        )


def open_invitation(token: str) -> Invitation | None:
    """The invitation of this link while it works."""
    found = Invitation.objects.filter(token_hash=hash_of(token)).select_related("network__office")
    return found.filter(accepted_on=None, withdrawn_on=None, expires_at__gt=timezone.now()).first()


def _locked(token: str) -> Invitation:
    """The invitation, locked, so that a link works once. Raises DomainError."""
    # The site may update two columns of an invitation and none of a network.
    locked = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).first()
    if locked is None or locked.accepted_on or locked.withdrawn_on or locked.expires_at <= timezone.now():
        raise DomainError(
            _("This invitation was used already, was withdrawn, or is too old. Ask the office for a new one")
        )
    return locked


@transaction.atomic(durable=True)
def accept_invitation(token: str, *, by: User) -> Membership:
    """Somebody with an account takes the role; who is a member already keeps her place and gets it there."""
    invitation = _locked(token)
    return _take(invitation, by, PersonFacts(name=by.name, title=by.title))


@transaction.atomic(durable=True)
def accept_and_sign_up(token: str, facts: PersonFacts, *, password: str, language: str = "th") -> Membership:
    """A new account with the invited address, confirmed by the link itself. Raises DomainError where there is one."""
    invitation = _locked(token)
    if not search_key(facts.name):
        raise DomainError(_("Write the name and surname"))
    user = _new_account(invitation.email, facts, password, language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return _take(invitation, user, facts)


def _new_account(email: str, facts: PersonFacts, password: str, language: str) -> User:
    """Raises DomainError where the address has an account: a member's, or one of staff, which the site does not see."""
    try:
        if User.objects.filter(email__iexact=email).exists():
            raise IntegrityError
        with transaction.atomic():
            return User.objects.create_user(email, password, title=facts.title, name=facts.name, language=language)
    except IntegrityError:
        raise DomainError(_("There is an account with this address. Sign in, then open the link again")) from None


def _take(invitation: Invitation, user: User, facts: PersonFacts) -> Membership:
    if user.is_staff or not user.is_active:
        raise PermissionDenied
    membership = _place_of(user, facts, invitation)
    if membership.state == State.SUSPENDED:
        raise DomainError(_("Your membership is suspended. Ask the office"))
    membership.role, membership.state = invitation.role, State.APPROVED
    membership.user = user
    membership.save()
    invitation.accepted_by, invitation.accepted_on = user, timezone.localdate()
    invitation.save(update_fields=["accepted_by", "accepted_on"])
    record(
        "invitation.accepted",
        by=user,
        office_number=invitation.network.office_id,
        network_id=invitation.network_id,
        membership_id=membership.pk,
        role=membership.role,
    )
    return membership


def _place_of(user: User, facts: PersonFacts, invitation: Invitation) -> Membership:
    """Her own place in the network; else the one written down by hand under her name; else a new one."""
    live = Membership.objects.filter(network=invitation.network_id, state__in=LIVE)
    by_hand = live.filter(user=None, search_key=search_key(facts.name), phone__in={facts.phone, ""})
    return (
        live.filter(user=user).first()
        or by_hand.first()
        or Membership(
            network_id=invitation.network_id,
            title=facts.title,
            name=facts.name,
            phone=facts.phone,
            since=timezone.localdate(),
        )
    )
