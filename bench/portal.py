"""A portal of the bench's own, as script/run starts it, and this process beside it as its owner at the desk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django

from tests.fixtures.stack import RunningStack, a_stack


@contextmanager
def a_portal() -> Iterator[RunningStack]:
    """Without demonstration; nothing is left of it afterwards. Django's models work in this process meanwhile."""
    with a_stack("--no-demo") as stack:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "pacc.settings",
            "ZONE": "desk",
            "DATABASE_URL": stack.database_url(),
            "KEYS_DIR": str(stack.folders.keys),
            "EVIDENCE_DIR": str(stack.folders.evidence),
            "SITE_URL": stack.site_url,
            "DESK_URL": stack.desk_url,
        }
        django.setup()
        yield stack


def cookies_of(user: Any) -> str:
    """The cookie header of a browser at the desk in which this person is signed in, past the second factor."""
    from django.conf import settings
    from django.test import Client

    from tests.people import sign_in

    client = sign_in(Client(SERVER_NAME=settings.ALLOWED_HOSTS[0]), user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
