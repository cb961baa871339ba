"""The receipt on paper, read back by another program."""

import shutil
import subprocess
from datetime import date

import pytest
from django.utils import translation

from reports.actions.intake import Receipt
from reports.documents.receipt import receipt_pdf

RECEIPT = Receipt("SR7K2MQX", date(2026, 11, 24), date(2026, 12, 3), date(2026, 12, 17))


def read_back(pdf: bytes) -> str:
    program = shutil.which("pdftotext")
    assert program, "script/test installs poppler-utils, or says so"
    return subprocess.run([program, "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(("language", "day"), [("th", "24 พฤศจิกายน 2569"), ("en", "24 November 2026")])
def test_receipt_fits_one_page_and_says_reference_code_and_day(language, day):
    with translation.override(language):
        text = read_back(receipt_pdf(RECEIPT, code="48210937551622847309", address="http://localhost:8000"))
    assert text.count("\f") == 1
    assert "SR7K-2MQX" in text
    assert "".join("48210937551622847309") in "".join(filter(str.isdigit, text))
    assert day in text.replace("\u00a0", " ")
    assert "localhost:8000" in text


def test_text_that_looks_like_typst_code_stays_text():
    pdf = receipt_pdf(RECEIPT, code="1" * 20, address='https://#read("/etc/passwd")')
    assert '#read("/etc/passwd")' in read_back(pdf)
