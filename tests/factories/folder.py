"""What stands in the folder of a workshop."""

from decimal import Decimal
from io import BytesIO

from PIL import Image

from events.actions.folder import IndicatorFacts, add_indicator, add_photograph
from events.models import Indicator, Photograph
from pacc.uploads.cleaning import CleanImage


def a_picture(colour="navy", kind="JPEG") -> bytes:
    saved = BytesIO()
    Image.new("RGB", (320, 240), colour).save(saved, kind)
    return saved.getvalue()


def an_indicator_of(workshop, by, *, name="จำนวนผู้เข้าร่วม", target="120", reached=None) -> Indicator:
    facts = IndicatorFacts(name=name, unit="คน", target=Decimal(target), reached=reached)
    return add_indicator(workshop, facts, by=by)


def a_photograph_of(workshop, by, *, colour="navy", caption="พิธีเปิด") -> Photograph:
    """Nobody was asked yet."""
    return add_photograph(workshop, CleanImage("image/jpeg", 320, 240, a_picture(colour)), caption=caption, by=by)
