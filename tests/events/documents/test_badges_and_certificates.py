"""Badges and certificates, read back: words, fonts, pages, and every QR by a reader."""

import os
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from events.actions.certificates import issue_certificates
from events.documents.badges import badges
from events.documents.certificates import Sheet, certificates, sheet_of
from events.documents.progress import PORTION
from events.models import Certificate, CertificateDesign, Group, GroupMember, Workshop
from events.queries.papers import people_with_badges
from events.queries.people import people_of
from events.queries.workshops import with_places
from events.rules.certificates import certificate_of
from events.rules.tickets import ticket_of
from events.workflow import State
from tests.factories.events import a_workshop, present, some_people
from tests.factories.networks import NetworkFactory

pytestmark = pytest.mark.django_db

LONG = "นาง" + "พิมพ์ลักษณ์นันท์" * 5  # 83 letters without a space


@pytest.fixture
def workshop(people):
    admin = people.workshop_admin
    workshop = a_workshop(
        admin, state=State.OPEN, title="ประชุมเชิงปฏิบัติการเครือข่ายภาคประชาสังคมต้นแบบ จังหวัดสุรินทร์ ปีงบประมาณ 2570"
    )
    names = ["น้ำผึ้ง ปี่ญญ่ากู้ฎฏฐ์", "สมชาย ใจดี", "ก" * 80, LONG[:80], "#strong[x] $a$ \\ @ < >", "Maximilian Schwarzenegger"]
    some_people(workshop, admin, "วิทยากร ผู้บรรยาย", kind="speaker", organisation="มหาวิทยาลัย")
    some_people(workshop, admin, *names, title="นาง", network=NetworkFactory(name="เครือข่ายเฝ้าระวังผู้ใหญ่บ้าน"))
    return with_places(Workshop.objects.all()).get()


def text_of(made):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()


def fonts_of(made, tmp_path):
    (tmp_path / "made.pdf").write_bytes(made)
    told = subprocess.run(["pdffonts", tmp_path / "made.pdf"], capture_output=True, check=True).stdout.decode()
    return {line.split()[0].split("+")[-1] for line in told.splitlines()[2:]}


def pictures_of(made, tmp_path, *, dpi=200):
    """The pages as a printer would draw them. WORKSHOP_PICTURES names a folder for the eye."""
    (tmp_path / "made.pdf").write_bytes(made)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", tmp_path / "made.pdf", tmp_path / "page"], check=True)
    pages = [Image.open(path) for path in sorted(tmp_path.glob("page*.png"))]
    if folder := os.environ.get("WORKSHOP_PICTURES"):
        for number, page in enumerate(pages):
            page.save(Path(folder) / f"{tmp_path.name}-{number}.png")
    return pages


def addresses_on(page):
    return [found.text for found in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize(("on_a_sheet", "pages"), [(8, 1), (10, 1)])
def test_badges_can_be_read_by_people_and_cameras(workshop, tmp_path, on_a_sheet, pages):
    people = list(people_of(workshop).order_by("sort_key", "pk"))
    made = badges(workshop, people, on_a_sheet=on_a_sheet)
    assert len(pikepdf.open(BytesIO(made)).pages) == pages
    assert all(font.startswith("Sarabun") for font in fonts_of(made, tmp_path))
    words = text_of(made)
    assert "Schwarzenegger" in words and "#strong[x]" in words and "ผู้ใหญ่บ้าน" in words
    tickets = {ticket_of(address.rsplit("/", 1)[1]) for address in addresses_on(pictures_of(made, tmp_path)[0])}
    assert {ticket.registration_id for ticket in tickets} == {person.pk for person in people}


def test_badge_says_the_group(workshop, thai):
    group = Group.objects.create(workshop=workshop, number=3)
    for person in workshop.registrations.all():
        GroupMember.objects.create(registration=person, group=group if person.kind == "participant" else None)
    words = text_of(badges(workshop, list(people_with_badges(workshop))))
    assert words.count("กลุ่มที่ 3") == 6


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (8, 1), (9, 2), (121, 16)])
def test_badges_fill_their_sheets(workshop, people, count, pages):
    person = people_of(workshop).first()
    assert len(pikepdf.open(BytesIO(badges(workshop, [person] * count))).pages) == pages


@pytest.mark.parametrize(("count", "pages"), [(PORTION, 100), (PORTION + 1, 101)])
def test_many_badges_are_made_in_portions_and_are_one_file(workshop, count, pages):
    person, heard = people_of(workshop).first(), []
    made = pikepdf.open(BytesIO(badges(workshop, [person] * count, tell=heard.append)))
    assert len(made.pages) == pages and str(made.docinfo["/Title"])
    assert heard[-1] == count and heard == sorted(heard)


@pytest.mark.parametrize("thai_digits", [True, False])
def test_certificates_say_who_was_where_when(workshop, people, tmp_path, thai_digits):
    everybody = list(workshop.registrations.order_by("sort_key", "pk"))
    for half_day in workshop.half_days.all():
        present(half_day, *everybody, by=people.workshop_admin)
    issue_certificates(workshop, by=people.workshop_admin)
    design = CertificateDesign(
        workshop=workshop, thai_digits=thai_digits, signer="นายผู้มีอำนาจ ลงนาม", position="ผู้อำนวยการสำนักงาน"
    )
    issued = list(Certificate.objects.all())
    made = certificates(workshop, design, [sheet_of(one) for one in issued])
    assert len(pikepdf.open(BytesIO(made)).pages) == 7
    assert all(font.startswith("Sarabun") for font in fonts_of(made, tmp_path))
    words = text_of(made)
    digits = "๒๕๗๐" if thai_digits else "2570"
    assert words.count("เลขที่") == 7 and digits in words and "ผู้อำนวยการสำนักงาน" in words
    pages = pictures_of(made, tmp_path)
    read = [certificate_of(addresses_on(page)[0].split("/")[-2]) for page in pages]
    assert read == [one.pk for one in issued]


def test_longest_words_stay_on_one_page(workshop, tmp_path):
    workshop.title, workshop.venue = "ก" * 200, "ข" * 200
    design = CertificateDesign(
        workshop=workshop, heading="ค" * 120, issuer="ง" * 200, deed="จ" * 200, signer="ฉ" * 120, position="ช" * 200
    )
    made = certificates(workshop, design, [Sheet("ซ" * 160, "ปปท. 99999/2570", workshop.starts_on, "token")])
    assert len(pikepdf.open(BytesIO(made)).pages) == 1
    pictures_of(made, tmp_path, dpi=60)


def test_pages_are_light(workshop):
    person = people_of(workshop).first()
    assert len(badges(workshop, [person] * 121)) < 400_000
