"""Finding the PACC in what people wrote."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.pacc_names import HEADQUARTERS, UNKNOWN_PART, Named, concerned_part, find_pacc
from reports.rules.vocabulary import AboutPacc

# As input methods for Chinese and Japanese type it
WIDE = {ordinary: ordinary + 0xFEE0 for ordinary in range(0x21, 0x7F)}
SEATS = {"นครราชสีมา": 3, "Nakhon Ratchasima": 3, "สงขลา": 9}


def office(number):
    return Named(AboutPacc.OFFICE, number)


@pytest.mark.parametrize(
    "written",
    [
        "ปปท.เขต3",
        "ปปทเขต 3",
        "ป.ป.ท. เขต 3",
        "ป.ป.ท.เขต ๓",
        "ป ป ท เขต 3",
        "ป . ป . ท . เขต . 3",
        "ป-ป-ท เขต-3",
        "ปป.ท. เขต 3",
        "ป\u200b.ป\u200b.ท\u200b. เ\u200bขต\u00a0๓",
        "สนง.ปปท.เขตพื้นที่ 3",
        "สำนักงาน ป.ป.ท. เขตที่ 3 (นครราชสีมา)",
        "ปปท.ภาค 3",
        "ปปท. เขตสาม",
        "ปปท 3",
        "สำนักงานป้องกันและปราบปรามการทุจริตในภาครัฐ เขต 3",
        "สำนักงานป้องกันเเละปราบปราม การทุจริตภาครัฐเขต๓",
        "สำนักงานปองกันและปราบปรามการทุจริตในภาครัฐ เขต 3",
        "เจ้าหน้าที่เขต 3 ของ ป.ป.ท.",
        "ปปท. นครราชสีมา",
        "ปปท.จังหวัดนครราชสีมา",
        "PACC Region 3",
        "PACC Region 3 Office",
        "Region 3 office of the PACC",
        "P.A.C.C. regional office no. 3",
        "pacc3",
        "PACC region 3".translate(WIDE),
        "PACC Nakhon Ratchasima",
        "Office of Public Sector Anti-Corruption Commission, Region 3",
    ],
)
def test_regional_office_in_every_spelling(written):
    assert find_pacc(written, seats=SEATS) == [office(3)]
    inside = f"เมื่อเดือนก่อนไปที่ตลาดแล้วพบว่า {written} ได้รับเรื่องแล้วแต่ไม่ทำอะไร"
    assert concerned_part("อบต. หนองตาข่าย", inside, seats=SEATS) == office(3)


@pytest.mark.parametrize(
    "written",
    [
        "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตในภาครัฐ",
        "สำนักงานคณะกรรมการป้องกันและปราบปราม\nการทุจริตในภาครัฐ (สำนักงาน ป.ป.ท.)",
        "ป.ป.ท. ส่วนกลาง",
        "สำนักงาน ปปท. สำนักงานใหญ่",
        "เลขาธิการ ป.ป.ท.",
        "คณะกรรมการ ป.ป.ท.",
        "ปปท.เมืองทอง",
        "กองปราบปรามการทุจริตในภาครัฐ 2",
        "PACC headquarters",
        "head office of the PACC",
        "Office of Public Sector Anti-Corruption Commission",
        "Office of the Public-Sector Anti Corruption Commission",
    ],
)
def test_headquarters(written):
    assert concerned_part(written) == HEADQUARTERS


@pytest.mark.parametrize(
    "written",
    [
        "ปปท",
        "ป.ป.ท.",
        "ไปปปทมาแล้ว",
        "แจ้งปปทแล้ว",
        "ป.ป.ทแล้ว",
        "PACC",
        "PACC's officer",
        "P A C C",
        "ปปท. เขต 10",
        "ปปท. โทร 0441234",
        "ปปท. 0441234",
        "ปปท. 5 คนมาที่บ้าน",
        "สำนักงานป้องกันและปราบปรามการทุจริตในภาครัฐ",
    ],
)
def test_unknown_part(written):
    assert find_pacc(written, seats=SEATS) == [UNKNOWN_PART]


@pytest.mark.parametrize(
    "written",
    [
        "ป.ป.ช.",
        "ปปช. ภาค 3",
        "ป ป ช ทำ",
        "ป.ป.ช. ท่านหนึ่ง",
        "คณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ",
        "ปปง.",
        "ป.ป.ง. เขต 3",
        "ปปส",
        "ป.ป.ส. ภาค 3",
        "บก.ปปป.",
        "บก.ปปป. ทราบเรื่อง",
        "ป.ป.ป. ทหาร",
        "ตำรวจ ปปป ท้องที่",
        "อปท.",
        "อปท. ปปช.",
        "สปป.ลาว",
        "สปป. ท่าขี้เหล็ก",
        "สรุป ปทุมธานี",
        "ไปปทุมธานี",
        "รูปปทุมและธูป ป.ทรัพย์",
        "น้ำประปา ปทุมธานี",
        "ป.ป.ท่าน",
        "แป๊ะเจี๊ยะ",
        "impact, capacch, space c",
        "แจ้งผ่านระบบ PACC Connect",
        "",
    ],
)
def test_what_is_not_the_pacc(written):
    assert find_pacc(written, seats=SEATS) == []


def test_a_bare_name_beside_a_part_means_that_part():
    assert concerned_part("ปปท. เขต 3", "เจ้าหน้าที่ ปปท. คนนี้") == office(3)


def test_two_parts_are_hidden_from_both():
    assert concerned_part("ปปท. เขต 3", "ปปท. เขต 5") == UNKNOWN_PART
    assert concerned_part("ปปท. เขต 3", "ป.ป.ท. ส่วนกลาง") == UNKNOWN_PART


def test_pacc_beside_its_neighbours_is_found():
    assert find_pacc("ร้อง ป.ป.ช. และ ป.ป.ท. เขต 7 และ ปปง. แล้ว") == [office(7)]


def test_nothing_named_proposes_nothing():
    assert concerned_part("อบต. หนองตาข่าย", "", "ถนนพัง") is None


@given(st.text(alphabet="ปทช.เขต 3๓่้ะุา\u200bpacc-", max_size=60))
def test_any_text_is_read(text):
    assert all(part.office is None or 1 <= part.office <= 9 for part in find_pacc(text))


@pytest.mark.parametrize("unit", ["ป. ", "ป ", "ป", "ปปท. เขต ", "p a c ", "ปปท.สนงสำนักงานของ", "เขต 3 ", ". . "])
def test_the_longest_account_is_read_at_once(unit):
    text = (unit * 20_000)[:20_000]
    started = time.perf_counter()
    find_pacc(text, seats=SEATS)
    assert time.perf_counter() - started < 0.5  # seconds; about 0.01 here. A pattern that backtracks takes minutes
