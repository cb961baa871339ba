from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus


class KernelConfig(AppConfig):
    name = "pacc"
    label = "pacc"

    def ready(self) -> None:
        import_module("pacc.checks")
        menus.offer("main", "pages:knowledge", _("Knowledge"), order=90)
        menus.offer("about", "pages:privacy", _("Privacy"), order=10)
        menus.offer("about", "pages:safety", _("Safety of reporters"), order=20)
        menus.offer("about", "pages:cookies", _("Cookies"), order=30)
        menus.offer("about", "pages:accessibility", _("Accessibility"), order=40)
        menus.offer("about", "pages:contact", _("Contact"), order=50)
