"""PDF through typst, in Sarabun: Thai is shaped and broken right, nothing is fetched, no system font is used."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import fontpkg_sarabun
import pikepdf
import typst
from django.utils import translation

_FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(Path(fontpkg_sarabun.__file__).parent / "files")],
)

_REMEMBERED = 10  # compilations, as typst 0.15 evicts (measured: memory stops growing with the tenth)


def pdf(template: Path, values: dict[str, Any], *, title: str = "", tagged: bool = True) -> bytes:
    """The template with `values`, which it reads by `json(bytes(sys.inputs.values))`. No file is written.

    Not `tagged`: what is only ever cut out of paper, where reading order and headings help nobody and weigh half.

    SECURITY: values reach typst as data, never as its code; the root is the template's folder.
    """
    language = translation.get_language() or "th"
    inputs = {"values": json.dumps({"language": language, "title": title, **values}, ensure_ascii=False)}
    compiler = typst.Compiler(font_paths=_FONTS, ignore_system_fonts=True)
    # A fixed stamp: a receipt does not say the second at which somebody reported.
    made = compiler.compile(str(template), root=str(template.parent), sys_inputs=inputs, timestamp=0, pdf_tags=tagged)
    return cast(bytes, made)


def joined(parts: Iterable[bytes]) -> bytes:
    """One file of several that were made here, in their order, named as the first."""
    whole = pikepdf.new()
    for number, part in enumerate(parts):
        with pikepdf.open(BytesIO(part)) as opened:
            whole.pages.extend(opened.pages)
            if number == 0 and "/Title" in opened.docinfo:
                whole.docinfo["/Title"] = str(opened.docinfo["/Title"])
    saved = BytesIO()
    whole.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def forget() -> None:
    """Let go of the memory of the papers before. The typesetter keeps what it worked out for the last ten, in case the
    next is alike: some 220 kB a badge. A dozen empty ones push them out.
    """
    compiler = typst.Compiler(font_paths=_FONTS, ignore_system_fonts=True)
    for _turn in range(_REMEMBERED + 2):
        compiler.compile(b"", timestamp=0)
