"""40 networks with 300 members, made and approved by their offices."""

from datetime import date, timedelta
from itertools import count

from networks.actions.membership import MemberFacts, add_member, decide_membership
from networks.actions.networks import NetworkFacts, make_network
from networks.models import District, Membership, Network, Office, Posting, Province, Subdistrict
from networks.workflow import Move
from pacc.accounts.demo_people import DEMO_PEOPLE
from pacc.accounts.models import User
from pacc.demo import names
from pacc.demo.clock import at, moment_of
from pacc.demo.story import Story
from pacc.thai.fiscal_year import fiscal_year_of

NETWORKS = 40
MEMBERS = 300
OFFICE_OF_THE_STORY = 3
NETWORKS_OF_THE_STORY = 12  # its own included; the other eight regions share the rest

_WATCHES = (
    "ติดตามโครงการก่อสร้างขนาดเล็ก ตั้งแต่ป้ายโครงการถึงวันตรวจรับ",
    "ดูแลเรื่องอาหารกลางวันและนมโรงเรียน ไปเยี่ยมโรงเรียนเทอมละสองครั้ง",
    "เฝ้าระวังที่สาธารณะและป่าชุมชน เดินแนวเขตทุกต้นฤดูแล้ง",
    "ชวนเยาวชนอ่านประกาศจัดซื้อจัดจ้างและเล่าให้ชุมชนฟัง",
    "ประชุมทุกวันเสาร์แรกของเดือนที่ศาลาประชาคม เปิดให้ทุกคนร่วมฟัง",
    "ทำพื้นที่สีขาวต้นแบบร่วมกับท้องถิ่น โดยเปิดบัญชีโครงการให้ตรวจดูได้",
)
_APPROVED, _WAITING, _DECLINED, _SUSPENDED = "approved", "waiting", "declined", "suspended"


def load(story: Story) -> None:
    """Networks of every level; the network of the demonstration's own people is there already."""
    story.say(f"{NETWORKS} networks and {MEMBERS} members")
    networks = [Network.objects.get(), *_make_networks(story)]
    sizes = _sizes(story, len(networks))
    numbers = count(1)
    for network, size in zip(networks, sizes, strict=True):
        _fill(story, network, size - network.memberships.count(), numbers)


def _officer_of(office_number: int) -> User:
    """Somebody who served there for the whole time that the story tells of."""
    demo = [person.email for person in DEMO_PEOPLE]
    posting = Posting.objects.filter(office=office_number, ends=None, role=Posting.Role.OFFICER).exclude(
        user__email__in=demo
    )
    return posting.select_related("user").order_by("pk")[0].user


def _make_networks(story: Story) -> list[Network]:
    made: list[Network] = []
    rest, regions = (
        NETWORKS - NETWORKS_OF_THE_STORY,
        [number for number in range(1, 10) if number != OFFICE_OF_THE_STORY],
    )
    for place, number in enumerate(sorted([*regions, OFFICE_OF_THE_STORY])):
        wanted = NETWORKS_OF_THE_STORY - 1
        if number != OFFICE_OF_THE_STORY:
            turn = regions.index(number)
            wanted = rest // len(regions) + (turn < rest % len(regions))
        office, officer = Office.objects.get(number=number), _officer_of(number)
        provinces = list(Province.objects.filter(coverings__office=office, coverings__valid_to=None))
        for each in range(wanted):
            day = story.today - timedelta(days=690 - 12 * place - 20 * each)
            with at(moment_of(day, 10)):
                made.append(make_network(_facts(story, office, provinces, each), by=officer))
    return made


def _facts(story: Story, office: Office, provinces: list[Province], place: int) -> NetworkFacts:
    """The first of an office is the region's, the second a province's, then districts and tambons in turn."""
    rng = story.rng
    level = (
        (Network.Level.REGION, Network.Level.PROVINCE)[place]
        if place < 2
        else rng.choice([Network.Level.DISTRICT, Network.Level.SUBDISTRICT])
    )
    province = None if level == Network.Level.REGION else provinces[place % len(provinces)]
    district = subdistrict = None
    name = f"เครือข่ายภาคประชาสังคม {office.short_th}"
    if province is not None:
        name = f"เครือข่ายต่อต้านการทุจริตจังหวัด{province.name_th}"
    if level in (Network.Level.DISTRICT, Network.Level.SUBDISTRICT):
        district = rng.choice(list(District.objects.filter(province=province).order_by("pk")))
        name = f"เครือข่ายเฝ้าระวังอำเภอ{district.name_th}"
    if level == Network.Level.SUBDISTRICT:
        subdistrict = rng.choice(list(Subdistrict.objects.filter(district=district).order_by("pk")))
        name = f"เครือข่ายเฝ้าระวังตำบล{subdistrict.name_th}"
    return NetworkFacts(
        name=name,
        level=level,
        office=office,
        founded_fiscal_year=rng.randint(2565, fiscal_year_of(story.today) - 1),
        province=province,
        district=district,
        subdistrict=subdistrict,
        about=rng.choice(_WATCHES),
    )


def _sizes(story: Story, networks: int) -> list[int]:
    """How many members each has: 300 in all, the first one the largest, none below four."""
    sizes = [23] + [4] * (networks - 1)
    while sum(sizes) < MEMBERS:
        sizes[story.rng.randrange(1, networks)] += 1
    return sizes


def _fill(story: Story, network: Network, people: int, numbers: "count[int]") -> None:
    """Add members by the coordinator, decided by the office some days later."""
    officer = _officer_of(network.office_id)
    founded = story.today - timedelta(days=story.rng.randint(250, 380))
    coordinator = User.objects.filter(memberships__network=network, memberships__role="coordinator").first()
    if coordinator is None:
        coordinator = _coordinator(story, network, next(numbers), since=founded)
        people -= 1
    for place in range(people):
        title, name = names.person(story.rng)
        role = {0: Membership.Role.CHAIR, 1: Membership.Role.SECRETARY}.get(place, Membership.Role.MEMBER)
        facts = MemberFacts(name=name, title=title, phone=names.phone(story.rng), role=role)
        applied = min(founded + timedelta(days=7 * place), story.today - timedelta(days=1))
        with at(moment_of(applied, 14)):
            membership = add_member(network, facts, by=coordinator)
        _decide(story, membership, officer, applied)


def _coordinator(story: Story, network: Network, number: int, *, since: date) -> User:
    """The first coordinator has an account of her own."""
    title, name = names.person(story.rng)
    user = User.objects.create_user(f"coordinator{number}@demo.example", title=title, name=name)
    Membership.objects.create(
        network=network,
        user=user,
        title=title,
        name=name,
        phone=names.phone(story.rng),
        role=Membership.Role.COORDINATOR,
        state=Membership.State.APPROVED,
        since=since,
    )
    return user


def _decide(story: Story, membership: Membership, officer: User, applied: date) -> None:
    fate = story.rng.choices([_APPROVED, _WAITING, _DECLINED, _SUSPENDED], [88, 7, 3, 2])[0]
    if fate == _WAITING:
        return
    with at(moment_of(min(applied + timedelta(days=4), story.today), 9, 30)):
        if fate == _DECLINED:
            decide_membership(membership, Move.DECLINE, by=officer, reason="อยู่นอกพื้นที่ของเครือข่าย แนะนำเครือข่ายใกล้บ้านแล้ว")
            return
        membership = decide_membership(membership, Move.APPROVE, by=officer)
        if fate == _SUSPENDED:
            decide_membership(membership, Move.SUSPEND, by=officer, reason="พ้นจากพื้นที่ชั่วคราวตามที่แจ้ง")
