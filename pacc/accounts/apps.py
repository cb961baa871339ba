from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pacc import menus, panels


class AccountsConfig(AppConfig):
    name = "pacc.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_module("pacc.accounts.checks")
        own = import_module("pacc.accounts.panels")
        panels.offer("start", "account/_missing.html", own.still_missing, order=90)
        for order, build in enumerate([own.no_mail_yet, own.mail, own.custodians, own.second_admin, own.parked_jobs]):
            panels.offer("missing", own.MISSING, build, order=order)
        menus.offer("desk", "people:staff_list", _("People"), order=80, shown_to=_is_portal_admin)
        menus.offer("desk", "admin:index", _("Reference data"), order=90, shown_to=_is_portal_admin)
        menus.offer("person", "accounts:own_account", _("My account"), order=80, shown_to=_is_signed_in)
        menus.offer("person", "account_logout", _("Sign out"), order=90, shown_to=_is_signed_in)
        menus.offer("main", "account_login", _("Members: sign in"), order=90, shown_to=_is_nobody)
        menus.offer("main", "accounts:own_account", _("My account"), order=90, shown_to=_is_signed_in)


def _is_signed_in(request: object) -> bool:
    return bool(getattr(getattr(request, "user", None), "is_authenticated", False))


def _is_portal_admin(request: object) -> bool:
    return bool(getattr(getattr(request, "user", None), "is_portal_admin", False))


def _is_nobody(request: object) -> bool:
    return not _is_signed_in(request)
