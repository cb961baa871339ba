"""Which other reports a case's page shows, and why."""

from datetime import date, timedelta

import pytest

from reports.access import reports_visible_to
from reports.models import Report, WrappedKey
from reports.queries.similar import MOST_SHOWN, similar_to
from reports.rules.similar import Gist, likeness
from tests.factories.offices import an_officer
from tests.factories.reports import a_report

ROAD = {"subject": "ถนนหน้าวัด", "narrative": "ผู้รับเหมาเทคอนกรีตบางกว่าแบบ ไม่ใส่เหล็กเส้น"}
GIST = Gist("อบตหนองตาข่าย", frozenset({"คอนกรีต", "เหล็กเส้น", "ผู้รับเหมา", "รับเหมา"}), "3204", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        (GIST, True),
        (Gist("อบตอื่น", GIST.words, "3204", GIST.on), True),
        (Gist(GIST.agency, frozenset(), None, GIST.on), True),
        (Gist("อบตอื่น", frozenset({"คอนกรีต", "รับเหมา"}), "3204", GIST.on), False),
        (Gist("", frozenset(), "3204", GIST.on), False),
        (Gist(GIST.agency, frozenset(), None, GIST.on - timedelta(days=300)), False),
    ],
)
def test_likeness_needs_more_than_place_and_time(other, is_alike):
    assert bool(likeness(GIST, other)) is is_alike
    assert likeness(other, GIST) == likeness(GIST, other)


def test_reasons_name_the_longest_words_once():
    assert likeness(GIST, GIST).shared == ("ผู้รับเหมา", "เหล็กเส้น", "คอนกรีต")


def test_no_agency_is_not_the_same_agency():
    assert likeness(Gist("", frozenset(), "3204", GIST.on), Gist("", frozenset(), "3204", GIST.on)) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("keys", "desk")
class TestAmongReports:
    def test_found_with_reasons_and_only_among_what_she_sees(self, django_assert_num_queries):
        case, alike = a_report(**ROAD), a_report(**ROAD)
        a_report(kind="permit", subject="ใบอนุญาต", narrative="เรียกเงินค่าใบอนุญาต", agency="เทศบาลท่าช้าง")
        a_report(**ROAD, province_code=None)
        visible = reports_visible_to(an_officer(3))
        case.refresh_from_db()
        with django_assert_num_queries(2):
            (found,) = similar_to(case, visible)
        assert (found.report, found.subject) == (alike, "ถนนหน้าวัด")
        assert found.likeness.same_agency
        assert found.likeness.near_in_time
        assert "เหล็กเส้น" in found.shared
        assert similar_to(case, reports_visible_to(an_officer(4))) == []

    def test_some_are_shown_and_what_cannot_be_opened_is_left_out(self):
        case = a_report(**ROAD)
        others = [a_report(**ROAD) for _number in range(MOST_SHOWN + 2)]
        WrappedKey.objects.filter(report=others[-1]).delete()
        found = similar_to(case, reports_visible_to(an_officer(3)))
        assert [each.report for each in found] == others[-2 : -MOST_SHOWN - 2 : -1]
        Report.objects.filter(pk__in=[other.pk for other in others]).update(province=None)
        assert similar_to(case, reports_visible_to(an_officer(3))) == []
