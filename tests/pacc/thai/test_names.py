import pytest

from pacc.thai.names import join_title, split_title


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย ใจดี"),
        ("นางสาว  สมหญิง   ใจดี", "นางสาว", "สมหญิง ใจดี"),
        ("พ.ต.ท.สมชาย ใจดี", "พ.ต.ท.", "สมชาย ใจดี"),
        ("ว่าที่ ร.ต. สมชาย ใจดี", "ว่าที่ ร.ต.", "สมชาย ใจดี"),
        ("ผศ.ดร. มาลี ศรีสุข", "ผศ.ดร.", "มาลี ศรีสุข"),
        ("สมชาย ใจดี", "", "สมชาย ใจดี"),
        ("นายิกา ใจดี", "", "นายิกา ใจดี"),
        ("\u200bนายสมชาย\tใจดี ", "นาย", "สมชาย ใจดี"),
        ("Mrs. Somsri Jaidee", "Mrs.", "Somsri Jaidee"),
        ("", "", ""),
    ],
)
def test_split_title(typed: str, title: str, name: str) -> None:
    assert split_title(typed) == (title, name)


@pytest.mark.parametrize(
    ("title", "name", "together"),
    [
        ("นาย", "สมชาย ใจดี", "นายสมชาย ใจดี"),
        ("พ.ต.ท.", "สมชาย ใจดี", "พ.ต.ท. สมชาย ใจดี"),
        ("Mrs.", "Somsri Jaidee", "Mrs. Somsri Jaidee"),
        ("Dr", "Somsri Jaidee", "Dr Somsri Jaidee"),
        ("", "สมชาย ใจดี", "สมชาย ใจดี"),
    ],
)
def test_join_title(title: str, name: str, together: str) -> None:
    assert join_title(title, name) == together
