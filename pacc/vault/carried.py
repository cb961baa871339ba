"""Values that a browser carries for the portal but cannot read, change or use beyond their time."""

import base64
import binascii
import json
import secrets
import time
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pacc.vault.keyring import zone_keys

_VERSION = b"\x01"
_NONCE_BYTES = 12


def pack(value: Any, *, purpose: str, bound_to: str, max_age: timedelta) -> str:
    """A value that JSON knows, AES-256-GCM under the zone's key for this purpose, bound to a text that is not in it."""
    content = json.dumps({"until": int(time.time() + max_age.total_seconds()), "value": value}).encode()
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = _VERSION + nonce + AESGCM(zone_keys(purpose)[0]).encrypt(nonce, content, bound_to.encode())
    return base64.urlsafe_b64encode(sealed).decode()


def unpack(text: str, *, purpose: str, bound_to: str) -> Any:
    """The value, or None: nothing, too old, changed, of another purpose or zone, or bound to something else."""
    try:
        raw = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return None
    if raw[:1] != _VERSION or (opened := _opened(raw, purpose, bound_to)) is None:
        return None
    value = json.loads(opened)
    return value["value"] if time.time() < value["until"] else None


def _opened(raw: bytes, purpose: str, bound_to: str) -> bytes | None:
    nonce, sealed = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
    for key in zone_keys(purpose):
        try:
            return AESGCM(key).decrypt(nonce, sealed, bound_to.encode())
        except (InvalidTag, ValueError):
            continue
    return None
