"""The addresses of the site zone: citizens, members, the door."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("health/", include("pacc.urls.health")),
    path("schema/", include("reports.urls.schema")),
    *i18n_patterns(
        path("", include("pacc.pages.urls.site")),
        path("", include("reports.urls.site")),
        path("networks/", include("networks.urls.site")),
        path("me/", include("networks.urls.me")),
        path("workshops/", include("events.urls.site")),
        path("door/", include("events.urls.door")),
        path("accounts/", include("pacc.accounts.urls.site")),
        path("demo/", include("pacc.accounts.urls.demo")),
        prefix_default_language=False,
    ),
]

handler400 = "pacc.pages.error_views.bad_request"
handler403 = "pacc.pages.error_views.permission_denied"
handler404 = "pacc.pages.error_views.not_found"
handler500 = "pacc.pages.error_views.server_error"
