"""Which lines of a list are new, known, doubtful or wrong."""

import pytest

from events.rules.import_rows import Standing, judged, line_of
from pacc.spreadsheets.people import PersonRow

PROVINCES = {"สุรินทร์": "32", "surin": "32", "จันทบุรี": "22", "กทม": "10"}


def person(name="นายสมชาย ใจดี", **given):
    return PersonRow(sheet="แผ่น1", row=given.pop("row", 5), name=name, **given)


def lines(*people, registered=(), networks=None):
    return judged(people, provinces=PROVINCES, networks=networks or {}, registered=registered)


def line(*args, registered=(), **given):
    return lines(person(*args, **given), registered=registered)[0]


def test_a_new_person_is_read_clean():
    found = line("พ.ต.ท. สมชาย  ใจดี", phone="812345678", email="a@people.example", province="จ.สุรินทร์")
    assert (found.standing, found.title, found.name, found.phone, found.email, found.province) == (
        Standing.NEW, "พ.ต.ท.", "สมชาย ใจดี", "0812345678", "a@people.example", "32",
    )  # fmt: skip
    assert (found.fault, found.remarks) == ("", ())


@pytest.mark.parametrize(
    ("written", "code", "remarks"),
    [
        ("สุรินทร์", "32", ()), ("จังหวัดสุรินทร์", "32", ()), ("Surin", "32", ()), ("จันทบุรี", "22", ()),
        ("กทม.", "10", ()), ("สุรินท", "", ("province",)), ("", "", ()),
    ],
)  # fmt: skip
def test_province_in_any_spelling(written, code, remarks):
    found = line(province=written)
    assert (found.province, found.remarks, found.standing) == (code, remarks, Standing.NEW)


def test_what_only_suggests_a_province_is_no_fault():
    assert line(province_guess="สุรินทร์").province == "32"
    found = line(province_guess="แผ่น1")
    assert (found.province, found.remarks) == ("", ())


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"name": "..."}, "no_name"),
        ({"name": ""}, "no_name"),
        ({"name": "ก" * 121}, "long_name"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "ไม่มี"}, "phone"),
    ],
)
def test_what_cannot_be_added_says_why(given, fault):
    found = line(**given)
    assert (found.standing, found.fault) == (Standing.WRONG, fault)


@pytest.mark.parametrize("dash", ["-", " – ", "."])
def test_a_dash_is_no_number_and_no_fault(dash):
    found = line(phone=dash, email=dash)
    assert (found.standing, found.phone, found.email, found.remarks) == (Standing.NEW, "", "", ())


def test_what_is_left_out_is_remarked():
    found = line(email="x@", organisation="ก" * 161)
    assert (found.standing, found.remarks, found.email, len(found.organisation)) == (
        Standing.NEW, ("email", "shortened"), "", 160,
    )  # fmt: skip


def test_known_network_is_linked_and_another_stays_in_words():
    given = {"networks": {"เครือข่ายหนองบัว": 7}}
    known, other = lines(
        person(network="เครือข่าย หนองบัว", organisation="ประธาน"), person("ข ข", network="กลุ่มอื่น", organisation="รอง"),
        **given,
    )  # fmt: skip
    assert (known.network, known.organisation) == (7, "ประธาน")
    assert (other.network, other.organisation) == (None, "รอง กลุ่มอื่น")


@pytest.mark.parametrize(
    ("registered", "standing"),
    [
        ([("สมชายใจดี", "0812345678")], Standing.DOUBLE),
        ([("สมชายใจดี", "")], Standing.ALIKE),
        ([("สมชายใจดี", "0899999999")], Standing.ALIKE),
        ([("สมหญิงใจดี", "0812345678")], Standing.NEW),
    ],
)
def test_who_is_registered_already(registered, standing):
    assert line("นาย สมชาย ใจดี", phone="081-234-5678", registered=registered).standing is standing


def test_who_stands_twice_in_the_list():
    found = lines(
        person("นายสมชาย ใจดี", phone="0812345678"), person("สมชาย ใจดี", phone="812345678"), person("สมชาย ใจดี"),
        person("สมชาย ใจดี", phone="1"),
    )  # fmt: skip
    assert [each.standing for each in found] == [Standing.NEW, Standing.REPEATED, Standing.ALIKE, Standing.WRONG]


def test_lines_are_kept_and_found_again():
    (found,) = lines(person(email="x@", province="สุรินทร์"))
    assert line_of(found.as_json) == found
