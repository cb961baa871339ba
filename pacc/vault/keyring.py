"""The folder of keys: what the site may hold (`site/`) and what only the desk may hold (`desk/`).

On two machines the site's holds a copy of `site/` and nothing of `desk/`; on one machine two users own the folders.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from nacl.public import PrivateKey, PublicKey

from pacc.vault.errors import KeyringAbsent, VaultError

Zone = Literal["site", "desk"]

PUBLIC_KEYS = Path("site/desk_public_keys.json")
PEPPER = Path("site/pepper")
CUSTODIANS = Path("site/custodians.json")
TICKETS = Path("site/ticket_secret")
PRIVATE_KEYRING = Path("desk/private_keyring.json")
INDEX_KEY = Path("desk/index_key")


@dataclass(frozen=True)
class PublicKeyring:
    """The desk's public keys by id; the newest one wraps."""

    newest: str
    keys: MappingProxyType[str, PublicKey]


@dataclass(frozen=True)
class PrivateKeyring:
    """The desk's private keys by id; all of them unwrap, so that a new key leaves old reports readable."""

    keys: MappingProxyType[str, PrivateKey]


def public_keyring() -> PublicKeyring:
    """Raises VaultError when no keys were made."""
    return _public_keyring(_content(_folder() / PUBLIC_KEYS))


def private_keyring() -> PrivateKeyring:
    """Raises KeyringAbsent in the site zone, even where the files could be read, and wherever there are none."""
    if settings.ZONE != "desk":
        raise KeyringAbsent("The site zone holds no private keyring.")
    return _private_keyring(_private_content(PRIVATE_KEYRING))


def index_key() -> bytes:
    """Key of the blind index. Raises KeyringAbsent in the site zone."""
    if settings.ZONE != "desk":
        raise KeyringAbsent("The site zone holds no index key.")
    return _decoded(_private_content(INDEX_KEY))


def pepper() -> bytes:
    """What a stolen database lacks for trying codes."""
    return _decoded(_content(_folder() / PEPPER))


def ticket_secret() -> bytes:
    """What both zones sign tickets and links with (pacc.vault.tickets)."""
    return _decoded(_content(_folder() / TICKETS))


def zone_keys(purpose: str) -> list[bytes]:
    """Keys of this zone for one purpose, such as a cookie's name. The first seals, all of them open."""
    lines = _content(_folder() / settings.ZONE / "zone_keys").split()
    return [derived(_decoded(line), purpose) for line in lines]


def derived(key: bytes, purpose: str) -> bytes:
    """Another key of 32 bytes from `key`, of no use for any other purpose."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"pacc {purpose}".encode()).derive(key)


def create_keys(folder: Path) -> list[Path]:
    """Makes what is missing of both zones' keys, changes nothing that is there, and gives the files it made.

    Raises VaultError rather than make a new private keyring beside public keys of an older one: whatever was sealed
    to those could be opened by nobody.
    """
    if (folder / PUBLIC_KEYS).exists() and not (folder / PRIVATE_KEYRING).exists():
        raise VaultError(f"{folder} holds the desk’s public keys but not desk/private_keyring.json: put it back.")
    for zone in ("site", "desk"):
        (folder / zone).mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / zone).chmod(0o700)
    folder.chmod(0o700)
    wanted = {
        Path("site/secret_key"): secrets.token_urlsafe(48),
        Path("site/zone_keys"): _random_line(),
        PEPPER: _random_line(),
        TICKETS: _random_line(),
        Path("desk/secret_key"): secrets.token_urlsafe(48),
        Path("desk/zone_keys"): _random_line(),
        INDEX_KEY: _random_line(),
        PRIVATE_KEYRING: json.dumps([_new_private_key()], indent=1),
    }
    made = [path for path, content in wanted.items() if _write_once(folder / path, content)]
    if not (folder / PUBLIC_KEYS).exists():
        _publish(folder)
        made.append(PUBLIC_KEYS)
    return made


def add_desk_key(folder: Path) -> str:
    """A new key of the desk, which wraps from now on. The older ones stay, to open what they wrapped."""
    keyring = folder / PRIVATE_KEYRING
    keys = json.loads(keyring.read_text())
    keys.append(_new_private_key())
    write_private(keyring, json.dumps(keys, indent=1))
    _publish(folder)
    return str(keys[-1]["id"])


def write_private(path: Path, content: str) -> None:
    """Puts `content` at `path`, whole or not at all, readable by its owner only."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _write_once(path: Path, content: str) -> bool:
    # RACE: two first starts at once; the first link wins, and both go on with its key.
    if path.exists():
        return False
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write_private(part, content)
    try:
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink()
    return True


def _publish(folder: Path) -> None:
    keys = json.loads((folder / PRIVATE_KEYRING).read_text())
    public = [{"id": key["id"], "made": key["made"], "public": key["public"]} for key in keys]
    write_private(folder / PUBLIC_KEYS, json.dumps(public, indent=1))


def _new_private_key() -> dict[str, str]:
    key = PrivateKey.generate()
    return {
        "id": secrets.token_hex(4),
        "made": date.today().isoformat(),  # noqa: DTZ011 - for people who look into the file
        "public": base64.b64encode(bytes(key.public_key)).decode(),
        "private": base64.b64encode(bytes(key)).decode(),
    }


def _random_line() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _folder() -> Path:
    return settings.KEYS_DIR


def _private_content(path: Path) -> str:
    try:
        return _content(_folder() / path)
    except VaultError:
        raise KeyringAbsent("The desk's private keys are not here.") from None


def _content(path: Path) -> str:
    try:
        state = path.stat()
        return _content_as_of(path, state.st_ino, state.st_mtime_ns)
    except OSError:
        raise VaultError(f"{path} cannot be read. `manage.py create_keys` makes the keys.") from None


@lru_cache(maxsize=32)
def _content_as_of(path: Path, _inode: int, _changed: int) -> str:
    return path.read_text(encoding="utf-8")


def _decoded(line: str) -> bytes:
    return base64.b64decode(line.strip(), validate=True)


@lru_cache(maxsize=8)
def _public_keyring(content: str) -> PublicKeyring:
    keys = {key["id"]: PublicKey(base64.b64decode(key["public"])) for key in json.loads(content)}
    return PublicKeyring(newest=list(keys)[-1], keys=MappingProxyType(keys))


@lru_cache(maxsize=8)
def _private_keyring(content: str) -> PrivateKeyring:
    keys = {key["id"]: PrivateKey(base64.b64decode(key["private"])) for key in json.loads(content)}
    return PrivateKeyring(keys=MappingProxyType(keys))
