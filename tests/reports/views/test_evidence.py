"""Photographs and files in the wizard: sealed on arrival, looked at, kept, refused with the reason, removed."""

import re
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pacc.uploads.sealed import MAX_BYTES
from reports.models import DraftFile, Evidence, Report
from tests.pacc.uploads import samples
from tests.reporter import Reporter, surin_and_bangkok
from tests.reports.views.test_intake import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

HTML = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
# name, content, what is said in Thai and in English
REFUSED = [
    ("ใหญ่.mp4", b"\x00" * (60 * 1024 * 1024), "ไฟล์ใหญ่กว่า 50 MB", "The file is larger than 50 MB"),
    ("ว่าง.jpg", b"", "ไฟล์ว่างเปล่า", "The file is empty"),
    ("page.jpg", HTML, "ไฟล์เสียหาย", "The file is damaged"),
    ("drawing.svg", SVG, "รับไฟล์ชนิดนี้ไม่ได้", "This kind of file cannot be taken"),
    ("bomb.png", samples.png_bomb(), "ภาพมีจำนวนพิกเซลมากเกิน", "The picture has too many pixels"),
    ("program.pdf", b"MZ\x90\x00" + b"\x00" * 100, "รับไฟล์ชนิดนี้ไม่ได้", "This kind of file cannot be taken"),
    ("ล็อก.pdf", samples.locked_pdf(), "ไฟล์ PDF ใส่รหัสผ่านไว้", "The PDF asks for a password"),
]


@pytest.fixture
def reporter(site):
    surin_and_bangkok()
    person = Reporter(site)
    person.begin()
    return person


def a_file(name="ป้าย.jpg", content=None):
    return SimpleUploadedFile(name, samples.jpeg() if content is None else content)


def attach(reporter, *files, **more):
    return reporter.answer("files", {"attached": files} if files else {}, **more)


def names(reporter):
    return re.findall(r"<li><span><b>(.*?)</b>", reporter.page("files/"))


def stored():
    return sorted(path.name for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file())


def test_files_are_taken_and_go_with_the_report(reporter):
    reporter.walk(until="files")
    assert attach(reporter, a_file(), a_file("สัญญา.pdf", samples.pdf()), add="1")["Location"] == "/report/files/"
    assert names(reporter) == ["ป้าย.jpg", "สัญญา.pdf"]
    reporter.answer("you", {"identity": "anonymous"})
    assert "ภาพถ่าย 1 ภาพเอกสาร PDF 1 ไฟล์" in plain(reporter.page("check/"))
    reporter.send()
    report = Report.objects.get()
    assert report.evidence_count == 2
    assert sorted(Evidence.objects.values_list("store_name", flat=True)) == stored()
    assert not DraftFile.objects.exists()


def test_going_on_takes_what_was_chosen(reporter):
    assert attach(reporter, a_file())["Location"] == "/report/you/"
    assert names(reporter) == ["ป้าย.jpg"]


def test_going_back_takes_what_was_chosen(reporter):
    assert attach(reporter, a_file(), go="back")["Location"] == "/report/what/"
    assert names(reporter) == ["ป้าย.jpg"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_refused_files_are_named_with_the_reason_and_good_ones_kept(site, language):
    surin_and_bangkok()
    reporter = Reporter(site, prefix=language)
    reporter.begin()
    attach(reporter, a_file("ก่อนหน้า.jpg"), add="1")
    for name, content, thai, english in REFUSED:
        response = attach(reporter, a_file(name, content))
        page = response.content.decode()
        assert response.status_code == 422, name
        said = f"{name}: {english if language else thai}"
        for part in (r'<div class="errsum".*?</div>', r'<p class="err".*?</p>'):
            assert said in plain(re.search(part, page, re.DOTALL)[0]), name
        assert names(reporter) == ["ก่อนหน้า.jpg"]
        assert len(stored()) == 1, name


def test_picture_with_a_false_ending_is_taken_for_what_it_is(reporter):
    attach(reporter, a_file("สัญญา.pdf", samples.png()))
    assert "ภาพ ·" in plain(reporter.page("files/"))


def test_eleven_files_are_ten_and_a_word_about_the_last(reporter, django_capture_on_commit_callbacks):
    response = attach(reporter, *(a_file(f"{n}.jpg") for n in range(1, 12)))
    assert response.status_code == 422
    assert "11.jpg: แนบได้ไม่เกิน 10 ไฟล์" in plain(response.content.decode())
    assert len(names(reporter)) == len(stored()) == 10
    with django_capture_on_commit_callbacks(execute=True):
        again = attach(reporter, a_file("12.jpg"))
    assert "12.jpg: แนบได้ไม่เกิน 10 ไฟล์" in plain(again.content.decode())
    assert len(stored()) == 10


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00b.jpg", "🙂" * 200 + ".jpg", "\u202egpj.exe", " ", "\u200b", "\u200b.."]
)
def test_strange_names_are_taken_without_their_tricks(reporter, name):
    assert attach(reporter, a_file(name)).status_code == 302
    for shown in names(reporter):
        assert len(shown) <= 120
        assert not set(shown) & {"/", "\x00", "\u202e"}


def test_removed_file_leaves_the_store(reporter, django_capture_on_commit_callbacks):
    attach(reporter, a_file(), a_file("สอง.jpg"), add="1")
    store_name = DraftFile.objects.values_list("store_name", flat=True).order_by("store_name")[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert attach(reporter, remove=store_name)["Location"] == "/report/files/"
    assert len(names(reporter)) == len(stored()) == 1
    assert attach(reporter, remove=store_name).status_code == 302


def test_made_up_name_removes_nothing_of_anybody(reporter, client):
    attach(reporter, a_file(), add="1")
    stranger = Reporter(client)
    stranger.begin()
    attach(stranger, remove=stored()[0])
    assert len(stored()) == 1


def test_exit_removes_the_files(reporter, django_capture_on_commit_callbacks):
    attach(reporter, a_file(), add="1")
    with django_capture_on_commit_callbacks(execute=True):
        reporter.client.get("/leave/")
    assert stored() == []


def test_file_sent_after_the_time_is_not_left_behind(reporter):
    seen = "0"
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        response = reporter.post("files/", {"seen": seen, "attached": a_file()})
    assert response["Location"] == "/report/?ended"
    assert stored() == []


def test_nothing_lies_in_clear_while_a_large_file_arrives(reporter, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    Path(tempfile.tempdir).mkdir()
    planted = samples.PLANTED.encode()
    large = samples.jpeg(planted=True) + planted * (5 * 1024 * 1024 // len(planted))
    attach(reporter, a_file("ใหญ่.jpg", large))
    found = [path for path in tmp_path.rglob("*") if path.is_file() and planted[:20] in path.read_bytes()]
    assert found == []
    assert [path for path in Path(tempfile.tempdir).rglob("*") if path.is_file()] == []
    assert len(stored()) == 1


def test_more_than_everything_at_its_limit_is_not_read(reporter):
    response = reporter.client.post(
        "/report/files/", b"--x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(11 * MAX_BYTES)
    )
    assert response.status_code == 413


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_files(reporter, django_assert_num_queries, count):
    attach(reporter, *(a_file(f"{n}.jpg") for n in range(count)), add="1")
    with django_assert_num_queries(1):
        reporter.get("files/")
