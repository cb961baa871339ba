"""Whom a mailing is for, as it stands at this moment, and what became of it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import translation

from events.models import Mailing, MailingLine, NoLetters, Party, Registration, Survey, Workshop
from events.queries.own_registrations import link_to
from events.queries.people import in_state, people_of, who_came
from events.queries.surveys import address_of
from events.rules.letter_words import filled
from events.rules.links import invitation_token, no_letters_token
from pacc.thai.dates import format_span
from pacc.thai.phone_numbers import show_phone
from pacc.vault.tickets import keyed_digest

_UNREACHABLE = Q(email="") & (Q(party=None) | Q(party__email=""))


class UnknownPeople(Exception):
    """The filter names what is no longer there: a half-day that was dropped. Nobody is meant by it."""


@dataclass(frozen=True)
class Reader:
    """Who gets a letter: a person, the coordinator of a party, or an address that was typed."""

    name: str
    address: str
    language: str
    link: str
    registration: Registration | None = None
    party: Party | None = None


def people_meant(mailing: Mailing) -> QuerySet[Registration]:
    """The registrations that the filter finds now. Raises UnknownPeople. At most one query before it."""
    if mailing.kind == Mailing.Kind.INVITATION:
        return Registration.objects.none()
    asked = QueryDict(mailing.people)
    people = in_state(people_of(mailing.workshop), asked.get("state", Registration.State.REGISTERED))
    if kind := asked.get("kind"):
        people = people.filter(kind=kind)
    if came := asked.get("came"):
        half_day = came.partition("-")[2]
        if half_day and not mailing.workshop.half_days.filter(pk=half_day).exists():
            raise UnknownPeople
        people = who_came(people, came)
    return people


def reader_of(person: Registration) -> Reader:
    """She herself where she has an address, else the coordinator who brought her. Wants the party selected."""
    if person.party is not None and not person.email:
        party = person.party
        link = _own_page(link_to(list(party.registrations.all()), party).token)
        return Reader(party.contact_name, party.email, party.language, link, party=party)
    return Reader(
        person.full_name, person.email, person.language, _own_page(link_to([person]).token), registration=person
    )


def invited_reader(workshop: Workshop, address: str) -> Reader:
    """Somebody of whom only the address is known."""
    invited = workshop.audience == Workshop.Audience.INVITED
    way = f"?invitation={invitation_token(workshop.pk)}" if invited else ""
    return Reader("", address, "th", f"{settings.SITE_URL}/workshops/{workshop.pk}/{way}")


def some_reader(mailing: Mailing, number: int) -> Reader | None:
    """The reader at this place of the list, for a look at the letter. Raises UnknownPeople."""
    if mailing.kind == Mailing.Kind.INVITATION:
        addresses = mailing.addresses.splitlines()
        return invited_reader(mailing.workshop, addresses[number]) if number < len(addresses) else None
    person = people_meant(mailing).order_by("sort_key", "pk")[number : number + 1].first()
    return reader_of(person) if person else None


def reader_count(mailing: Mailing) -> tuple[int, int]:
    """(people meant, those of them whom no e-mail reaches). Raises UnknownPeople."""
    if mailing.kind == Mailing.Kind.INVITATION:
        return len(mailing.addresses.splitlines()), 0
    counted = people_meant(mailing).order_by().aggregate(all=Count("pk"), none=Count("pk", filter=_UNREACHABLE))
    return counted["all"], counted["none"]


def unreachable_count(workshop: Workshop) -> int:
    """How many of those who have not left no e-mail reaches."""
    return in_state(people_of(workshop), "live").filter(_UNREACHABLE).count()


def letter_for(mailing: Mailing, reader: Reader, *, survey: str) -> tuple[str, str]:
    """Subject and body as this reader gets them. `survey`: of `survey_asked_in`. Wants the workshop with its places."""
    english = reader.language == "en" and bool(mailing.body_en)
    workshop = mailing.workshop
    with translation.override("en" if english else "th"):
        values = {
            "name": reader.name,
            "workshop": workshop.title,
            "days": format_span(workshop.starts_on, workshop.ends_on),
            "venue": f"{workshop.venue} {workshop.area}",
            "map": workshop.map_url,
            "contact": workshop.contact or f"{workshop.host_office.short} {show_phone(workshop.host_office.phone)}",
            "link": reader.link,
            "survey": survey,
        }
    subject, body = (mailing.subject_en, mailing.body_en) if english else (mailing.subject, mailing.body)
    return " ".join(filled(subject or mailing.subject, values).split()), filled(body, values).strip() + "\n"


def survey_asked_in(mailing: Mailing) -> str:
    """Of a follow-up: the address of the one that goes with the letter, else of the latest. Of all other letters: of
    the evaluation. "" where that is not open."""
    asked = Survey.objects.filter(workshop=mailing.workshop_id, is_open=True)
    if mailing.kind == Mailing.Kind.FOLLOW_UP:
        follow_ups = asked.filter(kind__in=[Survey.Kind.FOLLOW_30, Survey.Kind.FOLLOW_90])
        own = Survey.objects.filter(mailing=mailing)
        survey = (follow_ups.filter(pk__in=own) if own else follow_ups.order_by("-kind")).first()
    else:
        survey = asked.filter(kind=Survey.Kind.EVALUATION).first()
    return address_of(survey) if survey else ""


def digest_of(address: str) -> str:
    return keyed_digest(address.strip().lower(), purpose="letters")


def no_letters_link(address: str) -> str:
    """Where the reader of a letter ends such letters. Names the address by its digest alone."""
    return f"{settings.SITE_URL}/workshops/letters/{no_letters_token(digest_of(address))}/"


def wants_letters(address: str) -> bool:
    return not NoLetters.objects.filter(pk=digest_of(address)).exists()


def lines_of(mailing: Mailing) -> QuerySet[MailingLine]:
    """The log, in the order in which it was written."""
    return mailing.lines.select_related("registration", "party", "message").defer("message__sealed").order_by("pk")


def with_outcomes(mailings: QuerySet[Mailing]) -> QuerySet[Mailing]:
    """Adds `promised`, `delivered`, `without_address`, `refused`: how many letters each."""
    of = MailingLine.Outcome
    return mailings.annotate(
        promised=Count("lines", filter=Q(lines__outcome=of.PROMISED)),
        delivered=Count("lines", filter=Q(lines__message__sent_at__isnull=False)),
        without_address=Count("lines", filter=Q(lines__outcome=of.NO_ADDRESS)),
        refused=Count("lines", filter=Q(lines__outcome=of.REFUSED)),
    )


def _own_page(token: str) -> str:
    return f"{settings.SITE_URL}/workshops/mine/{token}/"
