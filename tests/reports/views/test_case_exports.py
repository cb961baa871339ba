"""One case as a paper or a ZIP: all of it, its files as officers see them, hashes that hold, a line in its trail."""

import hashlib
import json
from io import BytesIO

import pytest
import pyzipper

from pacc.ledger.models import Entry
from pacc.vault import files
from reports.actions.answering import add_note
from reports.actions.evidence import clean_evidence
from reports.models import Evidence
from tests.factories.evidence import a_sealed_file
from tests.factories.reports import a_report
from tests.pacc.uploads import samples
from tests.reports.documents.test_monthly_report import read
from tests.reports.views.test_exports import PASSWORD, content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def address(report):
    return f"/reports/{report.reference}/export/"


def sent(**told):
    return {"format": "zip", "password": PASSWORD, "purpose": "authority", **told}


def members(zipped, password=PASSWORD):
    with pyzipper.AESZipFile(BytesIO(zipped)) as archive:
        return {name: archive.read(name, pwd=password.encode()) for name in archive.namelist()}


def a_case(people, **told):
    """A picture that was rebuilt, a PDF that stays as it came, a picture that nobody rebuilt yet, a note."""
    report = a_report(
        files=(
            a_sealed_file(samples.jpeg(planted=True), name="ป้ายโครงการ.jpg"),
            a_sealed_file(samples.pdf(), name="สัญญา.pdf", kind="pdf", media_type="application/pdf"),
            a_sealed_file(samples.jpeg(), name="ยังไม่พร้อม.jpg"),
        ),
        **told,
    )
    clean_evidence(report.evidence.order_by("arrival").first().pk)
    add_note(report.pk, by=people.officer, text="โทรศัพท์ถามนายช่างแล้ว")
    return report


def test_the_zip_holds_the_paper_the_files_as_officers_see_them_and_their_hashes(browser, people):
    report = a_case(people)
    response = browser.post(address(report), sent())
    assert response.streaming
    held = members(content(response))
    assert list(held) == ["case.pdf", "evidence/01.jpg", "evidence/02.pdf", "manifest.json"]
    manifest = json.loads(held.pop("manifest.json"))
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(made).hexdigest() for name, made in held.items()
    }
    assert [each.get("sent_as") for each in manifest["files"]] == [None, "ป้ายโครงการ.jpg", "สัญญา.pdf"]
    assert [each["sent_as"] for each in manifest["left_out"]] == ["ยังไม่พร้อม.jpg"]
    assert b"0812345678" not in held["evidence/01.jpg"]
    assert manifest["files"][2]["original_sha256"] == manifest["files"][2]["sha256"]
    assert manifest["taken_out_by"] == str(people.officer)


def test_names_in_the_zip_say_nothing_and_a_wrong_password_opens_nothing(browser, people):
    made = content(browser.post(address(a_case(people)), sent()))
    assert "ป้ายโครงการ".encode() not in made
    with pytest.raises(RuntimeError):
        members(made, password="another-password-of-mine")


def test_the_paper_tells_the_case_and_notes_only_where_they_are_asked_for(browser, people):
    report = a_case(people)
    told = read(content(browser.post(address(report), sent(format="pdf", password=""))))
    for said in ("15 เซนติเมตร", "หนองตาข่าย", "สัญญา.pdf", people.officer.name.split()[0]):
        assert said in told
    assert "นายช่าง" not in told
    assert "นายช่าง" in read(content(browser.post(address(report), sent(format="pdf", parts=["notes"]))))


def test_who_reported_stands_in_it_only_where_that_is_asked_for(browser, people):
    report = a_report(identity="named", name="มะลิ ซ้อนกลีบ")
    assert "มะลิ" not in read(content(browser.post(address(report), sent(format="pdf"))))
    assert "มะลิ" in read(content(browser.post(address(report), sent(format="pdf", parts=["reporter"]))))


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_it_is_in_the_ledger_and_in_the_trail_before_the_first_byte(browser, people, kind):
    report = a_case(people)
    browser.post(address(report), sent(format=kind, parts=["notes"]))
    entry = Entry.objects.get(what="report.exported")
    assert (entry.by, entry.report_id, entry.office_number) == (people.officer, report.pk, 3)
    files_along = {"pdf": 0, "zip": 3}[kind]
    assert entry.detail == {"format": kind, "purpose": "authority", "parts": ["notes"], "files": files_along}
    assert "นำออกเป็นไฟล์" in browser.get(f"/reports/{report.reference}/").content.decode().replace("\u2060", "")


@pytest.mark.parametrize("wrong", [{"password": ""}, {"format": "docx"}, {"purpose": ""}, {"parts": ["all"]}])
def test_what_is_wrong_is_said_and_nothing_is_written_down(browser, wrong):
    response = browser.post(address(a_report()), sent(**wrong))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(wrong)
    assert not Entry.objects.filter(what="report.exported").exists()


def test_another_office_has_no_such_page(browser_of):
    assert browser_of("other_officer").post(address(a_report()), sent()).status_code == 404


def test_a_file_that_the_store_lost_is_left_out_and_said(browser, people):
    report = a_case(people)
    files.remove(report.evidence.get(state=Evidence.State.ORIGINAL).store_name)
    held = members(content(browser.post(address(report), sent())))
    assert list(held) == ["case.pdf", "evidence/01.jpg", "manifest.json"]
    left_out = [each["sent_as"] for each in json.loads(held["manifest.json"])["left_out"]]
    assert left_out == ["สัญญา.pdf", "ยังไม่พร้อม.jpg"]


def test_nothing_is_written_to_the_disk_meanwhile(browser, people, opened_for_writing):
    report = a_case(people)
    opened_for_writing.clear()
    content(browser.post(address(report), sent(parts=["notes"])))
    assert opened_for_writing == []
