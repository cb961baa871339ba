"""The people of every test. The citizen is nobody who signs in; the others are those of the demonstration."""

import time

from django.conf import settings
from django.test import Client

from pacc.accounts.demo_people import DEMO_PEOPLE

CITIZEN = "citizen"
EVERYBODY = (CITIZEN, *(person.key for person in DEMO_PEOPLE))
BACKEND = "pacc.accounts.backend.ZoneBackend"

PORTS = {"site": ("localhost", "8000"), "desk": ("desk.localhost", "8001")}


def new_client(**options) -> Client:
    """A browser of the zone under way, in which nobody is signed in."""
    host, port = PORTS[settings.ZONE]
    return Client(SERVER_NAME=host, SERVER_PORT=port, **options)


def sign_in(client: Client, user, *, second_factor: bool = True) -> Client:
    """Signed in, and past the second factor unless told otherwise."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    records = [{"method": "password", "at": time.time() - 3600, "email": user.email}]
    if second_factor:
        records.append({"method": "mfa", "at": time.time() - 3600, "type": "totp"})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
