"""A cookie that its browser can carry but not read, change or keep beyond its time."""

import base64
import binascii
import json
import secrets
import time
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pacc.vault.keyring import zone_keys

_VERSION = b"\x01"
_NONCE_BYTES = 12
# Browsers drop a cookie above 4,096 bytes without a word; its name and attributes count too.
_MOST_BYTES = 3800


class EncryptedCookie:
    """Values that JSON knows, AES-256-GCM under the zone's key for this name; the server checks the age."""

    def __init__(self, name: str, max_age: timedelta) -> None:
        self.name = name
        self.max_age = max_age

    @property
    def key(self) -> str:
        """Each zone has its own name: two ports of one host share their cookies."""
        return f"__Host-{settings.ZONE}-{self.name}"

    def read(self, request: HttpRequest) -> Any:
        """The value, or None: absent, too old, changed, or of another cookie or zone."""
        try:
            raw = base64.urlsafe_b64decode(request.COOKIES.get(self.key, ""))
        except (binascii.Error, ValueError):
            return None
        if raw[:1] != _VERSION or (opened := self._opened(raw)) is None:
            return None
        value = json.loads(opened)
        return value["value"] if time.time() < value["until"] else None

    def write(self, response: HttpResponseBase, value: Any, *, max_age: timedelta | None = None) -> None:
        age = max_age or self.max_age
        content = json.dumps({"until": int(time.time() + age.total_seconds()), "value": value}).encode()
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = _VERSION + nonce + AESGCM(self._keys()[0]).encrypt(nonce, content, self.key.encode())
        text = base64.urlsafe_b64encode(sealed).decode()
        if len(text) > _MOST_BYTES:
            raise ValueError(f"the cookie {self.name} would be too large for a browser")
        response.set_cookie(self.key, text, max_age=age, secure=True, httponly=True, samesite="Lax", path="/")

    def clear(self, response: HttpResponseBase) -> None:
        response.delete_cookie(self.key, path="/", samesite="Lax")

    def _opened(self, raw: bytes) -> bytes | None:
        nonce, sealed = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
        for key in self._keys():
            try:
                return AESGCM(key).decrypt(nonce, sealed, self.key.encode())
            except (InvalidTag, ValueError):
                continue
        return None

    def _keys(self) -> list[bytes]:
        return zone_keys(f"cookie {self.name}")
