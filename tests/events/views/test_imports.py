"""The desk's pages of an import: upload, look through, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import ImportPreview, Registration
from events.workflow import State
from tests.events import files
from tests.events.files import a_row, excel
from tests.factories.accounts import StaffFactory
from tests.factories.events import a_workshop, present, some_people
from tests.people import new_client, sign_in

pytestmark = pytest.mark.django_db

ROWS = [
    a_row("๑", "นายสมชาย ใจดี", 812345678),
    a_row(2, "นางสาวสมหญิง ใจดี", "081-234-9999"),
    a_row(3, "นายเลข ไม่ครบ", "08123"),
    a_row(4, "นางมี แล้ว", "0899999999"),
    a_row(5, "นายชื่อ ซ้ำ", "0811111111", province="สุรินท", email="x@"),
]


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    some_people(workshop, admin, "มี แล้ว", phone="0899999999")
    some_people(workshop, admin, "สมหญิง ใจดี", phone="0810000000")
    return workshop


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/import/"


def upload(browser, address, content, name="รายชื่อ.xlsx", **options):
    return browser.post(address, {"file": SimpleUploadedFile(name, content)}, **options)


def said(response):
    return response.content.decode().replace("\u2060", "").replace("\u00a0", " ")


def test_preview_tells_each_line_and_registers_nobody(browser, address):
    response = upload(browser, address, excel(*ROWS), follow=True)
    assert response.status_code == 200
    assert response.context["counts"] == {"new": 2, "alike": 1, "double": 1, "repeated": 0, "wrong": 1}
    page = said(response)
    for part in ("08123", "แถว 6", "081 234 5678", "ไม่รู้จักชื่อจังหวัด", "อ่านอีเมลไม่ได้", "ลงทะเบียน 2 คน"):
        assert part in page
    assert Registration.objects.count() == 2


def test_citizen_ids_stay_in_the_file(browser, address):
    response = upload(browser, address, excel(*ROWS), follow=True)
    assert files.CITIZEN_ID not in said(response)
    assert files.CITIZEN_ID not in str(ImportPreview.objects.values_list("rows", "notes"))


def test_address_of_the_preview_names_nobody(browser, address):
    location = upload(browser, address, excel(*ROWS))["Location"]
    assert location == f"{address}{ImportPreview.objects.get().pk}/"


def test_confirm_registers_and_a_second_press_says_the_same(browser, workshop, address):
    location = upload(browser, address, excel(*ROWS))["Location"]
    for _press in range(2):
        response = browser.post(f"{location}save/", {"alike": ["1"]}, follow=True)
        assert "ลงทะเบียนจากรายชื่อแล้ว 3 คน" in said(response)
    assert Registration.objects.count() == 5
    assert "บันทึกรายชื่อนี้แล้ว" in said(browser.get(location))
    again = upload(browser, address, excel(*ROWS), follow=True)
    assert again.context["counts"]["new"] == 0
    assert "ไม่มีชื่อใหม่" in said(again)


def test_made_up_places_add_nobody(browser, address):
    location = upload(browser, address, excel(*ROWS))["Location"]
    browser.post(f"{location}save/", {"alike": ["2", "99", "x", "\x00"]})
    assert Registration.objects.count() == 4


def test_forgotten_list_is_gone(browser, address):
    location = upload(browser, address, excel(*ROWS))["Location"]
    assert browser.post(f"{location}drop/").status_code == 302
    for deed in ("drop/", "save/"):
        assert browser.post(location + deed).status_code == 404
    assert browser.get(location).status_code == 404
    assert Registration.objects.count() == 2


def test_too_few_places_keep_the_list_and_the_ticks(browser, admin):
    small = a_workshop(admin, title="เล็ก", capacity=2)
    some_people(small, admin, "สมหญิง ใจดี", phone="0810000000")
    location = upload(browser, f"/workshops/{small.pk}/import/", excel(*ROWS))["Location"]
    assert "ที่นั่งว่าง 1 ที่" in said(browser.get(location))
    response = browser.post(f"{location}save/", {"alike": ["1"]})
    assert response.status_code == 422
    assert "ที่นั่งว่าง 1 ที่ แต่รายชื่อมี 4 คน" in said(response)
    assert 'value="1" id="alike-1" checked' in said(response)
    assert small.registrations.count() == 1


def test_another_admin_does_not_see_the_list(browser, address, workshop):
    location = upload(browser, address, excel(*ROWS))["Location"]
    colleague = StaffFactory(is_workshop_admin=True)
    other = sign_in(new_client(), colleague)
    assert other.get(f"/workshops/{workshop.pk}/").status_code == 200
    assert other.get(location).status_code == 404
    assert other.post(f"{location}save/").status_code == 404


def test_saved_list_is_taken_back_by_any_admin(browser, workshop, address):
    location = upload(browser, address, excel(*ROWS))["Location"]
    assert browser.post(f"{location}undo/").status_code == 404
    browser.post(f"{location}save/")
    present(workshop.half_days.first(), workshop.registrations.get(phone="0812345678"), by=StaffFactory(
        is_workshop_admin=True
    ))  # fmt: skip
    colleague = sign_in(new_client(), StaffFactory(is_workshop_admin=True))
    assert f"{location}undo/" in said(colleague.get(address))
    page = said(colleague.post(f"{location}undo/", follow=True))
    assert "ยกเลิกการลงทะเบียนแล้ว 1 คน ผู้ที่ลงชื่อเข้าร่วมแล้ว 1 คน" in page
    assert workshop.registrations.filter(state="registered").count() == 3


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "x.xlsx", "ไฟล์ว่างเปล่า"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "x.xls", "แบบเก่าหรือมีรหัสผ่าน"),
        (b"x" * (6 << 20), "x.xlsx", "ใหญ่กว่า 5 MB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "x.xlsx", "อ่านไฟล์นี้ไม่ได้"),
        (b"PK\x03\x04 not a zip", "x.xlsx", "อ่านไฟล์นี้ไม่ได้"),
        (b"<html><script>alert(1)</script>", "x.csv", "ไม่พบรายชื่อในไฟล์นี้"),
        (b"a,b\n" * 12_001, "x.csv", "มากกว่า 12,000 แถว"),
        (files.bomb, "x.xlsx", "ใหญ่กว่า 5 MB"),
        (files.entities, "x.xlsx", "อ่านไฟล์นี้ไม่ได้"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_in_words(browser, address, content, name, why):
    response = upload(browser, address, content() if callable(content) else content, name)
    assert response.status_code == 422
    assert why in said(response)
    assert not ImportPreview.objects.exists()


def test_no_file_at_all_is_said(browser, address):
    response = browser.post(address, {})
    assert response.status_code == 422
    assert "แนบไฟล์" in said(response)
    assert browser.post(address, {"file": "a text"}).status_code == 422


@pytest.mark.parametrize("name", ["=1+1.xlsx", "<b>.xlsx", "a" * 300 + ".xlsx", "../../etc/passwd", "ก\u202eslx.exe"])
def test_any_name_of_a_file_is_only_shown(browser, address, name):
    response = upload(browser, address, excel(*ROWS), name, follow=True)
    assert response.status_code == 200
    assert "<b>.xlsx" not in response.content.decode()


def test_formulas_are_texts(browser, workshop, address):
    rows = [a_row(1, '=HYPERLINK("http://x.example","ก")'), a_row(2, "@SUM(A1)"), a_row(3, "+66 ก")]
    location = upload(browser, address, excel(*rows), follow=True)
    assert location.status_code == 200
    text = "ชื่อ-สกุล,โทร\n=cmd|' /C calc'!A0,0812345678\n"
    response = upload(browser, address, text.encode(), "x.csv", follow=True)
    browser.post(f"{response.request['PATH_INFO']}save/")
    assert workshop.registrations.filter(phone="0812345678").get().name.startswith("=cmd")


def test_ten_thousand_rows_are_looked_through(browser, admin):
    workshop = a_workshop(admin, title="ใหญ่", capacity=20_000)
    rows = [a_row(number, f"นายสมชาย ใจดี{number}", "1" if number % 33 == 0 else "") for number in range(1, 10_001)]
    response = upload(browser, f"/workshops/{workshop.pk}/import/", excel(*rows), follow=True)
    assert response.context["counts"] == {"new": 9697, "alike": 0, "double": 0, "repeated": 0, "wrong": 303}
    assert "แสดง 300 รายการแรก จาก 303 รายการ" in said(response)
    browser.post(f"{response.request['PATH_INFO']}save/")
    assert workshop.registrations.count() == 9697


@pytest.mark.parametrize("item_count", [1, 3])
def test_pages_cost_the_same_for_more(browser, address, item_count, django_assert_num_queries):
    rows = [a_row(number, f"คน ที่{number}") for number in range(item_count)]
    location = upload(browser, address, excel(*rows))["Location"]
    # session, person, second factor, workshop, preview, postings (menu)
    with django_assert_num_queries(5):
        browser.get(location)
