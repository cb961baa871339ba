"""The Surin workshop of 24 May 2565 with its agenda and 121 attendees, and three of this year."""

from datetime import date, time, timedelta

from events.actions.attendance import mark_present
from events.actions.registering import PersonFacts, register_list
from events.actions.workshops import SessionFacts, WorkshopFacts, add_session, make_workshop, move_workshop
from events.management.demo.surin import load_aftermath
from events.models import CheckInEvent, Registration, Session, Workshop
from events.workflow import Move
from networks.models import Network, Office, Province
from pacc.accounts.models import User
from pacc.demo import names
from pacc.demo.clock import at, moment_of
from pacc.demo.story import Story

SURIN_DAY = date(2022, 5, 24)
SURIN_ATTENDEES = 121
WENT_HOME_AT_NOON = 4
_EIGHT_PROVINCES = ("30", "31", "32", "33", "34", "35", "36", "37")  # the lower north-east

_KIND = Session.Kind
_AGENDA = (
    ("08:30", "09:00", _KIND.OTHER, "ลงทะเบียน รับเอกสาร", "", "โถงหน้าห้องประชุม"),
    ("09:00", "09:30", _KIND.CEREMONY, "พิธีเปิดและกล่าวต้อนรับ", "ผู้อำนวยการ ปปท. เขต 3", "ห้องประชุมใหญ่"),
    ("09:30", "10:30", _KIND.LECTURE, "รัฐธรรมนูญ มาตรา 63 กับการมีส่วนร่วมของประชาชนในการต่อต้านการทุจริต",
     "นักวิชาการด้านกฎหมายมหาชน", "ห้องประชุมใหญ่"),
    ("10:30", "10:45", _KIND.MEAL, "พักรับประทานอาหารว่าง", "", ""),
    ("10:45", "12:00", _KIND.LECTURE, "การขับเคลื่อนศูนย์ประสานงานเครือข่ายภาคประชาสังคม",
     "ผู้แทนเครือข่ายภาคประชาสังคม", "ห้องประชุมใหญ่"),
    ("12:00", "13:00", _KIND.MEAL, "พักรับประทานอาหารกลางวัน", "", ""),
    ("13:00", "14:00", _KIND.LECTURE, "การเฝ้าระวังพื้นที่เชิงรุกและการใช้ระบบ PACC Connect",
     "เจ้าหน้าที่ ปปท. เขต 3", "ห้องประชุมใหญ่"),
    ("14:00", "15:30", _KIND.GROUP, "แบ่งกลุ่มย่อย: วางแผนพื้นที่สีขาวต้นแบบ", "วิทยากรประจำกลุ่ม", "ห้องประชุมย่อย 1–6"),
    ("15:30", "16:15", _KIND.PANEL, "นำเสนอแผนของแต่ละกลุ่ม", "ผู้แทนกลุ่ม", "ห้องประชุมใหญ่"),
    ("16:15", "16:30", _KIND.CEREMONY, "สรุปผลและปิดการประชุม", "ผู้อำนวยการ ปปท. เขต 3", "ห้องประชุมใหญ่"),
)  # fmt: skip
_ORGANISATIONS = (
    "อาสาสมัครสาธารณสุขประจำหมู่บ้าน", "กลุ่มสตรีทอผ้าไหม", "สภาองค์กรชุมชน", "กองทุนหมู่บ้าน", "กลุ่มออมทรัพย์", "ชมรมผู้สูงอายุ",
    "สภาเด็กและเยาวชน", "กลุ่มเกษตรอินทรีย์", "คณะกรรมการป่าชุมชน", "ชมรมครูเกษียณ", "กลุ่มผู้ใช้น้ำ", "วิทยุชุมชน",
)  # fmt: skip


def load(story: Story) -> None:
    """One that is over and one to come, one open, one draft."""
    story.say(f"the workshop in Surin with {SURIN_ATTENDEES} attendees, and three of this year")
    admin = User.objects.get(email="workshop.admin@demo.example")
    _surin(story, admin)
    _last_month(story, admin)
    _to_come(story, admin)


def _surin(story: Story, admin: User) -> None:
    facts = WorkshopFacts(
        title="ประชุมเชิงปฏิบัติการสร้างเครือข่ายภาคประชาสังคมต่อต้านการทุจริต จังหวัดสุรินทร์",
        about="บรรยายเรื่องการมีส่วนร่วมของประชาชน ศูนย์ประสานงานเครือข่าย และการเฝ้าระวังพื้นที่เชิงรุก แล้วแบ่งกลุ่มวางแผนพื้นที่สีขาวต้นแบบ",
        host_office=Office.objects.get(number=3),
        venue="หอประชุมผ้าไหม อำเภอเมืองสุรินทร์",
        province=Province.objects.get(code="32"),
        starts_on=SURIN_DAY,
        ends_on=SURIN_DAY,
        capacity=140,
    )
    workshop = _made(facts, admin, announced=SURIN_DAY - timedelta(days=32))
    people = _people(story, SURIN_ATTENDEES, *Province.objects.filter(code__in=_EIGHT_PROVINCES).order_by("code"))
    with at(moment_of(SURIN_DAY - timedelta(days=6), 11)):
        registered = register_list(workshop, people, by=admin)
    _attend(workshop, registered, admin, leave_at_noon=WENT_HOME_AT_NOON)
    load_aftermath(story, workshop, admin)
    with at(moment_of(SURIN_DAY + timedelta(days=1), 9)):
        move_workshop(workshop, Move.CLOSE, by=admin)


def _last_month(story: Story, admin: User) -> None:
    day = _weekday(story.today - timedelta(days=26))
    facts = WorkshopFacts(
        title="เวทีสรุปบทเรียนพื้นที่สีขาวต้นแบบ ภาคตะวันออกเฉียงเหนือตอนบน",
        host_office=Office.objects.get(number=4),
        venue="ห้องประชุมบึงแก้ว อำเภอเมืองขอนแก่น",
        province=Province.objects.get(code="40"),
        starts_on=day,
        ends_on=day,
        capacity=120,
    )
    workshop = _made(facts, admin, announced=day - timedelta(days=30))
    with at(moment_of(day - timedelta(days=5), 15)):
        registered = register_list(workshop, _people(story, 104, facts.province), by=admin)
    _attend(workshop, registered[:96], admin, leave_at_noon=7)


def _to_come(story: Story, admin: User) -> None:
    day = _weekday(story.today + timedelta(days=24))
    facts = WorkshopFacts(
        title="ประชุมเชิงปฏิบัติการศูนย์ประสานงานเครือข่าย จังหวัดบุรีรัมย์",
        about="สำหรับเครือข่ายระดับอำเภอและตำบล เน้นการอ่านประกาศจัดซื้อจัดจ้างและการบันทึกสิ่งที่เห็น",
        host_office=Office.objects.get(number=3),
        venue="ศาลาประชาคมโคกลูกแก้ว",
        province=Province.objects.get(code="31"),
        starts_on=day,
        ends_on=day + timedelta(days=1),
        capacity=130,
    )
    workshop = _made(facts, admin, announced=story.today - timedelta(days=9))
    with at(moment_of(story.today - timedelta(days=2), 10)):
        register_list(workshop, _people(story, 58, facts.province), by=admin)
    later = WorkshopFacts(
        title="ประชุมเครือข่ายเยาวชนเฝ้าระวัง จังหวัดนครราชสีมา",
        host_office=Office.objects.get(number=3),
        venue="ยังไม่กำหนด",
        province=Province.objects.get(code="30"),
        starts_on=_weekday(story.today + timedelta(days=75)),
        ends_on=_weekday(story.today + timedelta(days=75)),
        capacity=100,
    )
    make_workshop(later, by=admin)


def _weekday(day: date) -> date:
    """The day, or the Tuesday after a weekend's or a Monday's."""
    return day + timedelta(days=(1 - day.weekday()) % 7) if day.weekday() in (0, 5, 6) else day


def _made(facts: WorkshopFacts, admin: User, *, announced: date) -> Workshop:
    """A workshop with the agenda on its first day, open for registration."""
    with at(moment_of(announced - timedelta(days=3), 13)):
        workshop = make_workshop(facts, by=admin)
        for starts, ends, kind, title, speaker, room in _AGENDA:
            line = SessionFacts(
                on=facts.starts_on,
                starts=time.fromisoformat(starts),
                ends=time.fromisoformat(ends),
                title=title,
                kind=kind,
                speaker=speaker,
                room=room,
            )
            add_session(workshop, line, by=admin)
    with at(moment_of(announced, 9)):
        return move_workshop(workshop, Move.OPEN, by=admin)


def _people(story: Story, number: int, *provinces: Province) -> list[PersonFacts]:
    """Different people, most of them of the provinces' own organisations, some of a network."""
    networks = list(Network.objects.filter(province__in=provinces).order_by("pk"))
    people: dict[tuple[str, str], PersonFacts] = {}
    while len(people) < number:
        title, name = names.person(story.rng)
        phone = names.phone(story.rng)
        network = story.rng.choice(networks) if networks and story.rng.random() < 0.4 else None
        people[name, phone] = PersonFacts(
            name=name,
            title=title,
            phone=phone,
            organisation=story.rng.choice(_ORGANISATIONS),
            province=(network and network.province) or story.rng.choice(provinces),
            network=network,
        )
    return list(people.values())


def _attend(workshop: Workshop, people: list[Registration], admin: User, *, leave_at_noon: int) -> None:
    morning, afternoon = workshop.half_days.all()[:2]
    everybody = [person.pk for person in people]
    for half_day, present, hour in ((morning, everybody, 9), (afternoon, everybody[leave_at_noon:], 13)):
        with at(moment_of(workshop.starts_on, hour, 20)):
            mark_present(half_day, present, by=admin, via=CheckInEvent.Via.BULK)
