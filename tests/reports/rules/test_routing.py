"""Which office a report goes to, and why. Source: domain.md, Routing."""

from datetime import date

import pytest
from django.utils.translation import override

from networks.actions.reference import province_rows
from reports.rules.pacc_names import concerned_part
from reports.rules.routing import BANGKOK, Facts, Reason, Route, reason_in_words, route
from reports.rules.vocabulary import AboutPacc, AgencyKind, BangkokGroup

TABLE = {row.province: row.office for row in province_rows()}
SURIN = "32"

# Written down a second time by hand, from the PACC's pages: a slip in the data file shows here.
REGIONS = {
    0: "10",
    1: "11 12 13 14 15 16 17 18 19",
    2: "20 21 22 23 24 25 26 27",
    3: "30 31 32 33 34 35 36 37",
    4: "38 39 40 41 42 43 44 45 46 47 48 49",
    5: "50 51 52 54 55 56 57 58",
    6: "53 60 61 62 63 64 65 66 67",
    7: "70 71 72 73 74 75 76 77",
    8: "80 81 82 83 84 85 86",
    9: "90 91 92 93 94 95 96",
}
EXPECTED = {province: office for office, provinces in REGIONS.items() for province in provinces.split()}


def facts(**values):
    province = values.setdefault("province_code", SURIN)
    values.setdefault("covering_office", TABLE.get(province))
    values.setdefault("agency_kind", AgencyKind.SAO)
    return Facts(**values)


def test_the_data_file_has_the_77_provinces():
    assert TABLE == EXPECTED
    assert len(TABLE) == 77


@pytest.mark.parametrize("province", sorted(EXPECTED))
def test_each_province(province):
    chosen = route(facts(province_code=province))
    assert chosen.office_number == EXPECTED[province]
    assert not chosen.is_conflict
    if province == BANGKOK:
        assert chosen.reason == Reason.BANGKOK
    else:
        assert (chosen.reason, chosen.params, chosen.division) == (Reason.PROVINCE, {"province": province}, "")


@pytest.mark.parametrize("kind", AgencyKind)
def test_each_kind_of_agency_in_a_province(kind):
    chosen = route(facts(agency_kind=kind))
    expected = {
        AgencyKind.MINISTRY: (0, Reason.MINISTRY, False),
        AgencyKind.STATE_ENTERPRISE: (0, Reason.STATE_ENTERPRISE, False),
        AgencyKind.BMA: (0, Reason.BANGKOK, False),
        AgencyKind.PACC: (None, Reason.ABOUT_UNKNOWN, True),
    }.get(kind, (3, Reason.PROVINCE, False))
    assert (chosen.office_number, chosen.reason, chosen.is_conflict) == expected


@pytest.mark.parametrize("kind", [kind for kind in AgencyKind if kind != AgencyKind.PACC])
def test_each_kind_of_agency_in_an_unknown_place(kind):
    assert route(facts(agency_kind=kind, province_code=None)).office_number == 0


@pytest.mark.parametrize("group", BangkokGroup)
def test_in_bangkok_the_group_of_agencies_suggests_the_division(group):
    chosen = route(facts(province_code=BANGKOK, agency_kind=AgencyKind.LOCAL_UNIT, bangkok_group=group))
    assert (chosen.office_number, chosen.division) == (0, group)


@pytest.mark.parametrize(
    ("kind", "division"),
    [
        (AgencyKind.BMA, BangkokGroup.LOCAL),
        (AgencyKind.POLICE, BangkokGroup.SECURITY),
        (AgencyKind.EDUCATION, BangkokGroup.SOCIAL),
        (AgencyKind.STATE_ENTERPRISE, BangkokGroup.STATE_ENTERPRISE),
        (AgencyKind.UNKNOWN, ""),
    ],
)
def test_where_no_group_was_chosen_the_kind_of_agency_suggests_one(kind, division):
    assert route(facts(province_code=BANGKOK, agency_kind=kind)).division == division


def test_a_state_enterprise_is_one_whatever_group_was_chosen():
    chosen = route(facts(agency_kind=AgencyKind.STATE_ENTERPRISE, bangkok_group=BangkokGroup.SOCIAL))
    assert chosen.division == BangkokGroup.STATE_ENTERPRISE


def test_unknown_place_goes_to_the_central_intake():
    assert route(facts(province_code=None, agency_kind=AgencyKind.UNKNOWN)) == Route(0, Reason.NO_PROVINCE)


def test_a_province_that_no_office_covers_goes_to_the_central_intake():
    chosen = route(facts(covering_office=None))
    assert (chosen.office_number, chosen.reason) == (0, Reason.NOT_COVERED)


@pytest.mark.parametrize("kind", [AgencyKind.PACC, AgencyKind.SAO, AgencyKind.MINISTRY, AgencyKind.UNKNOWN])
@pytest.mark.parametrize("about", range(1, 10))
def test_about_a_regional_office_goes_to_the_central_intake(about, kind):
    chosen = route(facts(agency_kind=kind, about_pacc=AboutPacc.OFFICE, about_office=about))
    assert (chosen.office_number, chosen.reason, chosen.is_conflict) == (0, Reason.ABOUT_OFFICE, False)
    assert chosen.params == {"about_office": str(about)}


@pytest.mark.parametrize("province", [SURIN, BANGKOK, None])
@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"about_pacc": AboutPacc.HEADQUARTERS}, Reason.ABOUT_HEADQUARTERS),
        ({"about_pacc": AboutPacc.OFFICE, "about_office": 0}, Reason.ABOUT_HEADQUARTERS),
        ({"about_pacc": AboutPacc.NO, "about_office": 0}, Reason.ABOUT_HEADQUARTERS),
        ({"about_pacc": AboutPacc.HEADQUARTERS, "about_office": 3}, Reason.ABOUT_HEADQUARTERS),
        ({"about_pacc": AboutPacc.UNKNOWN}, Reason.ABOUT_UNKNOWN),
        ({"about_pacc": AboutPacc.UNKNOWN, "about_office": 3}, Reason.ABOUT_UNKNOWN),
        ({"about_pacc": AboutPacc.OFFICE}, Reason.ABOUT_UNKNOWN),
        ({"agency_kind": AgencyKind.PACC}, Reason.ABOUT_UNKNOWN),
    ],
)
def test_about_headquarters_or_an_unknown_part_goes_to_no_office(values, reason, province):
    chosen = route(facts(province_code=province, **values))
    assert (chosen.office_number, chosen.is_conflict, chosen.reason) == (None, True, reason)


def test_no_report_ever_reaches_the_office_it_is_about():
    for province in [*EXPECTED, None]:
        for kind in AgencyKind:
            for about in range(10):
                for part in AboutPacc:
                    values = {"province_code": province, "agency_kind": kind, "about_pacc": part}
                    assert route(facts(**values, about_office=about)).office_number != about


@pytest.mark.parametrize(
    ("written", "office", "conflict"),
    [
        ("ปปท.เขต3", 0, False),
        ("ป.ป.ท. เขต 3", 0, False),
        ("ป ป ท เขต ๓", 0, False),
        ("สำนักงานป้องกันและปราบปรามการทุจริตในภาครัฐ เขต 3", 0, False),
        ("PACC Region 3", 0, False),
        ("P.A.C.C.", None, True),
        ("สำนักงาน ป.ป.ท.", None, True),
        ("Office of Public Sector Anti-Corruption Commission", None, True),
    ],
)
@pytest.mark.parametrize("inside", [False, True], ids=["typed as the agency", "inside the account"])
def test_the_paccs_name_in_eight_spellings_leads_to_the_protected_route(written, office, conflict, inside):
    account = f"หัวหน้าฝ่ายของ {written} ขอเงินห้าพันบาทเพื่อให้เรื่องเงียบ" if inside else "ขอเงินห้าพันบาท"
    proposed = concerned_part("" if inside else written, "", account)
    chosen = route(facts(about_pacc=proposed.part, about_office=proposed.office))
    assert (chosen.office_number, chosen.is_conflict) == (office, conflict)


def test_reasons_are_sentences_with_their_values():
    chosen = route(facts())
    with override("en"):
        assert reason_in_words(chosen.reason, chosen.params, province="Surin") == (
            "It happened in Surin, which this office covers"
        )
        assert reason_in_words(chosen.reason, chosen.params) == "It happened in a province that this office covers"
        about = route(facts(about_pacc=AboutPacc.OFFICE, about_office=3))
        assert "Region 3" in reason_in_words(about.reason, about.params)


def test_every_reason_has_words():
    for reason in Reason:
        assert reason_in_words(reason, {"province": SURIN, "about_office": "3"}, province="สุรินทร์")


def test_the_data_file_is_in_force_before_anything_the_portal_tells():
    assert {row.valid_from for row in province_rows()} == {date(2021, 10, 1)}
