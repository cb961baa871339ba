from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus


class NetworksConfig(AppConfig):
    name = "networks"
    demo_parts = ("networks.management.demo.officers.load", "networks.management.demo.communities.load")

    def ready(self) -> None:
        menus.offer("main", "networks:directory", _("Networks"), order=30)
