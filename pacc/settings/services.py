"""What runs beside the portal: PostgreSQL, Redis, mail, the evidence store."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from pacc.settings import env
from pacc.settings.security import DEMO, ZONE

_BASE = Path(__file__).resolve().parent.parent.parent


def _database(address: str, *, pool: int) -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name?host=/socket/folder"""
    parts = urlsplit(address)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    if pool:
        # Seconds; a request that finds no connection for so long answers 503 rather than waiting on.
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    options.setdefault("connect_timeout", 5)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        # Connections of the pool that a restart of the database broke meet the pool's own question, not a person's.
        "CONN_HEALTH_CHECKS": True,
    }


DATABASE_URL = env.url(
    "DATABASE_URL", "postgresql:///pacc", "PostgreSQL 15 or later; each zone has a role of its own", secret=True
)
DATABASES = {
    "default": _database(
        DATABASE_URL, pool=env.number("DATABASE_POOL", 0, "Connections a web server keeps at most; 0: one a thread")
    )
}

# Read by `pacc.stack.environment`, before any of these settings can be trusted to be right.
for _zone in ("site", "desk"):
    env.remember(
        f"{_zone.upper()}_DATABASE_URL",
        "",
        f"For `script/run` only: the {_zone}'s own database address, where DATABASE_URL's owner may not create roles",
        secret=True,
    )

SITE_ROLE = env.text(
    "SITE_ROLE", "pacc_site", "The database role of the site zone; the desk does only some jobs for it"
)

DESK_ROLE = env.text("DESK_ROLE", "pacc_desk", "The database role of the desk zone")

REDIS_URL = env.url(
    "REDIS_URL", "", "Redis or Valkey, for the desk zone only; the site never speaks to it", secret=True
)

SMTP_URL = env.url("SMTP_URL", "smtp://localhost:1025", "smtp://user:password@host:port, or smtps://", secret=True)
_smtp = urlsplit(SMTP_URL)
EMAIL_HOST = _smtp.hostname or "localhost"
EMAIL_PORT = _smtp.port or (465 if _smtp.scheme == "smtps" else 25)
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = "starttls" in _smtp.query
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "PACC Connect <no-reply@localhost>", "The sender of every mail")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

IMAP_URL = env.url(
    "IMAP_URL",
    "",
    "A mailbox whose mails become reports, for the desk zone only: imaps://user:password@host/INBOX; empty: none",
    secret=True,
)

MAIL_DIR = env.folder(
    "MAIL_DIR", _BASE / ".data" / "mail", "Where the demonstration's own mail server keeps what it gets"
)

OFFICE_MAIL_SECONDS = env.number(
    "OFFICE_MAIL_SECONDS",
    5 if DEMO else 15 * 60,
    "How often officers are told by mail of new reports and replies: in batches, so that no mail tells the minute",
)

EVIDENCE_DIR = env.folder("EVIDENCE_DIR", _BASE / ".data" / "evidence", "Sealed evidence files, shared by both zones")
EVIDENCE_LEAVES_FREE_MB = env.number(
    "EVIDENCE_LEAVES_FREE_MB",
    1024,
    "Below so much free space on the evidence store's disk no file is taken; accounts without files still are",
)

# SECURITY: Django's own handlers write uploads to the temporary folder in clear. A view that takes files says so.
FILE_UPLOAD_HANDLERS = ["pacc.uploads.sealed.RefusingUploadHandler"]

# In a table of the zone, for signing in only: no state of Redis can hold up a page, every process counts the same.
CACHES = {"default": {"BACKEND": "pacc.accounts.limits.TableCache"}}

# Celery names a unix socket in its own way.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://") if ZONE == "desk" else ""
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# No limit. The queue is a table of PostgreSQL, and a message only says that something waits in it; but a message whose
# acknowledgement a frozen broker did not hear would count against a limit for ever, and the worker would stand still.
CELERY_WORKER_PREFETCH_MULTIPLIER = 0
CELERY_TASK_TIME_LIMIT = 240
CELERY_TASK_SOFT_TIME_LIMIT = 200
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outlives a broker's absence of any length
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_timeout": 1, "socket_connect_timeout": 1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "Asia/Bangkok"
