"""What people were told about their data, and how long the portal keeps the one thing that is sealed."""

from datetime import date

from pacc.thai.fiscal_year import bounds

# The version of the privacy notice that the pages of registration show; a new text gets a new version.
PRIVACY_NOTICE = "2569-11"
# The accountant's papers are looked through in the two years after the fiscal year's end. A default, not a statute.
_YEARS_KEPT = 2


def citizen_id_erased_on(fiscal_year: int) -> date:
    """The day on which the citizen ids of a workshop of that fiscal year (B.E.) go."""
    _first, last = bounds(fiscal_year + _YEARS_KEPT)
    return last
