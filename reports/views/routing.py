"""Which office covers which province, from which day. For portal admins; nobody else sees it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from networks.models import Province
from networks.queries.coverage import province_table, rows_of
from networks.views.staff import portal_admin_only
from pacc.http import OfficerRequest


@portal_admin_only
@require_safe
def province_list(request: OfficerRequest) -> HttpResponse:
    today = localdate()
    lines = province_table(on=today)
    told = {"lines": lines, "uncovered": [line for line in lines if line.is_uncovered], "today": today}
    return render(request, "reports/province_list.html", told)


@portal_admin_only
@require_safe
def province_detail(request: OfficerRequest, code: str) -> HttpResponse:
    province = get_object_or_404(Province, pk=code)
    told = {"province": province, "rows": rows_of(province), "today": localdate()}
    return render(request, "reports/province_detail.html", told)
