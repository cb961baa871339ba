"""Letters to many are written, planned, stopped, sent. Each reader gets each letter once, whatever is killed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events import access
from events.models import Mailing, MailingLine, Workshop
from events.queries.mailings import (
    Reader,
    UnknownPeople,
    invited_reader,
    letter_for,
    no_letters_link,
    people_meant,
    reader_of,
    survey_asked_in,
    wants_letters,
)
from events.queries.workshops import with_places
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.notify.letters import promise_letter
from pacc.outbox.jobs import enqueue

State, Outcome = Mailing.State, MailingLine.Outcome
_AT_ONCE = 200


@dataclass(frozen=True)
class MailingWords:
    """What an organiser writes; `people` is a filter of the list of people, `addresses` one a line (`Mailing`)."""

    subject: str
    body: str
    subject_en: str = ""
    body_en: str = ""
    people: str = ""
    addresses: str = ""


def usual_words(kind: str, *, note: str = "") -> MailingWords:
    """What is usually written in a letter of this kind, in both languages. The first line of a file is the subject."""
    written = {
        language: render_to_string(f"notify/mailings/{kind}.{language}.txt", {"note": note}).strip()
        for language in ("th", "en")
    }
    (subject, body), (subject_en, body_en) = (text.split("\n", 1) for text in written.values())
    return MailingWords(subject, body.strip(), subject_en, body_en.strip(), people="state=registered")


@transaction.atomic(durable=True)
def write_mailing(workshop: Workshop, kind: str, words: MailingWords, *, by: User) -> Mailing:
    """A draft: nobody gets it yet."""
    _may_write(workshop, by)
    mailing = Mailing.objects.create(workshop=workshop, kind=kind, made_by=by, **vars(words))
    record("mailing.written", by=by, workshop_id=workshop.pk, mailing_id=mailing.pk)
    return mailing


@transaction.atomic(durable=True)
def change_mailing(mailing: Mailing, words: MailingWords, *, seen_version: int, by: User) -> Mailing:
    """Raises DomainError where it is on its way or sent, or somebody else changed it meanwhile."""
    mailing = _locked(mailing, by)
    _refuse_gone(mailing)
    if mailing.version != seen_version:
        raise DomainError(
            _("Somebody else changed this letter meanwhile. Your text is kept below: compare it, then save it again")
        )
    for name, value in vars(words).items():
        setattr(mailing, name, value)
    # What was planned was another letter: it is planned anew.
    mailing.state, mailing.send_at = State.DRAFT, None
    mailing.version += 1
    mailing.save()
    record("mailing.changed", by=by, workshop_id=mailing.workshop_id, mailing_id=mailing.pk)
    return mailing


@transaction.atomic(durable=True)
def plan_mailing(mailing: Mailing, *, at: datetime | None, by: User, now: datetime | None = None) -> Mailing:
    """Send it at that time, or now. A second press changes the time; what is on its way stays."""
    mailing = _locked(mailing, by)
    _refuse_gone(mailing)
    now = now or timezone.now()
    if at is not None and at <= now:
        raise DomainError(_("This time is over. Choose one that is to come, or send the letter now"))
    plan_within(mailing, at or now)
    record("mailing.planned", by=by, workshop_id=mailing.workshop_id, mailing_id=mailing.pk)
    return mailing


@transaction.atomic(durable=True)
def stop_mailing(mailing: Mailing, *, by: User) -> Mailing:
    """What was not sent yet stays unsent; who has it, has it."""
    mailing = _locked(mailing, by)
    if mailing.state not in {State.PLANNED, State.SENDING}:
        raise DomainError(_("This letter is not on its way"))
    mailing.state = State.STOPPED
    mailing.save(update_fields=["state"])
    record("mailing.stopped", by=by, workshop_id=mailing.workshop_id, mailing_id=mailing.pk)
    return mailing


def promise_notice(workshop: Workshop, kind: str, *, by: User, note: str = "") -> Mailing:
    """Tell everybody who has not left, at once. A step of the action that changes or cancels the workshop."""
    words = usual_words(kind, note=note)
    mailing = Mailing(workshop=workshop, kind=kind, made_by=by, **{**vars(words), "people": "state=live"})
    plan_within(mailing, timezone.now())
    return mailing


def plan_within(mailing: Mailing, at: datetime) -> None:
    """Send it at that time. A step of an action."""
    mailing.state, mailing.send_at = State.PLANNED, at
    mailing.save()
    enqueue("events.send_mailing", due_at=at, mailing_id=mailing.pk)


def send_mailing(mailing_id: int, *, now: datetime | None = None) -> int:
    """Letters to all who are meant now and have none of it yet; how many. May run twice and at any time, at the desk.

    A filter that names what is gone stops the mailing: better no letter than one to everybody.
    """
    mailing = _begun(mailing_id, now or timezone.now())
    if mailing is None:
        return 0
    promised, survey = 0, survey_asked_in(mailing)
    try:
        for reader in _readers(mailing):
            if not Mailing.objects.filter(pk=mailing.pk, state=State.SENDING).exists():
                return promised  # somebody stopped it
            promised += _promise_to(mailing, reader, survey)
    except UnknownPeople:
        Mailing.objects.filter(pk=mailing.pk).update(state=State.STOPPED)
        return promised
    Mailing.objects.filter(pk=mailing.pk, state=State.SENDING).update(state=State.SENT, sent_at=timezone.now())
    return promised


@transaction.atomic
def _begun(mailing_id: int, now: datetime) -> Mailing | None:
    """The mailing with its workshop, marked as on its way. None where it is not due, was stopped, or is sent."""
    due = Mailing.objects.select_for_update().filter(pk=mailing_id, state__in=[State.PLANNED, State.SENDING])
    mailing = due.filter(send_at__lte=now).first()
    if mailing is None:
        return None
    mailing.state = State.SENDING
    mailing.save(update_fields=["state"])
    mailing.workshop = with_places(Workshop.objects.all()).get(pk=mailing.workshop_id)
    return mailing


def _readers(mailing: Mailing) -> Iterator[Reader]:
    """In the order of the list; those of one party are one reader each time, and `_promise_to` writes to her once."""
    if mailing.kind == Mailing.Kind.INVITATION:
        yield from (invited_reader(mailing.workshop, address) for address in mailing.addresses.splitlines())
        return
    people, after = people_meant(mailing).order_by("pk"), 0
    while batch := list(people.filter(pk__gt=after)[:_AT_ONCE]):
        yield from map(reader_of, batch)
        after = batch[-1].pk


@transaction.atomic
def _promise_to(mailing: Mailing, reader: Reader, survey: str) -> bool:
    """One letter, unless she has it, wants none, or cannot be reached. The line and the letter commit together."""
    whom = {"registration": reader.registration, "party": reader.party}
    if not (reader.registration or reader.party):
        whom["address"] = reader.address  # type: ignore[assignment]
    outcome = Outcome.PROMISED
    if not reader.address:
        outcome = Outcome.NO_ADDRESS
    elif mailing.may_be_refused and not wants_letters(reader.address):
        outcome = Outcome.REFUSED
    # RACE: a second worker waits here for the first one's commit, and then finds the line.
    line, is_new = MailingLine.objects.get_or_create(mailing=mailing, **whom, defaults={"outcome": outcome})
    if not is_new or outcome != Outcome.PROMISED:
        return False
    subject, body = letter_for(mailing, reader, survey=survey)
    unsubscribe = no_letters_link(reader.address) if mailing.may_be_refused else ""
    if unsubscribe:
        with translation.override(reader.language):
            body += f"\n--\n{_('No more letters like this:')} {unsubscribe}\n"
    line.message = promise_letter(address=reader.address, subject=subject, body=body, unsubscribe=unsubscribe)
    line.save(update_fields=["message"])
    return True


def _may_write(workshop: Workshop, by: User) -> None:
    if not access.may_change(by, workshop):
        raise PermissionDenied


def _locked(mailing: Mailing, by: User) -> Mailing:
    locked = Mailing.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=mailing.pk)
    _may_write(locked.workshop, by)
    return locked


def _refuse_gone(mailing: Mailing) -> None:
    if mailing.state in {State.SENDING, State.SENT}:
        raise DomainError(_("This letter is on its way or sent. Write another one"))
