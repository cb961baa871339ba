"""The addresses of the desk zone: staff only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("health/", include("pacc.urls.health")),
    path("schema/", include("reports.urls.schema")),
    *i18n_patterns(
        path("", include("pacc.pages.urls.desk")),
        path("reports/", include("reports.urls.desk")),
        path("dashboard/", include("reports.urls.dashboard")),
        path("answers/", include("reports.urls.answers")),
        path("search/", include("reports.urls.search")),
        path("networks/", include("networks.urls.desk")),
        path("workshops/", include("events.urls.desk")),
        path("accounts/", include("pacc.accounts.urls.desk")),
        path("people/", include("networks.urls.people")),
        path("holidays/", include("reports.urls.holidays")),
        path("routing/", include("reports.urls.routing")),
        path("demo/", include("pacc.accounts.urls.demo")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler400 = "pacc.pages.error_views.bad_request"
handler403 = "pacc.pages.error_views.permission_denied"
handler404 = "pacc.pages.error_views.not_found"
handler500 = "pacc.pages.error_views.server_error"
