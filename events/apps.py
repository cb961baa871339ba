from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus


class EventsConfig(AppConfig):
    name = "events"
    demo_parts = ("events.management.demo.workshops.load",)

    def ready(self) -> None:
        menus.offer("main", "events:workshops", _("Workshops"), order=40)
