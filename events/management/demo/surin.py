"""What came of the Surin workshop: groups with their plans, tests, evaluation, certificates, the office's report."""

import uuid
from datetime import timedelta
from decimal import Decimal

from events.actions.certificates import DesignWords, issue_certificates, write_design
from events.actions.folder import IndicatorFacts, ReportWords, add_indicator, write_report
from events.actions.groups import Place as GroupPlace
from events.actions.groups import form_groups, made_by_rule, place_people, write_plan
from events.actions.surveys import ItemFacts, add_item, answer_survey, begin_survey, open_survey
from events.models import Survey, SurveyItem, Workshop
from events.queries.groups import groups_of
from events.queries.surveys import fingerprint, items_of
from events.rules.balancing import Wish, Wishes
from pacc.accounts.models import User
from pacc.demo.clock import at, moment_of
from pacc.demo.story import Story

GROUPS = 6
SHEETS = 115
_ROOMS = "ห้องประชุมย่อย {number}"
_GOALS = (
    ("สนามกีฬาประจำตำบลโปร่งใส", "องค์การบริหารส่วนตำบลต้นแบบ อำเภอเมืองสุรินทร์"),
    ("อาหารกลางวันโรงเรียนครบตามงบประมาณ", "โรงเรียนประถมศึกษาในอำเภอปราสาท"),
    ("ถนนลาดยางสายหมู่บ้านได้มาตรฐาน", "ตำบลต้นแบบ อำเภอศีขรภูมิ"),
    ("ประกาศจัดซื้อจัดจ้างที่ประชาชนอ่านเข้าใจ", "เทศบาลตำบลต้นแบบ อำเภอสังขะ"),
    ("กองทุนหมู่บ้านตรวจสอบได้", "หมู่บ้านต้นแบบ อำเภอท่าตูม"),
    ("ปลอดการเรียกรับเงินในการขออนุญาตก่อสร้าง", "เทศบาลตำบลต้นแบบ อำเภอรัตนบุรี"),
)
_ACTIVITIES = (
    ("ประชุมทำความเข้าใจกับผู้นำชุมชน", "ศูนย์ประสานงานเครือข่าย", "มิถุนายน 2565", "ผู้นำชุมชนเข้าร่วมไม่น้อยกว่า 20 คน"),
    ("ลงพื้นที่บันทึกภาพความคืบหน้าทุกเดือน", "อาสาสมัครเครือข่าย", "กรกฎาคม–กันยายน 2565", "บันทึกครบ 3 ครั้ง"),
)
_QUESTIONS = (
    ("มาตราใดของรัฐธรรมนูญให้ประชาชนรวมตัวกันต่อต้านการทุจริต", ("มาตรา 50", "มาตรา 63", "มาตรา 77"), 1),
    ("สายด่วนของสำนักงาน ป.ป.ท. คือหมายเลขใด", ("1205", "1206", "1212"), 1),
    ("การแจ้งเบาะแสโดยไม่เปิดเผยชื่อทำได้หรือไม่", ("ทำได้", "ทำไม่ได้"), 0),
)


def load_aftermath(story: Story, workshop: Workshop, admin: User) -> None:
    """All with the clock at its day. Wants the people marked as present."""
    with at(moment_of(workshop.starts_on, 13, 50)):
        _group(workshop, admin)
    with at(moment_of(workshop.starts_on, 16, 20)):
        _ask(story, workshop, admin)
    with at(moment_of(workshop.starts_on + timedelta(days=7), 10)):
        _certify(workshop, admin)
        _report(workshop, admin)


def _group(workshop: Workshop, admin: User) -> None:
    leaders = list(workshop.registrations.order_by("pk").values_list("pk", flat=True)[:GROUPS])
    place_people(workshop, {pk: GroupPlace(0, is_pinned=False, is_leader=True) for pk in leaders}, by=admin)
    wishes = Wishes(GROUPS, networks=Wish.APART, provinces=Wish.APART)
    made = made_by_rule(workshop, wishes, seed=63)
    form_groups(workshop, wishes, seed=63, made_from=made.made_from, by=admin)
    for group, (goal, place) in zip(groups_of(workshop), _GOALS, strict=True):
        group.room = _ROOMS.format(number=group.number)
        group.save(update_fields=["room"])
        texts = {"goal": (goal, 0), "place": (place, 0)}
        for number, activity in enumerate(_ACTIVITIES, start=1):
            parts = zip(("what", "who", "when", "indicator"), activity, strict=True)
            texts |= {f"{part}{number}": (text, 0) for part, text in parts}
        write_plan(group, texts)


def _ask(story: Story, workshop: Workshop, admin: User) -> None:
    before = begin_survey(workshop, Survey.Kind.PRE_TEST, by=admin)
    for label, choices, right in _QUESTIONS:
        add_item(before, ItemFacts(SurveyItem.Kind.CHOICE, label, choices=choices, right=right), by=admin)
    after = begin_survey(workshop, Survey.Kind.POST_TEST, by=admin)
    evaluation = begin_survey(workshop, Survey.Kind.EVALUATION, by=admin)
    answers = dict(SurveyItem.objects.filter(survey=before).values_list("pk", "right"))
    for survey, knows in ((before, 0.45), (after, 0.85)):
        open_survey(survey, is_open=True, by=admin)
        items = items_of(survey)
        for _sheet in range(SHEETS):
            marks = {item.pk: _guessed(story, item, answers[item.pk], knows) for item in items}
            _answer(story, survey, marks, fingerprint(items))
        open_survey(survey, is_open=False, by=admin)
    open_survey(evaluation, is_open=True, by=admin)
    items = items_of(evaluation)
    rated = [item.pk for item in items if item.kind == SurveyItem.Kind.RATING]
    for _sheet in range(SHEETS):
        marks = {item: story.rng.choices((5, 4, 3, 2, 1), (52, 36, 9, 2, 1))[0] for item in rated}
        _answer(story, evaluation, marks, fingerprint(items))
    open_survey(evaluation, is_open=False, by=admin)


def _guessed(story: Story, item: SurveyItem, right: int | None, knows: float) -> int:
    """The right choice for those who know it, any for the others."""
    return right if right is not None and story.rng.random() < knows else story.rng.randrange(len(item.choices))


def _answer(story: Story, survey: Survey, marks: dict[int, int], seen: str) -> None:
    uid = uuid.UUID(int=story.rng.getrandbits(128), version=4)
    answer_survey(survey, uid, marks=marks, texts={}, seen=seen)


def _certify(workshop: Workshop, admin: User) -> None:
    words = DesignWords(
        heading="เกียรติบัตร", issuer="", deed="ได้เข้าร่วมการประชุมเชิงปฏิบัติการ", signer="", position="ผู้อำนวยการ ปปท. เขต 3",
        thai_digits=True, least_half_days=None,
    )  # fmt: skip
    write_design(workshop, words, seen_version=0, by=admin)
    issue_certificates(workshop, by=admin)


def _report(workshop: Workshop, admin: User) -> None:
    words = ReportWords(
        background="รัฐธรรมนูญ มาตรา 63 ให้รัฐส่งเสริมประชาชนรวมตัวกันต่อต้านการทุจริต สำนักงานจึงจัดประชุมเพื่อสร้างเครือข่ายต้นแบบ",
        aims="สร้างเครือข่ายภาคประชาสังคมต้นแบบ\nให้เครือข่ายวางแผนพื้นที่สีขาวต้นแบบได้",
        target_group="ผู้แทนภาคประชาสังคมจาก 8 จังหวัด",
        method="บรรยายในช่วงเช้า แบ่งกลุ่มย่อยวางแผนพื้นที่สีขาวต้นแบบในช่วงบ่าย และนำเสนอแผน",
        results="ผู้เข้าร่วมวางแผนพื้นที่สีขาวต้นแบบได้ 6 แผน",
        problems="เวลานำเสนอแผนน้อย",
        suggestions="เพิ่มเวลานำเสนอแผนและติดตามผลใน 30 และ 90 วัน",
        budget_planned=Decimal(180_000),
        budget_spent=Decimal("168450.50"),
    )
    write_report(workshop, words, seen_version=0, by=admin)
    for name, unit, target, reached in (("จำนวนผู้เข้าร่วม", "คน", 120, 121), ("แผนพื้นที่สีขาวต้นแบบ", "แผน", 6, 6)):
        add_indicator(workshop, IndicatorFacts(name, unit, Decimal(target), Decimal(reached)), by=admin)
