"""Names found although they were typed wrongly."""

from hypothesis import given
from hypothesis import strategies as st

from events.rules.name_search import distance, nearest, pieces, wrong_letters_forgiven
from pacc.thai.collation import search_key

LETTERS = "กขคงจ"


def plain_distance(key: str, name: str) -> int:
    """Sellers' table, written out: row by row, a part of the name may begin and end anywhere."""
    row = [0] * (len(name) + 1)
    for place, letter in enumerate(key, start=1):
        above, row = row, [place]
        for column, other in enumerate(name, start=1):
            row.append(min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (letter != other)))
    return min(row)


@given(st.text(LETTERS, max_size=9), st.text(LETTERS, max_size=14))
def test_distance_is_that_of_the_plain_table(key, name):
    assert distance(key, name) == plain_distance(key, name)


@given(st.text(LETTERS, min_size=1, max_size=9), st.text(LETTERS, max_size=14))
def test_a_name_that_is_alike_holds_one_of_the_pieces(key, name):
    if plain_distance(key, name) <= wrong_letters_forgiven(key):
        assert any(piece in name for piece in pieces(key))


def test_nearest_come_first_and_titles_do_not_matter():
    names = ["นางคำพอง ไหมงาม", "นายสมหมาย เส้นไหม", "พ.ต.ท. สมหมัย ไหมคำ", "นางสาวประไพ แก่นขนุน"]
    keyed = [(name, search_key(name)) for name in names]
    assert nearest(search_key("นายสมหมาย"), keyed) == ["นายสมหมาย เส้นไหม", "พ.ต.ท. สมหมัย ไหมคำ"]
    assert nearest(search_key("สมหวาย"), keyed)[0] == "นายสมหมาย เส้นไหม"
    assert nearest(search_key("ประไผ แก่นขนูน"), keyed) == ["นางสาวประไพ แก่นขนุน"]
    assert nearest(search_key("บุญเลิศ"), keyed) == []
