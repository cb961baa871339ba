"""Any paper of the whole workshop, by its name and options: asked for at once, or made by a worker."""

from django.db.models import QuerySet

from events.actions.paper_orders import Wanted
from events.documents.allowances import allowance_sheet
from events.documents.badges import SIZES, badges
from events.documents.certificates import certificates, sheet_of
from events.documents.progress import Tell, nobody
from events.documents.table_signs import table_signs
from events.models import Certificate, PaperOrder, Registration, Workshop
from events.queries.allowances import line_of, paid_people, rates_of
from events.queries.certificates import certificates_of, design_of
from events.queries.papers import people_with_badges

Paper = PaperOrder.Paper


def on_paper(workshop: Workshop, wanted: Wanted) -> QuerySet[Registration] | QuerySet[Certificate]:
    """Whom or what the paper has, in its order."""
    if wanted.paper == Paper.CERTIFICATES:
        return certificates_of(workshop).filter(revoked_on=None)
    if wanted.paper == Paper.ALLOWANCES:
        return paid_people(workshop).order_by("sort_key", "pk")
    people = people_with_badges(workshop)
    return people.filter(kind=wanted.kind) if wanted.kind else people


def paper_file(workshop: Workshop, wanted: Wanted, *, tell: Tell = nobody) -> bytes:
    """The whole paper as PDF. Wants the workshop with its places."""
    things = list(on_paper(workshop, wanted))
    if wanted.paper == Paper.CERTIFICATES:
        sheets = [sheet_of(one) for one in things if isinstance(one, Certificate)]
        return certificates(workshop, design_of(workshop), sheets, tell=tell)
    people = [one for one in things if isinstance(one, Registration)]
    if wanted.paper == Paper.ALLOWANCES:
        rates = rates_of(workshop)
        return allowance_sheet(workshop, rates, [line_of(person, rates) for person in people])
    if wanted.paper == Paper.SIGNS:
        return table_signs(people)
    size = wanted.on_a_sheet if wanted.on_a_sheet in SIZES else SIZES[0]
    return badges(workshop, people, on_a_sheet=size, tell=tell)
