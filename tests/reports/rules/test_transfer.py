"""Where a report may never lie."""

import pytest

from reports.rules.transfer import may_lie_at


@pytest.mark.parametrize(
    ("office", "about_pacc", "about_office", "agency_kind", "allowed"),
    [
        (0, "no", None, "sao", True),
        (3, "no", None, "sao", True),
        (3, "office", 3, "pacc", False),
        (4, "office", 3, "pacc", True),
        (0, "office", 3, "pacc", True),
        (0, "headquarters", None, "pacc", False),
        (0, "headquarters", 0, "pacc", False),
        (3, "headquarters", None, "pacc", True),
        (0, "unknown", None, "pacc", False),
        (0, "no", None, "pacc", False),
        (5, "no", None, "pacc", True),
    ],
)
def test_never_at_the_office_it_is_about(office, about_pacc, about_office, agency_kind, allowed):
    told = {"about_pacc": about_pacc, "about_office": about_office, "agency_kind": agency_kind}
    assert may_lie_at(office, **told) is allowed
