"""The sheet to sign, read back."""

from io import BytesIO

import pikepdf
import pytest

from events.documents.sign_in_sheet import sign_in_sheet
from events.models import Workshop
from events.queries.people import people_of
from events.queries.workshops import with_places
from tests.factories.events import a_workshop, some_people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("registered", "pages"), [(0, 1), (20, 1), (21, 2), (45, 2), (46, 3)])
def test_sheet_has_25_lines_a_page_and_room_for_five_more(people, registered, pages):
    workshop = a_workshop(people.workshop_admin)
    if registered:
        some_people(workshop, people.workshop_admin, *[f"คนที่ {number}" for number in range(registered)])
    workshop = with_places(Workshop.objects.all()).get()
    made = sign_in_sheet(workshop, workshop.half_days.first(), list(people_of(workshop)))
    assert len(pikepdf.open(BytesIO(made)).pages) == pages


def test_longest_names_and_signs_of_the_typesetter_make_no_fault(people):
    workshop = a_workshop(people.workshop_admin, title="#strong[x] $a$ " + "ก" * 180)
    names = ["ก" * 120, '#import "x"', "ก $ \\ @ < > * _ `", "A" * 120]
    some_people(workshop, people.workshop_admin, *names, organisation="ข" * 160)
    workshop = with_places(Workshop.objects.all()).get()
    made = sign_in_sheet(workshop, workshop.half_days.first(), list(people_of(workshop)))
    assert len(pikepdf.open(BytesIO(made)).pages) == 1
