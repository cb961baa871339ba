from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc import menus


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        menus.offer("main", "reports:start", pgettext_lazy("verb", "Report"), order=10)
        menus.offer("main", "reports:track", _("Follow a report"), order=20)
