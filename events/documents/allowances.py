"""หลักฐานการจ่ายเงิน: what each person was paid, in figures and words, with room for the signature."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from django.utils import translation

from events.models import AllowanceRates, Workshop
from events.queries.allowances import Line
from pacc.thai.baht import baht_text
from pacc.thai.dates import format_span
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("allowances.typ")
LINES_A_PAGE = 15  # as the template draws them


def allowance_sheet(workshop: Workshop, rates: AllowanceRates, lines: Sequence[Line]) -> bytes:
    """A4 across, in Thai whoever prints it; a total on every page and the whole at the end, in words too."""
    with translation.override("th"):
        pages = [lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)] or [[]]
        total = sum((line.pay.total for line in lines), Decimal(0))
        return pdf(
            _TEMPLATE,
            {
                "heading": "หลักฐานการจ่ายเงินค่าเบี้ยเลี้ยงและค่าพาหนะ",
                "workshop": workshop.title,
                "when": f"วันที่ {format_span(workshop.starts_on, workshop.ends_on)}",
                "where": f"ณ {workshop.venue} {workshop.area}",
                "headings": [
                    "ที่", "ชื่อ-นามสกุล", "ตำแหน่ง / หน่วยงาน", "เบี้ยเลี้ยง", "ค่าพาหนะ", "รวม (บาท)",
                    "วันที่รับเงิน", "ลายมือชื่อผู้รับเงิน",
                ],
                "pages": [
                    {
                        "first": number * LINES_A_PAGE + 1,
                        "lines": [_written(line) for line in page],
                        "total": _money(sum((line.pay.total for line in page), Decimal(0))),
                    }
                    for number, page in enumerate(pages)
                ],
                "page_total": "รวมหน้านี้",
                "whole": "รวมทั้งสิ้น",
                "total": _money(total),
                "words": f"({baht_text(total)})",
                "payer": rates.payer,
                "payer_position": rates.payer_position or "ผู้จ่ายเงิน",
                "signed": "ลงชื่อ ........................................................ ผู้จ่ายเงิน",
                "page": "หน้า",
            },
            title="หลักฐานการจ่ายเงิน",
        )  # fmt: skip


def _written(line: Line) -> list[str]:
    person, pay = line.person, line.pay
    days = f"{pay.days} × {_money(pay.a_day)}" if pay.days > 1 else ""
    return [
        person.full_name,
        person.organisation or (person.network.name if person.network else ""),
        _money(pay.allowance),
        days,
        _money(pay.travel),
        _money(pay.total),
    ]


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}"
