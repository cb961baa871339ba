"""Ten offices with their people, and the people of the demonstration among them."""

from datetime import timedelta

from networks.actions.demo_people import make_people
from networks.actions.reference import load_reference
from networks.models import Network, Office, Posting
from pacc.accounts.demo_people import DEMO_PEOPLE
from pacc.accounts.models import User
from pacc.demo import names
from pacc.demo.story import Story
from pacc.thai.fiscal_year import bounds, fiscal_year_of

OFFICERS_AN_OFFICE = 3
DEMO_AREA = ("32", "3203")  # Surin, Tha Tum: where the workshop of 2565 was held, and the drawings of the pages are set
DEMO_NETWORK = "เครือข่ายเฝ้าระวังการทุจริตอำเภอท่าตูม"


def load(story: Story) -> None:
    """A director and officers for each office; roles that the demonstration's own people hold are theirs."""
    story.say("offices, places and officers")
    load_reference()
    network = Network.objects.create(
        name=DEMO_NETWORK,
        level=Network.Level.DISTRICT,
        office_id=3,
        province_id=DEMO_AREA[0],
        district_id=DEMO_AREA[1],
        founded_fiscal_year=2565,
        about="ติดตามโครงการก่อสร้างและอาหารกลางวันในอำเภอท่าตูม ตั้งขึ้นหลังการประชุมที่จังหวัดสุรินทร์",
    )
    make_people(network=network)
    taken = {posting for person in DEMO_PEOPLE for posting in person.postings}
    for office in Office.objects.all():
        wanted = [Posting.Role.INTAKE] if office.is_central_intake else []
        wanted += [Posting.Role.DIRECTOR] + [Posting.Role.OFFICER] * OFFICERS_AN_OFFICE
        for place, role in enumerate(wanted):
            if (role, office.number) in taken:
                taken.discard((role, office.number))
            else:
                _post(story, office, role, place)


def _post(story: Story, office: Office, role: str, place: int) -> None:
    """One person at an office for two years; the last officer of each office came from a neighbouring one then."""
    title, name = names.person(story.rng)
    email = f"{role}{place}.office{office.number}@demo.example"
    user = User.objects.create_user(email, title=title, name=name, is_staff=True)
    came = bounds(fiscal_year_of(story.today) - 2)[0]
    if place == OFFICERS_AN_OFFICE and not office.is_central_intake:
        left = came - timedelta(days=1)
        neighbour = office.number % 9 + 1
        Posting.objects.create(user=user, office_id=neighbour, role=role, starts=left - timedelta(days=700), ends=left)
    Posting.objects.create(user=user, office=office, role=role, starts=came)
