"""The QR of a ticket, or of another address, as a picture: PNG, since Tor Browser's safest level shows no SVG."""

import base64
import io

import segno

from events.rules.tickets import Ticket, ticket_text

_MASK = 3


def ticket_png(address: str, ticket: Ticket) -> bytes:
    """About 800 bytes; read by any phone's camera from 3 cm up. `address` ends before the ticket's text."""
    return address_png(address + ticket_text(ticket))


def address_png(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
    return drawn.getvalue()


def qr_drawing(address: str) -> str:
    """The QR for paper, as SVG. About 2 ms: the mask is given, since trying all eight costs most of the time.

    Any mask can be read; which one is best matters for a camera at the edge of what it sees (ISO/IEC 18004, 7.8).
    """
    drawn = io.BytesIO()
    made = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False)
    made.save(drawn, kind="svg", border=4, xmldecl=False, omitsize=True, nl=False)
    return drawn.getvalue().decode()


def inside_a_page(png: bytes) -> str:
    """The picture as the address of an image."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
