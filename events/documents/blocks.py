"""A document as a list of blocks, which becomes a PDF to print and a Word file to amend: the same words in both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, assert_never

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("result_report.typ")
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML cannot hold.
_NO_LETTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Appendix:
    """A heading that begins a page."""

    text: str


@dataclass(frozen=True)
class Words:
    text: str  # paragraphs end with a line end


@dataclass(frozen=True)
class Table:
    """`widths`: shares of the line, 0 for as wide as its words. `numbers`: columns that stand to the right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    numbers: Sequence[int] = field(default=())


@dataclass(frozen=True)
class Picture:
    content: bytes  # JPEG or PNG
    text: str


Block = Title | Heading | Appendix | Words | Table | Picture


def as_pdf(blocks: Iterable[Block], *, title: str) -> bytes:
    return pdf(_TEMPLATE, {"blocks": [_told(block) for block in blocks]}, title=title)


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Title() | Heading() | Appendix():
            return {"kind": type(block).__name__.lower(), "text": block.text}
        case Words():
            return {"kind": "paragraph", "text": block.text}
        case Table():
            return {"kind": "table", **vars(block)}
        case Picture():
            return {"kind": "picture", "text": block.text, "content": list(block.content)}
        case _:
            assert_never(block)


def as_word(blocks: Iterable[Block], *, title: str) -> bytes:
    """A .docx in TH Sarabun New, the face of Thai government documents; Word takes another where it is not there."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(20), Mm(25), Mm(20)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "TH Sarabun New", Pt(16)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(which), "TH Sarabun New")
    for block in blocks:
        _write(document, block)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _write(document: Any, block: Block) -> None:
    match block:
        case Title():
            _line(document.add_paragraph(), block.text, bold=True, size=22, centred=True)
        case Heading():
            _line(document.add_paragraph(), block.text, bold=True, size=18)
        case Appendix():
            document.add_page_break()
            _line(document.add_paragraph(), block.text, bold=True, size=20, centred=True)
        case Words():
            for text in block.text.split("\n"):
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.first_line_indent = Mm(12)
                _line(paragraph, text)
        case Table():
            _write_table(document, block)
        case Picture():
            document.add_picture(BytesIO(block.content), width=Mm(120))
            document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _line(document.add_paragraph(), block.text, centred=True, size=14)
        case _:
            assert_never(block)


def _write_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, block.headings, strict=True):
        _line(cell.paragraphs[0], words, bold=True, size=14, centred=True)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))  # repeated on each page
    for row in block.rows:
        for column, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _line(cell.paragraphs[0], words, size=14)
            if column in block.numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _line(paragraph: WordParagraph, text: str, *, bold: bool = False, size: int = 16, centred: bool = False) -> None:
    run: Any = paragraph.add_run(text.translate(_NO_LETTERS))
    # Word takes size and weight of Thai from the marks for complex scripts. The size's mark must follow the size.
    run.bold, run.font.cs_bold, run.font.size = bold, bold, Pt(size)
    marks = run._r.get_or_add_rPr()
    marks.append(marks.makeelement(qn("w:szCs"), {qn("w:val"): str(2 * size)}))
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
