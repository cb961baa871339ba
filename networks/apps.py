from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus, panels
from pacc.accounts import door


class NetworksConfig(AppConfig):
    name = "networks"
    demo_parts = ("networks.management.demo.officers.load", "networks.management.demo.communities.load")

    def ready(self) -> None:
        door.admit_where(import_module("networks.access").opens_the_door)
        own = import_module("networks.panels")
        panels.offer("missing", own.MISSING, own.conflict_officer, order=20)
        panels.offer("missing", own.MISSING, own.offices_unmanned, order=30)
        menus.offer("main", "networks:network_list", _("Networks"), order=30)
        menus.offer("main", "me:member_home", _("My page"), order=80, shown_to=own.is_member)
        menus.offer("desk", "networks:network_list", _("Networks"), order=30, shown_to=own.looks_after_networks)
        panels.offer("home.numbers", "networks/_numbers.html", own.numbers, order=10)
        panels.offer("start", "networks/_panel_waiting.html", own.waiting_members, order=40)
