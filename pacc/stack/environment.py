"""What each program of the stack gets to know: only what its zone needs, never its own surroundings whole."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

from pacc.stack.errors import StackError
from pacc.stack.folders import Folders
from pacc.stack.passwords import password_of

# What `manage.py prepare` says to script/run, at the start of a line.
STEP, RESULT = "step ", "result "

SYSTEM = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")
# Settings that the stack itself decides for each program, whatever surrounds it.
DECIDED = {
    "ZONE",
    "DATABASE_URL",
    "SITE_DATABASE_URL",
    "DESK_DATABASE_URL",
    "DATABASE_POOL",
    "SITE_ROLE",
    "DESK_ROLE",
    "KEYS_DIR",
    "REDIS_URL",
    "SMTP_URL",
    "IMAP_URL",
    "SECRET_KEY",
    "SITE_ROLE_PASSWORD",
    "DESK_ROLE_PASSWORD",
}


@dataclass(frozen=True)
class Databases:
    """Addresses of one database for its three roles. `owner` is empty where only the zones' own were given."""

    owner: str
    site: str
    desk: str

    @property
    def role_names(self) -> dict[str, str]:
        return {"SITE_ROLE": _user_of(self.site), "DESK_ROLE": _user_of(self.desk)}

    @property
    def role_passwords(self) -> dict[str, str]:
        return {
            "SITE_ROLE_PASSWORD": unquote(urlsplit(self.site).password or ""),
            "DESK_ROLE_PASSWORD": unquote(urlsplit(self.desk).password or ""),
        }


def given_databases(keys: Path) -> Databases | None:
    """The databases that the surroundings name, if any. Roles that were not named are derived from the owner's."""
    owner, site, desk = (_given(name) for name in ("DATABASE_URL", "SITE_DATABASE_URL", "DESK_DATABASE_URL"))
    if not owner and not (site or desk):
        return None
    if not owner and not (site and desk):
        raise StackError(
            "Set DATABASE_URL (an owner who may create roles), or both SITE_DATABASE_URL and DESK_DATABASE_URL."
        )
    return Databases(owner, site or _of_zone(owner, "site", keys), desk or _of_zone(owner, "desk", keys))


def _user_of(address: str) -> str:
    return unquote(urlsplit(address).username or "")


def _of_zone(owner: str, zone: str, keys: Path) -> str:
    parts = urlsplit(owner)
    role = f"{parts.path.lstrip('/')}_{zone}"  # two portals on one server must not share roles
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{password_of(keys, role)}@{place}"))


def _given(name: str) -> str:
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(name, "")


def given(name: str) -> str:
    """A setting as the surroundings give it, or "". Raises StackError for a file that cannot be read."""
    try:
        return _given(name)
    except OSError as error:
        raise StackError(f"{name}_FILE cannot be read: {error.strerror}.") from None


def known_settings() -> set[str]:
    """Names of all settings. Raises StackError where one of them is wrong."""
    try:
        import pacc.settings  # noqa: PLC0415 - reading them is the act that may fail
    except (ImproperlyConfigured, OSError) as error:
        raise StackError(str(error)) from None
    return set(pacc.settings.env.REMEMBERED)


def base_environment(folders: Folders, *, settings: set[str]) -> dict[str, str]:
    """What all programs share: the system's own, and harmless settings that somebody set."""
    passed = {name for name in settings if name not in DECIDED}
    environment = {name: os.environ[name] for name in SYSTEM if name in os.environ}
    for name in passed | {f"{name}_FILE" for name in passed}:
        if name in os.environ:
            environment[name] = os.environ[name]
    environment.setdefault("LANG", "C.UTF-8")
    environment.setdefault("EVIDENCE_DIR", str(folders.evidence))
    environment.setdefault("STATIC_ROOT", str(folders.static))
    environment.setdefault("MAIL_DIR", str(folders.mail))
    return environment | {"PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}  # half the memory of many threads


def addresses(*, port: int, demo: bool) -> dict[str, str]:
    """What a start decides about the portal as a whole."""
    return {
        "SITE_URL": given("SITE_URL") or f"http://localhost:{port}",
        "DESK_URL": given("DESK_URL") or f"http://desk.localhost:{port + 1}",
        "DEMO": "1" if demo else "0",
    }


def keep_addresses(base: dict[str, str], folders: Folders) -> None:
    """For `script/manage`, whose commands write links, too."""
    kept = {name: base[name] for name in ("SITE_URL", "DESK_URL", "DEMO")}
    folders.addresses.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def kept_addresses(folders: Folders) -> dict[str, str]:
    """Raises StackError where no portal was ever started on these folders."""
    try:
        kept: dict[str, str] = json.loads(folders.addresses.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise StackError(f"No portal was started on {folders.data}: run script/run first, or give --data.") from None
    return kept


def keys_of_site(folders: Folders) -> Path:
    """A folder from which the site's processes reach their own keys and no others."""
    view = folders.sockets / "site-keys"
    view.mkdir(mode=0o700, exist_ok=True)
    link = view / "site"
    if not link.is_symlink() or link.readlink() != folders.keys / "site":
        link.unlink(missing_ok=True)
        link.symlink_to(folders.keys / "site")
    return view


def site_environment(base: dict[str, str], databases: Databases, folders: Folders, *, pool: int) -> dict[str, str]:
    """No broker, no mail server, no key of the desk."""
    return (
        base
        | databases.role_names
        | {
            "ZONE": "site",
            "DATABASE_URL": databases.site,
            "DATABASE_POOL": str(pool),
            "KEYS_DIR": str(keys_of_site(folders)),
        }
    )


def desk_environment(
    base: dict[str, str], databases: Databases, folders: Folders, *, redis_url: str, smtp_url: str, pool: int = 0
) -> dict[str, str]:
    return (
        base
        | databases.role_names
        | {
            "ZONE": "desk",
            "DATABASE_URL": databases.desk,
            "DATABASE_POOL": str(pool),
            "KEYS_DIR": str(folders.keys),
            "REDIS_URL": redis_url,
            "SMTP_URL": smtp_url,
            "IMAP_URL": given("IMAP_URL"),
        }
    )


def owner_environment(base: dict[str, str], databases: Databases, folders: Folders) -> dict[str, str]:
    """For what is done once at a start: tables, rights, reference and demo data. Serves nobody."""
    return (
        base
        | databases.role_names
        | databases.role_passwords
        | {
            "ZONE": "desk",
            "DATABASE_URL": databases.owner or databases.desk,
            "KEYS_DIR": str(folders.keys),
        }
    )
