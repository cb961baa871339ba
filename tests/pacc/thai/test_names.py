import pytest

from pacc.thai.names import split_title


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
