"""manage.py first_admin: a one-time link to the desk for the first portal admin."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from pacc.accounts.invitations import FOR_FIRST_ADMIN, new_link
from pacc.accounts.models import User
from pacc.ledger.record import record


class Command(BaseCommand):
    help = (
        "Prints a one-time link to the desk for the first portal admin; older links are void. Where there is a "
        "portal admin already it prints none, unless --another is given (the last one lost her second factor)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--another", action="store_true", help="although there is a portal admin")

    def handle(self, *args: Any, another: bool, **options: Any) -> None:
        if not another and User.objects.filter(is_portal_admin=True, is_active=True).exists():
            self.stderr.write("There is a portal admin; she invites others at the desk. Another link: --another")
            return
        with transaction.atomic():
            link = new_link(None)
            record("accounts.first_admin_invited")
        self.stderr.write(
            f"For the first portal admin, once, within {FOR_FIRST_ADMIN.total_seconds() // 3600:.0f} hours:"
        )
        self.stdout.write(link)
