"""What guards the portal: zone, keys, cookies, headers, sign-in."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from pacc.settings import env

_BASE = Path(__file__).resolve().parent.parent.parent

ZONE = env.one_of("ZONE", "desk", "Which addresses this process serves, and which keys it may hold", ("site", "desk"))
SITE_URL = env.url("SITE_URL", "http://localhost:8000", "The public address of the site zone, as written in mails")
DESK_URL = env.url(
    "DESK_URL", "http://desk.localhost:8001", "The address of the desk zone, as written in mails to staff"
)
EXIT_URL = env.url(
    "EXIT_URL", "https://www.google.com", "Where a reporter's exit button leads: any page that says nothing"
)
DEMO = env.flag(
    "DEMO", False, "Invented people and reports, and a page to enter as any of them; on a loopback address only"
)
DEMO_REPORTS = env.number("DEMO_REPORTS", 500, "How many invented reports demo mode makes at its first start")

KEYS_DIR = env.folder(
    "KEYS_DIR", _BASE / ".keys", "The folder of keys: site/ and desk/; the site's processes need only site/"
)
_secret_file = KEYS_DIR / ZONE / "secret_key"
_secret = env.text(
    "SECRET_KEY", "", "Signs cookies and links of this zone; by default read from the folder of keys", secret=True
) or (_secret_file.read_text().strip() if _secret_file.is_file() else "")
# A random key serves commands that run before the keys are made; `pacc.wsgi` serves nobody with it.
SECRET_KEY = _secret or secrets.token_urlsafe(48)
HAS_OWN_SECRET_KEY = bool(_secret)

_own_url = SITE_URL if ZONE == "site" else DESK_URL
ALLOWED_HOSTS = [urlsplit(_own_url).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [_own_url]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _own_url.startswith("https:") else None
SECURE_HSTS_SECONDS = 63_072_000 if _own_url.startswith("https:") else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# The proxy in front redirects http to https; the portal itself is never reached over http from outside.
SECURE_SSL_REDIRECT = False
SILENCED_SYSTEM_CHECKS = [
    "security.W008",
    "security.W004",
    "templates.W003",  # pacc/templatetags/i18n.py stands in for Django's own library on purpose
]
# `no-referrer` would make browsers send `Origin: null`, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_ENGINE = f"pacc.accounts.sessions.{ZONE}"
SESSION_COOKIE_NAME = f"__Host-{ZONE}-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_NAME = f"__Host-{ZONE}-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "pacc.pages.error_views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LANGUAGE_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip
