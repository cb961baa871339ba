from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus, panels


class EventsConfig(AppConfig):
    name = "events"
    demo_parts = ("events.management.demo.workshops.load",)

    def ready(self) -> None:
        own = import_module("events.panels")
        menus.offer("main", "events:workshop_list", _("Workshops"), order=40)
        menus.offer("desk", "events:workshop_list", _("Workshops"), order=40, shown_to=own.makes_workshops)
        panels.offer("home", "events/_panel_to_come.html", own.to_come, order=40)
        panels.offer("member", "events/_panel_own.html", own.own, order=30)
        panels.offer("member", "events/_panel_to_come.html", own.to_come, order=40)
        panels.offer("start", "events/_panel_hosted.html", own.hosted, order=50)
