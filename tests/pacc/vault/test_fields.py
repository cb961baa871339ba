import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacc.vault.data_keys import new_data_key
from pacc.vault.errors import CannotOpen
from pacc.vault.fields import seal, seal_bytes, unseal, unseal_bytes

ROW = uuid.UUID("0d3f6a54-8f37-4d7e-9a39-1f2d2f3b4c5d")
PLACE = {"table": "reports_report", "row": ROW, "column": "narrative_sealed"}
KEY = new_data_key()

# Whatever a form lets through: no lone surrogates.
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=500)


@given(texts)
def test_what_was_sealed_opens(text):
    assert unseal(KEY, seal(KEY, text, **PLACE), **PLACE) == text


@given(st.binary(max_size=500))
def test_bytes_too(content):
    assert unseal_bytes(KEY, seal_bytes(KEY, content, **PLACE), **PLACE) == content


def test_thai_account_of_ten_thousand_emoji():
    text = "ถนนหมู่ 4 พังหลังตรวจรับสองเดือน " + "🙈" * 10_000
    assert unseal(KEY, seal(KEY, text, **PLACE), **PLACE) == text


def test_no_byte_can_be_changed_removed_or_added():
    sealed = seal(KEY, "เรียกเงินหน้างาน", **PLACE)
    for position in range(len(sealed)):
        for flip in (0x01, 0x80):
            changed = bytearray(sealed)
            changed[position] ^= flip
            with pytest.raises(CannotOpen):
                unseal(KEY, bytes(changed), **PLACE)
        with pytest.raises(CannotOpen):
            unseal(KEY, sealed[:position], **PLACE)
    with pytest.raises(CannotOpen):
        unseal(KEY, sealed + b"\0", **PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"table": "reports_message"},
        {"row": uuid.uuid4()},
        {"row": ROW.hex},
        {"column": "people_sealed"},
        {"table": "reports_repor", "row": f"t{ROW}"},
    ],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere):
    sealed = seal(KEY, "เรียกเงินหน้างาน", **PLACE)
    with pytest.raises(CannotOpen):
        unseal(KEY, sealed, **(PLACE | elsewhere))


def test_another_reports_key_does_not_open():
    with pytest.raises(CannotOpen):
        unseal(new_data_key(), seal(KEY, "x", **PLACE), **PLACE)


def test_places_that_could_be_taken_for_one_another_are_refused():
    for bad in ({"table": "a|b"}, {"row": "1|2"}, {"column": ""}):
        with pytest.raises(ValueError, match="named"):
            seal(KEY, "x", **(PLACE | bad))


def test_short_keys_are_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        seal(b"0" * 16, "x", **PLACE)


def test_the_same_text_never_looks_the_same():
    assert len({seal(KEY, "same", **PLACE) for _ in range(50)}) == 50


def test_short_answers_weigh_the_same():
    lengths = {len(seal(KEY, text, **PLACE)) for text in ("", "ไม่ทราบ", "นายก", "x" * 63)}
    assert lengths == {1 + 12 + 64 + 16}


def test_memoryviews_from_the_database_open():
    assert unseal(KEY, memoryview(seal(KEY, "x", **PLACE)), **PLACE) == "x"
