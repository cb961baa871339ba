from typing import Any

from django.core.management.base import BaseCommand

from pacc.database_roles import apply_grants
from pacc.settings import env


class Command(BaseCommand):
    help = "Makes the database roles of both zones and gives each exactly its rights. Run as the owner after migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        apply_grants(
            site_password=env.text("SITE_ROLE_PASSWORD", "", "The site role's password, for grant_roles", secret=True),
            desk_password=env.text("DESK_ROLE_PASSWORD", "", "The desk role's password, for grant_roles", secret=True),
        )
