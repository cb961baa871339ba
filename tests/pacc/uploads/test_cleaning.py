"""What officers see is rebuilt from points: nothing else that a file carries comes along."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from pacc.sandbox.run import ChildFailed
from pacc.uploads.cleaning import clean_image
from pacc.vault.errors import CannotOpen
from tests.pacc.uploads import samples

PLANTED = [b"GPS", b"14.882", b"0812345678", "ปลูกไว้".encode(), b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", b"iCCP"]


def opened(image):
    return Image.open(BytesIO(image.content))


def looks_like(picture, left=samples.LEFT, right=samples.RIGHT):
    def near(point, colour):
        return all(abs(a - b) < 40 for a, b in zip(point, colour, strict=True))

    width, height = picture.size
    picture = picture.convert("RGB")
    return near(picture.getpixel((width // 4, height // 2)), left) and near(
        picture.getpixel((width * 3 // 4, height // 2)), right
    )


def jpeg_markers(content):
    """Every segment before the points, and whether anything follows the end."""
    found, place = [], 2
    while content[place + 1] != 0xDA:
        found.append(content[place + 1])
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return found, content[content.rindex(b"\xff\xd9") + 2 :]


def png_chunks(content):
    found, place = [], 8
    while place < len(content):
        length = struct.unpack(">I", content[place : place + 4])[0]
        found.append(content[place + 4 : place + 8])
        place += 12 + length
    return found


def heic_with_tags():
    return samples.heic(planted=True)


SOURCES = {
    "jpeg": (lambda: samples.jpeg(planted=True), "image/jpeg"),
    "png": (lambda: samples.png(planted=True), "image/png"),
    "webp": (lambda: samples.webp(exif=samples.exif(), xmp=samples.PLANTED.encode()), "image/jpeg"),
    "heic": (heic_with_tags, "image/jpeg"),
    "jpeg with a tail": (lambda: samples.jpeg(planted=True) + samples.PLANTED.encode() + samples.HTML, "image/jpeg"),
    "png with a tail": (lambda: samples.png(planted=True) + samples.PLANTED.encode() + samples.HTML, "image/png"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_but_the_points_comes_through(name):
    make, media_type = SOURCES[name]
    content = make()
    assert any(planted in content for planted in PLANTED), "the control must be there to be missed"
    image = clean_image([content])
    assert image.media_type == media_type
    assert not [planted for planted in PLANTED if planted in image.content]
    assert b"<script" not in image.content
    assert looks_like(opened(image))


def test_a_clean_jpeg_has_only_the_segments_that_a_decoder_needs():
    markers, tail = jpeg_markers(clean_image([samples.jpeg(planted=True)]).content)
    assert {f"{marker:x}" for marker in markers} == {"e0", "db", "c0", "c4"}, "JFIF, tables, size"
    assert tail == b""
    assert 0xE1 in jpeg_markers(samples.jpeg(planted=True))[0]


def test_a_clean_png_has_only_the_chunks_that_a_decoder_needs():
    chunks = png_chunks(clean_image([samples.png(planted=True)]).content)
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}
    assert b"iTXt" in png_chunks(samples.png(planted=True))


@pytest.mark.parametrize(
    ("orientation", "size", "left"),
    [
        (1, (320, 200), samples.LEFT),
        (2, (320, 200), samples.RIGHT),
        (3, (320, 200), samples.RIGHT),
        (4, (320, 200), samples.LEFT),
        (5, (200, 320), None),
        (6, (200, 320), None),
        (7, (200, 320), None),
        (8, (200, 320), None),
    ],
)
def test_pictures_are_turned_upright(orientation, size, left):
    image = clean_image([samples.jpeg(orientation=orientation)])
    picture = opened(image).convert("RGB")
    assert (image.width, image.height) == picture.size == size
    if left:
        assert looks_like(picture, left, samples.RIGHT if left == samples.LEFT else samples.LEFT)
    else:
        # 5 and 6 turn the red left side to the top, 7 and 8 to the bottom.
        top = picture.getpixel((100, 80))
        assert (top[0] > top[2]) == (orientation in {5, 6})


def test_large_pictures_become_small_enough_to_show():
    image = clean_image([samples.jpeg((6000, 3000))])
    assert (image.width, image.height) == (2560, 1280)
    assert looks_like(opened(image))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_seen(mode):
    image = clean_image([samples.png(mode=mode)])
    picture = opened(image).convert("L")
    assert picture.size == (320, 200)
    assert picture.getpixel((80, 100)) != 255 or mode == "1"


def test_transparency_becomes_white_paper():
    content = samples.saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")
    assert opened(clean_image([content])).getpixel((25, 25)) == (255, 255, 255)


def test_sixteen_bits_are_not_burnt_out():
    content = samples.saved(Image.new("I;16", (50, 50), 0x8000), "PNG")
    assert opened(clean_image([content])).convert("L").getpixel((25, 25)) == 0x80


def test_only_the_first_picture_of_a_moving_one_is_shown():
    frames = [samples.drawing(), Image.new("RGB", (320, 200), "green")]
    content = samples.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert looks_like(opened(clean_image([content])))


def test_a_broken_exif_block_costs_nothing_but_the_turn():
    content = samples.jpeg()
    broken = content.replace(b"Exif\0\0MM", b"Exif\0\0XX").replace(b"Exif\0\0II", b"Exif\0\0XX")
    assert broken != content
    assert looks_like(opened(clean_image([broken])))


def test_a_huge_directory_of_tags_is_no_way_to_stop_us():
    tags = b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff\xff" + b"\x01\x12\0\x04\xff\xff\xff\xff\xff\xff\xff\xf0" * 5000
    segment = b"\xff\xe1" + struct.pack(">H", len(tags) + 2) + tags
    plain = samples.saved(samples.drawing(), "JPEG", quality=90)
    assert looks_like(opened(clean_image([plain[:2] + segment + plain[2:]])))


FAILING = {
    "html with a jpeg header": lambda: b"\xff\xd8\xff\xe0" + samples.HTML,
    "half a jpeg": lambda: samples.jpeg()[:1500],
    "png bomb": samples.png_bomb,
    "png bomb in its text": samples.png_text_bomb,
    "jpeg that claims to be huge": lambda: samples.jpeg_claiming(60_000, 60_000),
    "heic that claims to be huge": lambda: samples.heic_claiming(60_000, 60_000),
    "pdf": samples.pdf,
    "film": samples.film,
    "svg": lambda: samples.SVG,
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("name", FAILING)
def test_what_is_not_understood_is_not_shown(name):
    with pytest.raises(ChildFailed):
        clean_image([FAILING[name]()])


def test_a_file_that_breaks_off_in_the_store_is_not_shown():
    def broken():
        yield samples.jpeg()
        raise CannotOpen

    with pytest.raises(CannotOpen):
        clean_image(broken())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xd8\xff",
        b'{"media_type": "text/html", "width": 1, "height": 1}\n<script>',
        b'{"media_type": "image/jpeg", "width": 1, "height": 1}\n<script>',
        b'{"media_type": ["image/jpeg"], "width": 1, "height": 1}\n\xff\xd8\xff',
        b'{"media_type": "image/jpeg", "width": "x", "height": 1}\n\xff\xd8\xff',
        b"[]\n\xff\xd8\xff",
    ],
)
def test_a_parser_that_was_taken_over_gives_a_picture_or_nothing(monkeypatch, answer):
    monkeypatch.setattr("pacc.uploads.cleaning.run_parser", lambda *args, **kwargs: answer)
    with pytest.raises(ChildFailed):
        clean_image([b""])
