"""The QR of a ticket, or of another address, as a picture: PNG, since Tor Browser's safest level shows no SVG."""

import base64
import io
import struct
import zlib

import segno

from events.rules.tickets import Ticket, ticket_text

_MASK = 3
_QUIET = 4  # modules of white around it (ISO/IEC 18004, 5.3.8)
_AS_DIGITS = bytes.maketrans(b"\0\1", b"f0")  # light, dark


def ticket_png(address: str, ticket: Ticket) -> bytes:
    """About 800 bytes; read by any phone's camera from 3 cm up. `address` ends before the ticket's text."""
    return address_png(address + ticket_text(ticket))


def address_png(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
    return drawn.getvalue()


def qr_for_paper(address: str) -> bytes:
    """The QR for paper, as a PNG of 16 points a module: it stays sharp where a printer smoothes what it enlarges.

    The mask is given, since trying all eight costs most of the time. Any mask can be read; which one is best matters
    for a camera at the edge of what it sees (ISO/IEC 18004, 7.8). Written by hand: as SVG a thousand take a second
    longer and weigh twice as much.
    """
    made = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False)
    lines = [_line(b"")] * _QUIET + [_line(row) for row in made.matrix] + [_line(b"")] * _QUIET
    side = len(lines)
    lines = [line.ljust(side, b"f") for line in lines]
    # A hexadecimal digit is four points of a line, and each line stands four times.
    points = b"".join(4 * (b"\0" + bytes.fromhex((line + b"f" * (side % 2)).decode())) for line in lines)
    header = struct.pack(">IIBBBBB", 4 * side, 4 * side, 1, 0, 0, 0, 0)  # one bit a point, grey
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(points)) + _chunk(b"IEND", b"")
    )


def _line(modules: bytes | bytearray) -> bytes:
    return b"f" * _QUIET + bytes(modules).translate(_AS_DIGITS) + b"f" * _QUIET


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def inside_a_page(png: bytes) -> str:
    """The picture as the address of an image."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
