"""The words of the demonstration: varied, invented, and such as the portal's own rules read rightly."""

from datetime import date
from random import Random
from string import Formatter

import geothai
import pytest

from pacc.demo import names
from reports.management.demo.telling import Seat, _file, _slots, stories, talk, tell, with_identity
from reports.rules.pacc_names import concerned_part
from reports.rules.vocabulary import AboutPacc, AgencyKind, Identity, Kind, OfficialClass
from reports.workflow import CloseReason

ON = date(2026, 11, 24)
SURIN = Seat("32", "3206")
REAL = {
    place.name_th
    for province in geothai.provinces()
    for district in geothai.districts(province.code)
    for place in (district, *geothai.subdistricts(district.code))
}
AREAS = names.areas(REAL)


def told(count, seat=SURIN, seed=1):
    rng = Random(seed)
    return [tell(rng, seat, AREAS, on=ON).account for _each in range(count)]


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["subjects"][0])
def test_each_story_names_what_the_vocabulary_knows_and_every_slot_is_filled(story):
    Kind(story["kind"])
    OfficialClass(story["official"])
    assert all(AgencyKind(kind) for kind in story["agencies"])
    slots = _slots(Random(1), "หนองตาข่าย", ON)
    for sentence in [*story["subjects"], *story["places"], *(each for step in story["tell"] for each in step)]:
        assert {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name} <= set(slots)


def test_every_kind_of_thing_is_told_of():
    assert {story["kind"] for story in stories()} == set(Kind)


def test_five_hundred_accounts_are_five_hundred():
    accounts = told(500)
    assert len({account.narrative for account in accounts}) > 480
    assert len({account.agency for account in accounts}) > 150
    assert {account.kind for account in accounts} == set(Kind)


def test_the_same_seed_tells_the_same():
    assert told(20) == told(20)


def test_one_person_speaks_in_one_voice():
    assert not any("ผม" in account.narrative and "ดิฉัน" in account.narrative for account in told(300))


def test_places_are_invented():
    assert len(AREAS) > 100
    assert not REAL & set(AREAS)


def test_no_account_of_another_agency_reads_as_one_about_the_pacc():
    assert not [account for account in told(500) if concerned_part(account.agency, account.subject, account.narrative)]


@pytest.mark.parametrize("office", range(1, 10))
def test_an_account_about_an_office_is_read_as_one(office):
    seat = Seat("32", agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.OFFICE, about_office=office)
    account = told(1, seat, seed=office)[0]
    found = concerned_part(account.agency, account.subject, account.narrative)
    assert (found.part, found.office) == (account.about_pacc, account.about_office) == (AboutPacc.OFFICE, office)


def test_nobody_who_stays_anonymous_has_a_name():
    rng = Random(3)
    accounts = [with_identity(rng, account) for account in told(100)]
    assert {account.identity for account in accounts} == set(Identity)
    assert all(bool(account.name) != account.is_anonymous for account in accounts)


def test_officers_have_words_for_every_closing_in_both_languages():
    for reason in CloseReason:
        assert talk(f"closings_by_reason.{reason}", Random(1))
        assert talk(f"closings_by_reason.{reason}", Random(1), language="en").isascii()


def test_all_that_officers_and_reporters_say_can_be_filled():
    slots = _slots(Random(1), "หนองตาข่าย", ON)
    talk_file = _file("talk.toml")
    sentences = [each for name, words in talk_file.items() if isinstance(words, list) for each in words]
    assert len(sentences) > 60
    assert all(sentence.format_map(slots) is not None for sentence in sentences)
