"""The fonts of a phone for the tests' browser: whatever a machine has installed, pages are seen the same."""

from pathlib import Path

import fontpkg_noto_sans_thai
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Android has Noto Sans Thai; Latin letters come from what every system has.
_FAMILY = "Noto Sans Thai"
_WEIGHTS = {"Regular": 400, "Bold": 700}
_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def phone_fonts(folder: Path) -> Path:
    """Puts the fonts into `folder`; gives the file for FONTCONFIG_FILE."""
    (variable,) = (Path(fontpkg_noto_sans_thai.__file__).parent / "files").glob("*.ttf")
    for style, weight in _WEIGHTS.items():
        font = instantiateVariableFont(TTFont(variable), {"wght": weight, "wdth": 100})
        _rename(font, style)
        font.save(folder / f"NotoSansThai-{style}.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    return configuration


def _rename(font: TTFont, style: str) -> None:
    """As the phone's own files are named, by which a sheet's `local()` finds them."""
    whole = _FAMILY if style == "Regular" else f"{_FAMILY} {style}"
    names = {1: _FAMILY, 2: style, 4: whole, 6: f"{_FAMILY.replace(' ', '')}-{style}"}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    for number in (16, 17, 25):
        font["name"].removeNames(nameID=number)
