"""Answer templates."""

from typing import Any

from reports.models import AnswerTemplate


def a_template(**told: Any) -> AnswerTemplate:
    """Give `owner` or `office`."""
    begun = {"name": "รับเรื่องแล้ว", "text_th": "เรื่อง {reference} อยู่ที่ {office}", "text_en": "Report {reference}"}
    return AnswerTemplate.objects.create(**begun | told)
