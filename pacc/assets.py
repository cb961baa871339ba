"""Makes what browsers load: the sheet lowered for old phones, the script without its comments, Sarabun cut to size.

Nothing is fetched: Sarabun comes with the package fontpkg-sarabun, under the SIL Open Font License, which is shipped
beside it.
"""

import hashlib
import logging
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import fontpkg_sarabun
from fontTools import subset
from fontTools.ttLib import TTFont
from lightningcss import process_stylesheet

# The oldest browsers that the sheet is lowered for (ui.md, Weight).
BROWSERS = ["chrome 64", "safari 12", "ios_saf 12", "firefox 60"]
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# ASCII, Thai, and the signs used on screen: nbsp, quotes, dashes, dots, arrows, euro, minus.
SIGNS = [
    *range(0x20, 0x7F),
    *range(0x0E01, 0x0E3B),
    *range(0x0E3F, 0x0E5C),
    *(0xA0, 0xA7, 0xAB, 0xB1, 0xB7, 0xBB, 0xD7),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, *range(0x2190, 0x2194), 0x2212),
]
_PACKAGES = ("fonttools", "lightningcss", "fontpkg-sarabun", "brotli")
_STAMP = ".made-of"

# It tells every glyph it keeps.
logging.getLogger("fontTools").setLevel(logging.WARNING)


def cut_font(source: Path, target: Path) -> None:
    """A face with the signs used only, as woff2."""
    options = subset.Options(
        flavor="woff2",
        layout_features=["ccmp", "liga", "locl", "mark", "mkmk", "kern"],
        hinting=False,
        desubroutinize=True,
    )
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names, licence and its address stay inside
    options.notdef_outline = True
    with TTFont(source) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=SIGNS)
        cutter.subset(font)
        subset.save_font(font, str(target), options)


def lower_sheet(sheet: str, name: str = "") -> str:
    """The sheet in words that old phones know, without comments."""
    return str(process_stylesheet(sheet, filename=name, browsers_list=BROWSERS, minify=True))


def strip_script(script: str) -> str:
    """The script without comment lines and indents; nothing else is touched."""
    script = re.sub(r"^\s*/\*.*?\*/\s*$", "", script, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def made_of(source: Path) -> str:
    """A fingerprint of all that goes in; the same fingerprint, the same result."""
    digest = hashlib.sha256()
    for name in _PACKAGES:
        digest.update(f"{name} {version(name)}\n".encode())
    for file in sorted([Path(__file__), *source.rglob("*")]):
        if file.is_file():
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def make(source: Path, target: Path) -> bool:
    """Fills `target` with the made files; False when they were there already."""
    fingerprint = made_of(source)
    stamp = target / _STAMP
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return False
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for sheet in target.rglob("*.css"):
        sheet.write_text(lower_sheet(sheet.read_text(encoding="utf-8"), sheet.name), encoding="utf-8")
    for script in (target / "js").rglob("*.js"):
        script.write_text(strip_script(script.read_text(encoding="utf-8")), encoding="utf-8")
    package = Path(fontpkg_sarabun.__file__).parent
    fonts = target / "fonts"
    fonts.mkdir(exist_ok=True)
    for weight, style in WEIGHTS.items():
        cut_font(package / "files" / f"Sarabun-{style}.ttf", fonts / f"sarabun-{weight}.woff2")
    shutil.copyfile(package / "LICENSE", fonts / "OFL.txt")
    stamp.write_text(fingerprint)
    return True
