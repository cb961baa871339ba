"""A cookie that its browser can carry but not read, change or keep beyond its time."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pacc.vault.carried import pack, unpack

# Browsers drop a cookie above 4,096 bytes without a word; its name and attributes count too.
_MOST_BYTES = 3800


class EncryptedCookie:
    """Values that JSON knows, under the zone's key for this name; the server checks the age."""

    def __init__(self, name: str, max_age: timedelta) -> None:
        self.name = name
        self.max_age = max_age

    @property
    def key(self) -> str:
        """Each zone has its own name: two ports of one host share their cookies."""
        return f"__Host-{settings.ZONE}-{self.name}"

    @property
    def _purpose(self) -> str:
        return f"cookie {self.name}"

    def read(self, request: HttpRequest) -> Any:
        """The value, or None: absent, too old, changed, or of another cookie or zone."""
        return unpack(request.COOKIES.get(self.key, ""), purpose=self._purpose, bound_to=self.key)

    def write(self, response: HttpResponseBase, value: Any, *, max_age: timedelta | None = None) -> None:
        age = max_age or self.max_age
        text = pack(value, purpose=self._purpose, bound_to=self.key, max_age=age)
        if len(text) > _MOST_BYTES:
            raise ValueError(f"the cookie {self.name} would be too large for a browser")
        response.set_cookie(self.key, text, max_age=age, secure=True, httponly=True, samesite="Lax", path="/")

    def clear(self, response: HttpResponseBase) -> None:
        response.delete_cookie(self.key, path="/", samesite="Lax")
