"""Decided by decoded content: what people send is known whatever it is called, and what attackers send is not taken."""

import os
import time

import pytest

from pacc.uploads import parsers
from pacc.uploads.inspection import Finding, _finding, inspect
from pacc.uploads.refusals import Refusal, Refused
from pacc.vault.errors import CannotOpen
from tests.pacc.uploads import samples


def refusal_of(content):
    with pytest.raises(Refused) as refused:
        inspect([content])
    return refused.value.reason


TAKEN = {
    "jpeg": (samples.jpeg, "image", "image/jpeg"),
    "progressive jpeg": (lambda: samples.jpeg(progressive=True), "image", "image/jpeg"),
    "jpeg in CMYK": (lambda: samples.saved(samples.drawing(mode="CMYK"), "JPEG"), "image", "image/jpeg"),
    "png": (samples.png, "image", "image/png"),
    "png with transparency": (lambda: samples.png(mode="RGBA"), "image", "image/png"),
    "png of two colours": (lambda: samples.png(mode="1"), "image", "image/png"),
    "png of 16 bits": (lambda: samples.saved(samples.drawing(mode="I;16"), "PNG"), "image", "image/png"),
    "webp": (samples.webp, "image", "image/webp"),
    "webp without loss": (lambda: samples.webp(lossless=True), "image", "image/webp"),
    "heic": (samples.heic, "image", "image/heic"),
    "pdf": (samples.pdf, "pdf", "application/pdf"),
    "pdf after a blank line": (lambda: b"\n" + samples.pdf(), "pdf", "application/pdf"),
    "pdf with an empty password": (lambda: samples.pdf(encryption=samples.NO_PASSWORD), "pdf", "application/pdf"),
    "mp3": (samples.sound, "audio", "audio/mpeg"),
    "mp3 with a picture in its tags": (lambda: samples.sound(cover=samples.drawing((64, 64))), "audio", "audio/mpeg"),
    "voice note of an iPhone": (lambda: samples.sound("ipod", "aac"), "audio", "audio/mp4"),
    "voice note of LINE": (lambda: samples.sound("adts", "aac"), "audio", "audio/aac"),
    "voice note of a messenger": (lambda: samples.sound("ogg", "libopus", 48_000), "audio", "audio/ogg"),
    "recorder of an old phone": (samples.amr, "audio", "audio/amr"),
    "wav": (lambda: samples.sound("wav", "pcm_s16le"), "audio", "audio/wav"),
    "flac": (lambda: samples.sound("flac", "flac"), "audio", "audio/flac"),
    "mp4": (samples.film, "video", "video/mp4"),
    "film of an iPhone": (lambda: samples.film("mov", "hevc"), "video", "video/mp4"),
    "webm": (lambda: samples.film("webm", "libvpx"), "video", "video/webm"),
    "film of an old phone": (lambda: samples.film("3gp", "mpeg4"), "video", "video/mp4"),
    "avi": (lambda: samples.film("avi", "mpeg4"), "video", "video/x-msvideo"),
    "dashboard camera": (lambda: samples.film("mpegts", "libx264"), "video", "video/mp2t"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_people_send_is_known_by_its_content(name):
    make, kind, media_type = TAKEN[name]
    assert inspect([make()]) == Finding(kind, media_type)


REFUSED = {
    "html": (lambda: samples.HTML, Refusal.TYPE),
    "svg": (lambda: samples.SVG, Refusal.TYPE),
    "text": ("เรื่องถนนหมู่ 4".encode, Refusal.TYPE),
    "zip, docx, apk": (lambda: b"PK\x03\x04" + bytes(500), Refusal.TYPE),
    "windows program": (lambda: b"MZ" + bytes(500), Refusal.TYPE),
    "linux program": (lambda: b"\x7fELF" + bytes(500), Refusal.TYPE),
    "avif": (lambda: samples.saved(samples.drawing(), "AVIF"), Refusal.TYPE),
    "bmp": (lambda: samples.saved(samples.drawing(), "BMP"), Refusal.TYPE),
    "tiff": (lambda: samples.saved(samples.drawing(), "TIFF"), Refusal.TYPE),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", Refusal.TYPE),
    "playlist": (lambda: b"#EXTM3U\nfile:///etc/passwd\n", Refusal.TYPE),
    "nothing": (lambda: b"", Refusal.EMPTY),
    "html with a jpeg header": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + samples.HTML, Refusal.UNREADABLE),
    "html with a png header": (lambda: b"\x89PNG\r\n\x1a\n" + samples.HTML, Refusal.UNREADABLE),
    "html with a pdf header": (lambda: b"%PDF-1.7\n" + samples.HTML, Refusal.UNREADABLE),
    "html with an mp3 header": (lambda: b"ID3" + samples.HTML * 500, Refusal.UNREADABLE),
    "html with an mp3 frame": (lambda: b"\xff\xfb" + samples.HTML * 500, Refusal.UNREADABLE),
    "html with an mp4 header": (lambda: b"\0\0\0\x18ftypisom" + samples.HTML * 500, Refusal.UNREADABLE),
    "playlist with a song's header": (
        lambda: b"ID3#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1\nfile:///etc/passwd\n",
        Refusal.UNREADABLE,
    ),
    "letter that begins like a film": (lambda: b"Good morning " * 500, Refusal.UNREADABLE),
    "noise after an mp3 frame": (lambda: b"\xff\xfb" + os.urandom(300_000), Refusal.UNREADABLE),
    "half a jpeg": (lambda: samples.jpeg()[: len(samples.jpeg()) // 2], Refusal.UNREADABLE),
    "half a png": (lambda: samples.png()[: len(samples.png()) // 2], Refusal.UNREADABLE),
    "half a webp": (lambda: samples.webp()[: len(samples.webp()) // 2], Refusal.UNREADABLE),
    "half a heic": (lambda: samples.heic()[: len(samples.heic()) // 2], Refusal.UNREADABLE),
    "half a film": (lambda: samples.film()[: len(samples.film()) // 2], Refusal.UNREADABLE),
    "pdf without pages": (lambda: samples.pdf(pages=0), Refusal.UNREADABLE),
    "pdf with a password": (samples.locked_pdf, Refusal.LOCKED),
    "png bomb": (samples.png_bomb, Refusal.PIXELS),
    "png bomb in its text": (samples.png_text_bomb, Refusal.UNREADABLE),
    "jpeg that claims to be huge": (lambda: samples.jpeg_claiming(60_000, 60_000), Refusal.PIXELS),
    "heic that claims to be huge": (lambda: samples.heic_claiming(60_000, 60_000), Refusal.PIXELS),
    "heic that claims to be large": (lambda: samples.heic_claiming(7_900, 7_900), Refusal.UNREADABLE),
    "film cut off after its header": (lambda: samples.film()[:40], Refusal.UNREADABLE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_named(name):
    make, reason = REFUSED[name]
    assert refusal_of(make()) == reason


def test_a_name_says_nothing_so_a_png_named_pdf_is_a_picture():
    assert inspect([samples.png()]).kind == "image"


@pytest.mark.parametrize("tail", [samples.HTML, b"PK\x03\x04" + bytes(300), b"%PDF-1.7\n" + samples.HTML])
def test_a_polyglot_is_what_it_decodes_to(tail):
    assert inspect([samples.jpeg() + tail]) == Finding("image", "image/jpeg")
    assert inspect([samples.png() + tail]) == Finding("image", "image/png")


def test_a_pdf_that_is_a_page_of_html_too_stays_a_pdf():
    assert inspect([samples.pdf() + samples.HTML]).kind == "pdf"


def test_ten_thousand_pages_are_looked_at_in_time():
    started = time.monotonic()
    assert inspect([samples.pdf(pages=10_000)]).kind == "pdf"
    assert time.monotonic() - started < 15


def test_it_may_come_in_the_smallest_pieces():
    content = samples.png((20, 20))
    assert inspect(content[n : n + 1] for n in range(len(content))).kind == "image"
    assert inspect([b"", b"", content]).kind == "image"


def test_a_file_that_breaks_off_in_the_store_is_lost_not_believed():
    def broken():
        yield samples.jpeg()
        raise CannotOpen

    with pytest.raises(Refused) as refused:
        inspect(broken())
    assert refused.value.reason == Refusal.LOST


def test_more_at_once_than_memory_allows_are_asked_to_come_again(monkeypatch):
    monkeypatch.setattr("pacc.uploads.inspection._WAIT_SECONDS", 0.05)
    with parsers._AT_ONCE, parsers._AT_ONCE:
        assert refusal_of(samples.png()) == Refusal.BUSY
    assert inspect([samples.png()]).kind == "image"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"kind": "html"},
        {"kind": "image"},
        {"kind": "image", "media_type": 7},
        {"kind": ["image"], "media_type": "image/png"},
        {"refused": "no such"},
        {"refused": ["type"]},
    ],
)
def test_a_parser_that_was_taken_over_can_only_choose_among_answers(answer):
    with pytest.raises(Refused) as refused:
        _finding(answer)
    assert refused.value.reason == Refusal.UNREADABLE


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "image/png\r\nX: y", "video/mp4;x"])
def test_a_parser_cannot_name_a_type_of_its_own(media_type):
    with pytest.raises(Refused):
        _finding({"kind": "image", "media_type": media_type})
