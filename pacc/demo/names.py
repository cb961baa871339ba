"""Invented people and places of the demonstration. Surnames and areas are put together; none is meant."""

from collections.abc import Container
from random import Random

_MEN = """
กมล กฤษดา เกรียงไกร ขจร คำปัน จรูญ จักรี เฉลียว ชัยพร ชูชาติ ณรงค์ ดนัย เดชา ถวิล ทองใบ ทวี ธนา ธีระ นพดล นิคม บุญมี บุญเลิศ
ประจวบ ประดิษฐ์ ประยูร ปัญญา พงษ์ ไพศาล ภาคิน มนัส มานะ ยงยุทธ รุ่งโรจน์ เรืองเดช ลือชา วันชัย วิเชียร วีระ ศักดา สงคราม
สนิท สมคิด สมหมาย สายันต์ สุเทพ สุนทร เสนาะ แสวง อดุล อำนวย อุดม เอกชัย
""".split()  # noqa: SIM905 - read as running text
_WOMEN = """
กัลยา กาญจนา เกสร ขวัญใจ คำแก้ว จันทร์เพ็ญ จำปี ฉวี ชบา ชุติมา ดวงใจ ดารา ถนอม ทองคำ ธัญญา นวล นิตยา นงลักษณ์ บังอร บัวผัน
บุปผา ประไพ ปราณี พรทิพย์ พิกุล เพ็ญศรี ภาวนา มณี มะลิ มาลัย ยุพิน รัชนี ราตรี รำไพ ละออ ลำดวน วรรณา วันเพ็ญ วิไล ศรีนวล
สมใจ สมพร สายทอง สายบัว สุดา สุพรรณี เสาวลักษณ์ แสงดาว อรุณี อำไพ อุบล
""".split()  # noqa: SIM905
_SURNAME_HEADS = "กล้า ขวัญ เขียน คำ จิต แจ่ม ชื่น ดวง ตั้ง ทอง ธาร นา บุญ ปลูก พูน เพียร มั่น ยิ้ม รุ่ง เรือง ศรี สวน สาย สุข แสง".split()  # noqa: SIM905
_SURNAME_TAILS = "กิจงาม ไทรงาม ใจเย็น ชายน้ำ ดอนไผ่ ตะวันออก ถือศีล ทุ่งกว้าง นาดี ในเมือง บ้านสวน ปลายนา พอเพียง ไพรวัลย์ มั่นธรรม ริมคลอง เลี้ยงไหม วัดเหนือ สดใส หาญคำ".split()  # noqa: E501, SIM905

_AREA_HEADS = ("หนอง", "โคก", "โนน", "ดอน", "ห้วย", "ทุ่ง", "วัง", "ดง", "คลอง")
_AREA_TAILS = ("ตาข่าย", "ลูกแก้ว", "ไหมทอง", "ขุนแก้ว", "ฟ้าหมอก", "ตะเกียง", "เกวียนหัก", "ใบลาน", "กระดึงทอง", "สายรุ้ง",
               "ผักแว่น", "ยายชื่น", "ลมโชย", "กลองใหญ่", "นกเปล้า", "ดาวเรือง", "ช้างเผือกน้อย", "ข้าวเม่า")  # fmt: skip


def person(rng: Random) -> tuple[str, str]:
    """(title, name and surname)."""
    if rng.random() < 0.5:
        title, first = rng.choices(["นาย", "ร.ต.", "ดร.", "พระครู"], [94, 2, 2, 0])[0], rng.choice(_MEN)
    else:
        title, first = rng.choices(["นาง", "นางสาว", "ดร."], [58, 40, 2])[0], rng.choice(_WOMEN)
    return title, f"{first} {rng.choice(_SURNAME_HEADS)}{rng.choice(_SURNAME_TAILS)}"


def phone(rng: Random) -> str:
    """Ten digits that no network gives out: 080 000 ...."""
    return f"080000{rng.randrange(10_000):04d}"


def areas(real: Container[str]) -> list[str]:
    """Names of places that do not exist: those that are real are left out."""
    made = (head + tail for head in _AREA_HEADS for tail in _AREA_TAILS)
    return [area for area in made if area not in real]
