"""The portal's own Thai words kept whole, and numbers kept with their units.

Only for texts that the portal itself shows, never for what people typed, for values or for what is searched.
"""

import re

from pacc.thai.dates import NBSP

# U+2060 forbids a line end and shows nothing.
WORD_JOINER = "\u2060"

# Where browsers' dictionaries cut a word in two (what Intl.Segmenter of Chromium 156 says of the portal's words).
_CUTS = (
    "เจ้า|หน้าที่", "ประชา|สังคม", "จัด|จ้าง", "วัน|ที่", "ผิด|ชอบ", "ผิด|ปกติ", "กลั่น|กรอง", "เบาะ|แส",
    "งบ|ประมาณ", "เบี้ย|เลี้ยง", "กลาง|วัน", "ข้อ|เท็จ|จริง", "คืบ|หน้า", "ส่วน|ตัว", "ตรวจ|สอบ", "ตัว|ตน", "ปราบ|ปราม",
    "มอบ|หมาย", "มือ|ถือ", "ย้อน|กลับ", "สถาน|ที่", "หน่วย|งาน", "หลัก|ฐาน", "เครือ|ข่าย", "เปิด|เผย", "เฝ้า|ระวัง",
    "เพิ่ม|เติม", "อัป|โหลด", "เกียรติ|บัตร", "มิ|ชอบ", "ประสาน|งาน", "อำนวย|การ", "ปฏิบัติ|การ", "ลง|ทะเบียน", "ส่วน|กลาง",
    "ส่วน|บุคคล", "โยก|ย้าย", "ใบ|อนุญาต", "รหัส|ลับ", "รหัส|ผ่าน", "อ้าง|อิง", "ไม่|ทราบ", "ผู้|แจ้ง", "ภาค|รัฐ", "เข้า|ร่วม",
    "ปลอด|ภัย", "ทุจ|ริต",
)  # fmt: skip
_JOINED = {cut.replace("|", ""): cut.replace("|", WORD_JOINER) for cut in _CUTS}
_WHOLE = re.compile("|".join(map(re.escape, _JOINED)))

_UNITS = (
    "วันทำการ", "วัน", "ชั่วโมง", "นาที", "วินาที", "สัปดาห์", "เดือน", "ปี", "คน", "เรื่อง", "ไฟล์", "ภาพ", "ข้อ", "หลัก",
    "ตัวอักษร", "จังหวัด", "แห่ง", "เครือข่าย", "ครั้ง", "หน้า", "บาท", r"น\.", "%", "kB", "MB", "GB", "working days?", "days?",
    "hours?", "minutes?", "weeks?", "months?", "years?", "people", "reports?", "files?", "digits?", "letters?",
)  # fmt: skip
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_.]) (?=\d)|(?<=[\u0e30-\u0e4e.]) (?=\d)")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:{'|'.join(_UNITS)}))")


def keep_whole(text: str) -> str:
    """The text with a joiner inside each word that a line end would spoil."""
    return _WHOLE.sub(lambda found: _JOINED[found.group()], text)


def keep_with_unit(text: str) -> str:
    """The text with each number tied to the word before it, its unit, its groups and range: เขต 3, 3–5 วัน."""
    text = _RANGE.sub(f"{WORD_JOINER}–{WORD_JOINER}", text)
    for gap in (_BEFORE_NUMBER, _INSIDE_NUMBER, _AFTER_NUMBER):
        text = gap.sub(NBSP, text)
    return text
