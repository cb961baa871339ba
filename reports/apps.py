from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc import menus, panels


class ReportsConfig(AppConfig):
    name = "reports"
    demo_parts = ("reports.management.demo.cases.load",)

    def ready(self) -> None:
        own = import_module("reports.panels")
        missing = import_module("pacc.accounts.panels").MISSING
        menus.offer("main", "reports:start", pgettext_lazy("verb", "Report"), order=10)
        menus.offer("main", "reports:track", _("Follow a report"), order=20)
        menus.offer(
            "desk", "reports:report_list", pgettext_lazy("menu", "Reports"), order=10, shown_to=own.sees_reports
        )
        menus.offer(
            "desk", "dashboard:overview", pgettext_lazy("menu", "Overview"), order=15, shown_to=own.reads_figures
        )
        menus.offer("desk", "search:report_search", _("Search"), order=15, shown_to=own.sees_reports)
        menus.offer("desk", "answers:template_list", _("Answer templates"), order=60, shown_to=own.sees_reports)
        menus.offer("desk", "holidays:holiday_list", _("Holidays"), order=70, shown_to=own.administers)
        menus.offer("desk", "routing:province_list", _("Offices of the provinces"), order=75, shown_to=own.administers)
        panels.offer("missing", missing, own.unchecked_holidays, order=50)
        panels.offer("missing", missing, own.provinces_uncovered, order=35)
        panels.offer("start", "reports/_panel_queue.html", own.own_queue, order=10)
        panels.offer("missing", missing, own.unseen_reports, order=40)
        panels.offer("demo", "reports/_demo_case.html", own.citizens_own_case)
