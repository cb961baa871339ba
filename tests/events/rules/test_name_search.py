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
    wrong = plain_distance(key, name)
    if wrong < len(key):
        assert any(piece in name for piece in pieces(key, wrong))


@given(st.text(LETTERS, min_size=3, max_size=9), st.lists(st.text(LETTERS, max_size=14)))
def test_only_names_that_are_alike_are_found(key, names):
    wrong = wrong_letters_forgiven(key)
    found = nearest(key, list(enumerate(names)), wrong=wrong)
    assert sorted(found) == [place for place, name in enumerate(names) if plain_distance(key, name) <= wrong]


def test_nearest_come_first_and_titles_do_not_matter():
    names = ["นางคำพอง ไหมงาม", "นายสมหมาย เส้นไหม", "พ.ต.ท. สมหมัย ไหมคำ", "นางสาวประไพ แก่นขนุน"]
    keyed = [(name, search_key(name)) for name in names]

    def alike(typed):
        return nearest(search_key(typed), keyed, wrong=2)

    assert alike("นายสมหมาย") == ["นายสมหมาย เส้นไหม", "พ.ต.ท. สมหมัย ไหมคำ"]
    assert alike("สมหวาย")[0] == "นายสมหมาย เส้นไหม"
    assert alike("ประไผ แก่นขนูน") == ["นางสาวประไพ แก่นขนุน"]
    assert alike("บุญเลิศ") == []
