"""Seals the secrets of second factors under the zone's own key, so that a copy of the tables makes no codes."""

import base64

from pacc.vault.errors import CannotOpen
from pacc.vault.fields import seal, unseal
from pacc.vault.keyring import zone_keys

_PURPOSE = "second factor"
_PLACE = {"table": "mfa_authenticator", "row": "any", "column": "secret"}


def seal_secret(text: str) -> str:
    return base64.b64encode(seal(zone_keys(_PURPOSE)[0], text, **_PLACE)).decode()


def open_secret(sealed: str) -> str:
    """Raises CannotOpen where no key of this zone fits."""
    raw = base64.b64decode(sealed)
    for key in zone_keys(_PURPOSE):
        try:
            return unseal(key, raw, **_PLACE)
        except CannotOpen:
            continue
    raise CannotOpen
