from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus, panels
from pacc.accounts import door


class NetworksConfig(AppConfig):
    name = "networks"
    demo_parts = ("networks.management.demo.officers.load", "networks.management.demo.communities.load")

    def ready(self) -> None:
        door.admit_where(import_module("networks.access").serves_today)
        own = import_module("networks.panels")
        panels.offer("missing", own.MISSING, own.conflict_officer, order=20)
        panels.offer("missing", own.MISSING, own.offices_unmanned, order=30)
        menus.offer("main", "networks:directory", _("Networks"), order=30)
