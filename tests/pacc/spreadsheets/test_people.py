import pytest

from pacc.spreadsheets.people import Column, PersonRow, column_of, people_in
from pacc.spreadsheets.read import Sheet


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ชื่อ - สกุล", Column.FULL_NAME),
        ("ชื่อ-นามสกุล", Column.FULL_NAME),
        ("ยศ/ชื่อ/สกุล", Column.FULL_NAME),
        ("คำนำหน้าชื่อ", Column.TITLE),
        ("หมายเลขโทรศัพท์มือถือ", Column.PHONE),
        ("โทรศัพท์หน่วยงาน", Column.PHONE),
        ("E-mail", Column.EMAIL),
        ("จังหวัด", Column.PROVINCE),
        ("ชื่อเครือข่าย", Column.NETWORK),
        ("ตำแหน่ง/หน่วยงาน", Column.ORGANISATION),
        ("เลขประจำตัวประชาชน", None),
        ("ลายมือชื่อ", None),
        ("บัญชีรายชื่อและนามสกุลของผู้เข้าร่วมประชุมเชิงปฏิบัติการ", None),
        ("", None),
    ],
)
def test_column_of(heading: str, column: Column | None) -> None:
    assert column_of(heading) == column


def names(*rows: list[str]) -> list[str]:
    return [person.name for person in people_in([Sheet("แผ่น1", list(rows))]).people]


def test_title_row_above_headings_and_name_in_one_cell() -> None:
    found = people_in(
        [
            Sheet(
                "สุรินทร์",
                [
                    ["บัญชีรายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ"],
                    ["วันที่ ๒๔ พฤษภาคม ๒๕๖๕ ณ จังหวัดสุรินทร์"],
                    [],
                    ["ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน", "โทรศัพท์", "เลขประจำตัวประชาชน"],
                    ["๑", "พ.ต.ท.สมชาย ใจดี", "ประธาน", "อบต. หนองตาข่าย", "812345678", "1234567890121"],
                ],
            )
        ]
    )
    assert found.people == [
        PersonRow(
            sheet="สุรินทร์",
            row=5,
            name="พ.ต.ท.สมชาย ใจดี",
            phone="812345678",
            province_guess="สุรินทร์",
            organisation="ประธาน อบต. หนองตาข่าย",
        )
    ]
    assert "1234567890121" not in repr(found)


def test_headings_in_two_rows() -> None:
    assert names(
        ["ลำดับ", "ชื่อ-สกุล", "", "", "โทรศัพท์"],
        ["", "คำนำหน้า", "ชื่อ", "นามสกุล", ""],
        ["1", "นาย", "สมชาย", "ใจดี", "0812345678"],
        ["2", "", "สมหญิง", "ใจงาม", ""],
    ) == ["นายสมชาย ใจดี", "สมหญิง ใจงาม"]


def test_name_and_surname_in_columns_of_their_own() -> None:
    assert names(["ชื่อ", "สกุล"], ["นายสมชาย", "ใจดี"]) == ["นายสมชาย ใจดี"]
    assert names(["ชื่อ", "โทร"], ["นายสมชาย ใจดี", "081"]) == ["นายสมชาย ใจดี"]


def test_title_is_not_doubled() -> None:
    assert names(["คำนำหน้า", "ชื่อ-สกุล"], ["นาย", "นายสมชาย ใจดี"], ["นาย", "สมศักดิ์ ดีงาม"]) == [
        "นายสมชาย ใจดี",
        "นายสมศักดิ์ ดีงาม",
    ]


def test_lines_between_people_are_passed_over_and_shown() -> None:
    found = people_in(
        [
            Sheet(
                "รวม",
                [
                    ["ที่", "ชื่อ-สกุล", "โทร"],
                    ["จังหวัดบุรีรัมย์"],
                    ["1", "รวมพร ใจดี"],
                    ["2", "", ""],
                    ["ที่", "ชื่อ-สกุล", "โทร"],
                    ["", "จังหวัดสุรินทร์"],
                    ["3", "นางกลุ่มแก้ว ใจดี", "0812345678"],
                    ["", "รวม ๓ คน"],
                    ["", "ลงชื่อ..................ผู้รับรอง"],
                    ["", "(นายสมชาย ใจดี)"],
                ],
            )
        ]
    )
    assert [(person.name, person.province_guess) for person in found.people] == [
        ("รวมพร ใจดี", "จังหวัดบุรีรัมย์"),
        ("นางกลุ่มแก้ว ใจดี", "จังหวัดสุรินทร์"),
    ]
    assert [line.row for line in found.passed_over] == [2, 4, 6, 8, 9, 10]


def test_person_without_name_stays_in_the_list() -> None:
    assert names(["ที่", "ชื่อ-สกุล", "โทร"], ["1", "", "0812345678"], ["2", "", "ไม่มี"]) == ["", ""]


def test_sheets_without_headings_are_named() -> None:
    found = people_in([Sheet("ปก", [["โครงการ"]]), Sheet("ว่าง", []), Sheet("ก", [["ชื่อ"], ["สมชาย ใจดี"]])])
    assert found.without_headings == ["ปก"]
    assert [person.sheet for person in found.people] == ["ก"]
