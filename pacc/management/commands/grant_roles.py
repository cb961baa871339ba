from typing import Any

from django.core.management.base import BaseCommand

from pacc.database_roles import apply_grants
from pacc.settings import env

SITE_ROLE_PASSWORD = env.text(
    "SITE_ROLE_PASSWORD", "", "For `manage.py grant_roles` only: gives the site's role this password", secret=True
)
DESK_ROLE_PASSWORD = env.text(
    "DESK_ROLE_PASSWORD", "", "For `manage.py grant_roles` only: gives the desk's role this password", secret=True
)


class Command(BaseCommand):
    help = "Makes the database roles of both zones and gives each exactly its rights. Run as the owner after migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        apply_grants(site_password=SITE_ROLE_PASSWORD, desk_password=DESK_ROLE_PASSWORD)
