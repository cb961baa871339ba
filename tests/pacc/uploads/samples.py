"""Files that people send, and files that attackers send, made on the spot."""

import struct
import zlib
from fractions import Fraction
from io import BytesIO

import av
import pikepdf
import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

pillow_heif.register_heif_opener()

PLANTED = "ปลูกไว้ GPS 14.882 N 103.493 E 0812345678"
LEFT, RIGHT = (200, 30, 30), (30, 30, 200)


def drawing(size=(320, 200), mode="RGB"):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, LEFT)
    picture.paste(RIGHT, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def exif(orientation=1):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = PLANTED.encode().decode("latin-1")
    tags[0x9286] = b"ASCII\0\0\0" + PLANTED.encode()
    gps = tags.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (14.0, 52.0, 55.2), "E", (103.0, 29.0, 34.8)
    return tags.tobytes()


def saved(picture, kind, **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def jpeg(size=(320, 200), *, orientation=1, planted=False, **options):
    if planted:
        options |= {"comment": PLANTED.encode(), "icc_profile": b"\0" * 128 + PLANTED.encode()}
        options |= {"xmp": f"<x>{PLANTED}</x>".encode()}
    return saved(drawing(size), "JPEG", quality=90, exif=exif(orientation), **options)


def png(size=(320, 200), *, mode="RGB", planted=False):
    notes = PngInfo()
    if planted:
        notes.add_text("Comment", "GPS 14.882 N 103.493 E 0812345678")
        notes.add_itxt("Place", PLANTED)
        notes.add_itxt("XML:com.adobe.xmp", PLANTED, zip=True)
    return saved(drawing(size, mode), "PNG", pnginfo=notes, **({"exif": exif()} if planted else {}))


def webp(size=(320, 200), **options):
    return saved(drawing(size), "WEBP", **options)


def heic(size=(320, 200), *, planted=False, orientation=1):
    return saved(
        drawing(size), "HEIF", quality=80, **({"exif": exif(orientation)} if planted or orientation > 1 else {})
    )


def png_bomb(width=60_000, height=60_000):
    """A few kB that unpack to `width` x `height` points."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8 + 1)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 4000))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def png_text_bomb():
    """A text chunk that unpacks to 200 MB."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    plain = png((20, 20))
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9))
    return plain[:33] + bomb + plain[33:]


def jpeg_claiming(width, height):
    """A small JPEG that says of itself that it is huge."""
    content = bytearray(jpeg())
    start = content.index(b"\xff\xc0") + 5
    content[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def heic_claiming(width, height):
    """A small HEIC whose boxes say that it is huge."""
    content = bytearray(heic())
    place = content.index(b"ispe") + 8
    content[place : place + 8] = struct.pack(">II", width, height)
    return bytes(content)


def pdf(pages=1, **options):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    out = BytesIO()
    document.save(out, **options)
    return out.getvalue()


NO_PASSWORD = pikepdf.Encryption(owner="o", user="")


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def silence(samples, rate, layout="mono", kind="s16"):
    frame = av.AudioFrame(kind, layout, samples)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate = rate
    return frame


def amr():
    """A second of silence as old phones record it, written by hand: not every build of ffmpeg can encode it."""
    silent_frame = bytes([0x3C]) + bytes(31)  # 12.2 kbit/s, 20 ms; RFC 4867
    return b"#!AMR\n" + silent_frame * 50


def sound(container="mp3", codec="libmp3lame", rate=44_100, *, kind="s16p", seconds=1, cover=None, title=None):
    out = BytesIO()
    with av.open(out, "w", format=container) as made:
        stream = made.add_stream(codec, rate=rate)
        stream.layout = "mono"
        if title:
            made.metadata["title"] = title
        if cover:
            picture = made.add_stream("mjpeg")
            picture.width, picture.height, picture.pix_fmt = 64, 64, "yuvj420p"
            picture.disposition = av.stream.Disposition.attached_pic
            for packet in picture.encode(av.VideoFrame.from_image(cover)):
                made.mux(packet)
        resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=rate)
        position = 0
        for _ in range(int(rate * seconds / 1024) + 1):
            frame = silence(1024, rate)
            frame.pts, position = position, position + 1024
            frame.time_base = Fraction(1, rate)
            for ready in resampler.resample(frame):
                for packet in stream.encode(ready):
                    made.mux(packet)
        for packet in stream.encode(None):
            made.mux(packet)
    return out.getvalue()


def film(container="mp4", codec="libx264", frames=10, size=(128, 96), title=None):
    out = BytesIO()
    with av.open(out, "w", format=container) as made:
        stream = made.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        if title:
            made.metadata["title"] = title
        for _ in range(frames):
            for packet in stream.encode(av.VideoFrame.from_image(drawing(size))):
                made.mux(packet)
        for packet in stream.encode(None):
            made.mux(packet)
    return out.getvalue()


HTML = b"<!doctype html><html><body><script>alert(document.domain)</script></body></html>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
)
