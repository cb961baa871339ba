"""At the desk: a fiscal year's workshops added up, office by office."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import access
from events.documents.fiscal_year_file import fiscal_year_file
from events.queries.folder import OfficeYear, fiscal_year_of_offices, totals_of
from events.queries.workshops import fiscal_years_of
from pacc.http import OfficerRequest
from pacc.spreadsheets.write import CONTENT_TYPE
from pacc.thai.dates import BUDDHIST_ERA_OFFSET, year_shown


def _years(request: OfficerRequest, year: int) -> list[OfficeYear]:
    return fiscal_year_of_offices(access.workshops_visible_to(request.user), year)


@require_safe
@login_required
def fiscal_year(request: OfficerRequest, year: int) -> HttpResponse:
    """Of the workshops that the person sees; each figure leads to the list behind it."""
    known = fiscal_years_of(access.workshops_visible_to(request.user))
    if known and year not in known:
        raise Http404
    years = _years(request, year)
    context = {"year": year, "known": known, "years": years, "totals": totals_of(years)}
    return render(request, "events/desk_fiscal_year.html", context)


@require_safe
@login_required
def fiscal_year_excel(request: OfficerRequest, year: int) -> HttpResponse:
    name = _("Fiscal year %(year)s") % {"year": year_shown(year - BUDDHIST_ERA_OFFSET)}
    response = HttpResponse(fiscal_year_file(name, _years(request, year)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="workshops-{year}.xlsx"'
    return response
