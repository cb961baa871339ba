"""Looks at a picture (`picture.py inspect`) or rebuilds it from its points (`picture.py clean`). Run in the sandbox."""

import json
import resource
import sys
from io import BytesIO

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

# A photograph of 108 million points, which telephones take, passes; a picture that unpacks to gigabytes does not.
MAX_PIXELS_JPEG = 120_000_000
# These unpack at full size only.
MAX_PIXELS = 64_000_000
# Points on the longer side of what officers see: enough to read a licence plate and a page of a document.
MAX_SIDE = 2560

TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
_ORIENTATION = 0x0112
# Source: Exif 2.32, tag Orientation.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Imported now, because nothing can be opened once the picture is read. TIFF is what EXIF is written in.
_DECODERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
Image.preinit()
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.register_heif_opener()
ImageFile.LOAD_TRUNCATED_IMAGES = False
# Pillow only warns below twice its limit; the size is checked here, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


class TooManyPixels(Exception):
    """The picture says of itself that it is larger than the limit."""


def open_picture(content: bytes) -> Image.Image:
    """The first frame. Raises TooManyPixels, or whatever the decoder raises for what is no whole picture."""
    picture: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "HEIF"))
    width, height = picture.size
    if width * height > (MAX_PIXELS_JPEG if picture.format in {"JPEG", "MPO"} else MAX_PIXELS):
        raise TooManyPixels
    # A JPEG unpacks to a half, a quarter or an eighth where that is enough; all its bytes are read all the same.
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
    picture.load()
    return picture


def inspect(content: bytes) -> bytes:
    """JSON: kind and media_type, or refused with the reason."""
    try:
        picture = open_picture(content)
    except (TooManyPixels, MemoryError):
        return b'{"refused": "pixels"}'
    except Exception:  # decoders raise anything for what they cannot read
        return b'{"refused": "unreadable"}'
    return json.dumps({"kind": "image", "media_type": TYPES[picture.format or ""]}).encode()


def clean(content: bytes) -> bytes:
    """One line of JSON, then the new file: upright, smaller, without anything that is not a point.

    Whatever is not understood ends the process, and nothing is shown.
    """
    picture = open_picture(content)
    is_drawn, turn = picture.format == "PNG", _turn(picture)
    if picture.mode in {"1", "P", "PA"}:
        # Made smaller as they are, lines and letters of a screenshot would break.
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Smaller first: the steps after it cost memory.
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    points = _as_rgb(picture if turn is None else picture.transpose(turn))
    # From the bytes of the points alone: comments, profiles, EXIF and thumbnails have no way across.
    rebuilt = Image.frombytes("RGB", points.size, points.tobytes())
    out = BytesIO()
    if is_drawn:
        rebuilt.save(out, "PNG")
    else:
        rebuilt.save(out, "JPEG", quality=85)
    said = {"media_type": "image/png" if is_drawn else "image/jpeg", "width": rebuilt.width, "height": rebuilt.height}
    return json.dumps(said).encode() + b"\n" + out.getvalue()


def _turn(picture: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # a broken EXIF block says nothing about the points
        return None


def _as_rgb(picture: Image.Image) -> Image.Image:
    """On white where it is transparent, as a page would show it."""
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        # Pillow cuts 16 bits off at 255, which would leave a white page.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page


if __name__ == "__main__":
    answers = {"inspect": inspect, "clean": clean}
    answer = answers[sys.argv[1]]
    # From here on this process can open nothing at all, whatever the kernel offers besides.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
