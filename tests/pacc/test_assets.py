"""Sheet, script and fonts as browsers get them."""

import re

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from pacc import assets

MADE = settings.STATIC_MADE


def test_sheet_is_lowered_for_old_phones():
    sheet = assets.lower_sheet(".a{inset:0;color:hwb(120 0% 0%);& .b{margin-inline:1px}}")
    assert "inset:" not in sheet and "&" not in sheet and "hwb" not in sheet and "margin-inline" not in sheet


def test_made_sheet_holds_no_layer_and_no_nesting():
    sheet = (MADE / "css" / "site.css").read_text()
    assert "@layer" not in sheet and "&" not in re.sub(r"url\([^)]*\)", "", sheet)


def test_script_loses_comments_and_nothing_else():
    assert assets.strip_script('/* a\nb */\n  // c\n  f("//d");\n\n') == 'f("//d");\n'


def test_script_is_within_three_kilobytes():
    assert len((MADE / "js" / "site.js").read_bytes()) <= 3_000


@pytest.mark.parametrize("weight", assets.WEIGHTS)
def test_font_is_small_and_shapes_thai(weight):
    file = MADE / "fonts" / f"sarabun-{weight}.woff2"
    assert file.stat().st_size <= 17_500
    font = TTFont(file)
    assert all(ord(sign) in font.getBestCmap() for sign in "กฮญู่ที่ำ๙฿ Az09“”–…→")
    assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} >= {"mark", "mkmk"}
    digits = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert len(digits) == 1, "figures stand below each other"


def test_licence_is_shipped_beside_the_font():
    assert "SIL OPEN FONT LICENSE" in (MADE / "fonts" / "OFL.txt").read_text().upper()


def test_same_things_are_not_made_again(tmp_path):
    source = tmp_path / "static"
    (source / "css").mkdir(parents=True)
    (source / "css" / "a.css").write_text("a{color:red}")
    assert assets.make(source, tmp_path / "made") is True
    assert assets.make(source, tmp_path / "made") is False
    (source / "css" / "a.css").write_text("a{color:blue}")
    assert assets.make(source, tmp_path / "made") is True
