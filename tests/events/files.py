"""Lists of people as offices keep them, good and hostile."""

import io
import zipfile

from openpyxl import Workbook

HEADINGS = ["ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "โทรศัพท์", "อีเมล", "จังหวัด", "เลขประจำตัวประชาชน"]
CITIZEN_ID = "1101700230708"


def excel(*rows, sheet="สุรินทร์", headings=HEADINGS, title="บัญชีรายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ"):
    """An .xlsx with a title above the headings."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in ([title], [], headings, *rows):
        page.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def a_row(number, name, phone="", province="สุรินทร์", email=""):
    return [number, name, "กรรมการ", phone, email, province, CITIZEN_ID]


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("xl/workbook.xml", "<x/>")
        writer.writestr("xl/worksheets/sheet1.xml", b"0" * (201 << 20))
    return packed.getvalue()


def entities():
    """An .xlsx whose sheet wants to grow by entities of its own."""
    packed = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(excel(a_row(1, "ก ข"))))
    laugh = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 10_000 + b'">'
    for letter, before in zip(b"bcdefgh", b"abcdefg", strict=True):
        laugh += b'<!ENTITY %c "%s">' % (letter, b"&%c;" % before * 10)
    laugh += b"]><worksheet><sheetData><row><c><v>&h;</v></c></row></sheetData></worksheet>"
    with zipfile.ZipFile(packed, "w") as writer:
        for name in whole.namelist():
            writer.writestr(name, laugh if "worksheets/sheet1" in name else whole.read(name))
    return packed.getvalue()
