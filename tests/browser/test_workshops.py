"""A workshop from its making to the marks of who came, and every page of it, in a real browser."""

import pytest

from events.actions.imports import prepare_import, save_import
from events.models import CheckIn, Registration, Workshop
from events.workflow import State
from pacc.spreadsheets.people import PeopleList, PersonRow
from tests.browser import kit
from tests.browser.test_public_pages import LANGUAGES, look_at
from tests.events.files import a_row, excel
from tests.factories.events import a_line, a_workshop, present, some_people
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.browser

TITLE = "ประชุมเครือข่าย จังหวัดสุรินทร์"
LIST = excel(
    a_row("๑", "นางสาวสมหญิง ใจดี", 812349999),
    a_row("๒", "พ.ต.ท. บุญมี ศรีสุข", "๐๘๑-๑๑๑-๑๑๑๑"),
    a_row("๓", "นายเลข ไม่ครบ", "08123"),
    a_row("๔", "นายสมชาย ใจดี", "0812345678"),
)


def press(page, button):
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.parametrize("script", [True, False])
def test_admin_makes_a_workshop_fills_it_and_marks_who_came(chromium, desk_address, signed_in_at, script):
    surin_and_buriram()
    with kit.visit(chromium, script=script, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}/en/workshops/")
        page.get_by_role("link", name="Make a workshop").click()
        page.get_by_label("Name of the workshop").fill(TITLE)
        page.get_by_label("Host").select_option("3")
        page.fill("#id_starts_on_0", "24")
        page.select_option("#id_starts_on_1", "5")
        page.fill("#id_starts_on_2", "2570")
        page.get_by_label("Venue").fill("หอประชุมผ้าไหม")
        page.get_by_label("Province").select_option("32")
        if not script:
            press(page, "Show the districts")
        page.get_by_label("District").select_option("3204")
        page.get_by_label("Number of places").fill("๑๔๐")
        press(page, "Make the workshop")
        assert page.get_by_role("heading", level=1).inner_text() == TITLE

        page.get_by_role("link", name="Add a line").click()
        page.get_by_label("From").fill("9.00")
        page.get_by_label("Until").fill("10.30")
        page.get_by_label("Topic").fill("มาตรา 63")
        press(page, "Add the line")
        page.get_by_role("link", name="Open registration").click()
        press(page, "Open registration")

        page.get_by_role("link", name="People").first.click()
        page.get_by_role("link", name="Register a person").click()
        page.get_by_label("Name and surname").fill("นายสมชาย ใจดี")
        page.get_by_label("Telephone").fill("081 234 5678")
        press(page, "Register")

        page.get_by_role("link", name="Bring a list as a file").click()
        page.set_input_files("#id_file", {"name": "รายชื่อ.xlsx", "mimeType": "application/octet-stream", "buffer": LIST})
        press(page, "Look the list through")
        assert "The telephone number cannot be read: 08123" in page.inner_text("main")
        assert Registration.objects.count() == 1
        press(page, "Register 2 people")
        assert Registration.objects.count() == 3

        page.get_by_role("link", name="Attendance").click()
        page.get_by_role("checkbox", name="นายสมชาย ใจดี Morning").check()
        page.get_by_role("checkbox", name="นางสาวสมหญิง ใจดี Morning").check()
        press(page, "Save who came")
        page.get_by_role("link", name="Take back นางสาวสมหญิง ใจดี Morning").click()
        page.get_by_label("Why the mark is taken back").fill("ลงชื่อผิดคน")
        press(page, "Take the mark back")
    marked = CheckIn.objects.values_list("registration__name", "half_day__part")
    assert list(marked) == [("สมชาย ใจดี", "1")]
    assert Workshop.objects.get().state == State.OPEN


@pytest.fixture
def full(people):
    """A workshop with all that its pages show."""
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN, title=TITLE, about="เพื่อเรียนรู้ร่วมกัน")
    a_line(workshop, admin, title="มาตรา 63", speaker="นักวิชาการ", room="ห้องใหญ่")
    came, _other = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", phone="0812345678", organisation="อสม.")
    present(workshop.half_days.first(), came, by=admin)
    found = PeopleList([PersonRow("แผ่น1", 4, "บุญมี ศรีสุข")])
    save_import(prepare_import(workshop, found, file_name="รายชื่อ.xlsx", by=admin), alike_too=(), by=admin)
    return workshop


PAGES = (
    "",
    "edit/",
    "open/",
    "cancel/",
    "half-days/",
    "agenda/new/",
    "people/",
    "people/new/",
    "import/",
    "attendance/",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_have_no_fault(chromium, desk_address, signed_in_at, full, language):
    address = f"{desk_address}{language}/workshops/"
    half_day, person = full.half_days.first(), full.registrations.first()
    paths = ["", "new/", *(f"{full.pk}/{page}" for page in PAGES)]
    paths += [f"{full.pk}/people/{person.pk}/", f"{full.pk}/attendance/{half_day.pk}/{person.pk}/take-back/"]
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        for path in paths:
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            page.emulate_media(color_scheme="light")
            page.goto(address + path)
            assert look_at(page) == [], path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["new/", "{pk}/agenda/new/", "{pk}/people/new/", "{pk}/import/", "{pk}/attendance/"])
def test_refused_forms_have_no_fault(chromium, desk_address, signed_in_at, full, language, path):
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}{language}/workshops/{path.format(pk=full.pk)}")
        page.locator("form[method=post] button.btn:not(.btn-2)").first.click()
        assert page.locator(".errsum").is_visible()
        assert look_at(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_look_through_a_list_has_no_fault(chromium, desk_address, signed_in_at, full, language):
    rows = [a_row(1, "ก ก", "08123"), a_row(2, "สมชาย ใจดี", "0899999999"), a_row(3, "ข ข", "", "สุรินท", "x@")]
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}{language}/workshops/{full.pk}/import/")
        page.set_input_files("#id_file", {"name": "a.xlsx", "mimeType": "x/x", "buffer": excel(*rows, ["รวม 3 คน"])})
        page.locator("form .btn:not(.btn-2)").first.click()
        assert page.locator(".choice").count() == 1
        assert look_at(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_fault_and_need_no_script(chromium, site_address, full, language):
    for path in ("/workshops/", f"/workshops/{full.pk}/"):
        with kit.visit(chromium) as page:
            page.goto(site_address + language + path)
            assert look_at(page) == [], path
        with kit.visit(chromium, script=False) as page:
            page.goto(site_address + language + path)
            assert kit.faults(page) == []
            assert TITLE in page.inner_text("main")
