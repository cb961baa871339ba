"""Drawn pictures in place of photographs: a road, a sign, a building. Sealed as a reporter's upload would be."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from pacc.vault.files import SealedWriter
from reports.models import Evidence
from reports.rules.account import AttachedFile

_SIZE = (960, 720)


def attached(rng: Random, number: int) -> AttachedFile:
    """One JPEG in the evidence store, and what a report needs to know of it."""
    writer = SealedWriter()
    writer.write(_jpeg(rng))
    stored = writer.finish()
    return AttachedFile(
        store_name=stored.name,
        file_key=stored.key,
        name=f"IMG_{rng.randint(1000, 9999)}_{number}.jpg",
        kind=Evidence.Kind.IMAGE,
        media_type="image/jpeg",
        bytes=stored.size,
        sha256=stored.digest.hex(),
    )


def _jpeg(rng: Random) -> bytes:
    picture = Image.new("RGB", _SIZE, (196, 210, 222))
    draw = ImageDraw.Draw(picture)
    rng.choice((_road, _sign, _building))(draw, rng)
    target = BytesIO()
    picture.save(target, "JPEG", quality=72)
    return target.getvalue()


def _ground(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    draw.rectangle((0, 380, *_SIZE), fill=(132 + rng.randint(-20, 20), 148, 96))


def _road(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    _ground(draw, rng)
    draw.polygon([(420, 380), (540, 380), (900, 720), (60, 720)], fill=(150, 150, 148))
    for _crack in range(rng.randint(3, 7)):
        x, y = rng.randint(250, 700), rng.randint(430, 560)
        line = [(x, y)]
        for _bend in range(6):
            x, y = x + rng.randint(-60, 60), y + rng.randint(5, 40)
            line.append((x, y))
        draw.line(line, fill=(70, 70, 68), width=rng.randint(2, 6))


def _sign(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    _ground(draw, rng)
    for post in (300, 650):
        draw.rectangle((post, 300, post + 14, 640), fill=(120, 120, 124))
    draw.rectangle((220, 120, 740, 420), fill=(238, 238, 232), outline=(40, 60, 120), width=8)
    for line in range(6):
        draw.rectangle((260, 160 + 40 * line, 260 + rng.randint(180, 440), 174 + 40 * line), fill=(60, 66, 90))


def _building(draw: ImageDraw.ImageDraw, rng: Random) -> None:
    _ground(draw, rng)
    draw.rectangle((180, 200, 800, 520), fill=(222, 214, 196))
    draw.polygon([(150, 205), (490, 110), (830, 205)], fill=(150, 84, 70))
    for window in range(4):
        draw.rectangle((220 + 145 * window, 280, 310 + 145 * window, 380), fill=(96, 120, 140))
    x = rng.randint(260, 700)
    draw.line([(x, 210), (x + 22, 320), (x - 14, 420), (x + 8, 520)], fill=(80, 70, 60), width=4)
