"""What stands below the headings of a list: corrected once, remembered; and members who are in the list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import HeadingMeaning, ImportPreview, Registration
from events.workflow import State
from networks.models import Membership
from tests.events.files import excel
from tests.factories.events import a_workshop
from tests.factories.networks import MembershipFactory
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(people):
    return a_workshop(people.workshop_admin, state=State.OPEN)


@pytest.fixture
def admin(desk, browser_of):
    return browser_of("workshop_admin")


def bring(admin, workshop, *rows):
    file = SimpleUploadedFile("รายชื่อ.xlsx", excel(*rows, headings=[]))
    return admin.post(f"/workshops/{workshop.pk}/import/", {"file": file}, follow=True)


ROWS = (["ชื่อ-สกุล", "เบอร์ลับ"], ["นายสมชาย ใจดี", "0812345678"])


def correct(admin, workshop, **meanings):
    preview = ImportPreview.objects.get()
    return admin.post(f"/workshops/{workshop.pk}/import/{preview.pk}/headings/", meanings, follow=True)


def test_headings_are_shown_as_they_were_read_and_remembered_as_they_were_corrected(admin, workshop):
    assert "เบอร์ลับ" in said(bring(admin, workshop, *ROWS))
    assert ImportPreview.objects.get().rows[0]["phone"] == ""
    correct(admin, workshop, heading_0="full_name", heading_1="phone")
    assert not ImportPreview.objects.exists()
    bring(admin, workshop, *ROWS)
    assert ImportPreview.objects.get().rows[0]["phone"] == "0812345678"


def test_a_column_can_be_left_in_the_file(admin, workshop):
    bring(admin, workshop, ["ชื่อ-สกุล", "โทรศัพท์"], ["นายสมชาย ใจดี", "0812345678"])
    correct(admin, workshop, heading_0="full_name", heading_1="")
    bring(admin, workshop, ["ชื่อ-สกุล", "โทรศัพท์"], ["นายสมชาย ใจดี", "0812345678"])
    assert ImportPreview.objects.get().rows[0]["phone"] == ""


@pytest.mark.parametrize("bad", ["\x00", "ก" * 3000, "no_such_column"])
def test_what_no_column_is_named_changes_nothing(admin, workshop, bad):
    bring(admin, workshop, *ROWS)
    assert correct(admin, workshop, heading_0="full_name", heading_1=bad).status_code == 422
    assert not HeadingMeaning.objects.exists() and ImportPreview.objects.exists()


def test_a_member_in_the_list_is_linked_with_her_network(admin, workshop):
    membership = MembershipFactory(name="สมชาย ใจดี", phone="0812345678", state=Membership.State.APPROVED)
    rows = [["นายสมชาย  ใจดี", 812345678], ["สมหญิง ใจดี", "0812345678"]]
    page = said(bring(admin, workshop, ["ชื่อ-สกุล", "โทรศัพท์"], *rows))
    assert page.count("สมาชิกเครือข่าย") == 1
    admin.post(f"/workshops/{workshop.pk}/import/{ImportPreview.objects.get().pk}/save/")
    networks = dict(Registration.objects.values_list("name", "network"))
    assert networks == {"สมชาย ใจดี": membership.network_id, "สมหญิง ใจดี": None}
