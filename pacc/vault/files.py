"""The evidence store: sealed files under random names. Nobody reads one without its file key.

A file is a version byte, the header of libsodium's secretstream, and chunks of 64 KiB; the last chunk says that it is
the last, so that a shortened file does not pass for a whole one.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from pacc.vault.errors import CannotOpen, VaultError

CHUNK = 64 * 1024
_VERSION = b"\x01"
_OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_NAME = re.compile(r"[0-9a-f]{32}")
_THAILAND = ZoneInfo("Asia/Bangkok")


class FileLost(VaultError):
    """The store holds no file of this name."""


@dataclass(frozen=True)
class SealedFile:
    """A file that lies in the store. `key` is for sealing under a data key, `digest` is SHA-256 of what came in."""

    name: str
    key: bytes
    size: int
    digest: bytes


class SealedWriter:
    """Seals bytes as they arrive. What was not finished is removed.

    Raises OSError where the store takes no more. Anybody may send files, as many as she likes: the last of the disk is
    left to accounts, to the ledger and to the database's own log.
    """

    def __init__(self) -> None:
        self.name = secrets.token_hex(16)
        self.size = 0
        self._key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self._waiting = bytearray()
        self._digest = hashlib.sha256()
        incoming = _root() / "incoming"
        _make_folder(incoming)
        _leave_room(incoming)
        self._part = incoming / self.name
        # Sealed bytes only; in production both zones' users reach the store through one group.
        self._file = os.fdopen(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o660), "wb", buffering=0)
        self._put(_VERSION + sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, self._key))

    def write(self, content: bytes) -> None:
        self.size += len(content)
        self._digest.update(content)
        self._waiting += content
        # One byte more than a chunk must wait, or the last chunk could not be marked as the last.
        if len(self._waiting) > CHUNK:
            _leave_room(self._part.parent)
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), _MORE)
            del self._waiting[:CHUNK]

    def finish(self) -> SealedFile:
        """Whole, on the disk and under its name when this returns."""
        self._seal(bytes(self._waiting), _LAST)
        os.fsync(self._file.fileno())
        self._file.close()
        place = _place(self.name)
        _make_folder(place.parent)
        _set_to_midnight(self._part)
        self._part.rename(place)
        _sync_folder(place.parent)
        _set_to_midnight(place.parent)
        return SealedFile(self.name, self._key, self.size, self._digest.digest())

    def abort(self) -> None:
        """Removes what was written so far. Harmless after `finish`."""
        if not self._file.closed:
            self._file.close()
            self._part.unlink(missing_ok=True)

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self.abort()

    def _seal(self, content: bytes, tag: int) -> None:
        self._put(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, content, tag=tag))

    def _put(self, sealed: bytes) -> None:
        rest = memoryview(sealed)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]


def open_sealed(name: str, key: bytes) -> Iterator[bytes]:
    """What was sealed, in chunks. Raises FileLost, and CannotOpen for what was changed, shortened or lengthened.

    The end proves itself last: whoever passes chunks on must take back what it passed when this raises.
    """
    try:
        file = _place(name).open("rb")
    except FileNotFoundError:
        raise FileLost(name) from None
    with file:
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        start = file.read(1 + _HEADER)
        if start[:1] != _VERSION or len(start) != 1 + _HEADER:
            raise CannotOpen
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, start[1:], key)
        tag = _MORE
        while tag != _LAST:
            try:
                content, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, file.read(CHUNK + _OVERHEAD))
            except CryptoError:
                raise CannotOpen from None
            if content:
                yield content
        if file.read(1):
            raise CannotOpen


def remove(name: str) -> None:
    """Removes a file. One that is gone already is no error."""
    _place(name).unlink(missing_ok=True)


def is_stored(name: str) -> bool:
    return _place(name).is_file()


def sealed_size(size: int) -> int:
    """Bytes in the store of a file of `size` bytes."""
    chunks = max(1, -(-size // CHUNK))
    return 1 + _HEADER + size + chunks * _OVERHEAD


def names_before(day: date) -> Iterator[str]:
    """Names of the files that came before `day` (in Thailand), for the search for orphans."""
    start = datetime(day.year, day.month, day.day, tzinfo=_THAILAND).timestamp()
    for path in _root().glob("[0-9a-f][0-9a-f]/*"):
        if _NAME.fullmatch(path.name) and _changed(path) < start:
            yield path.name


def remove_unfinished(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Removes what a killed process left half-written, and says how many."""
    before = datetime.now(_THAILAND) - older_than
    left = [path for path in _root().glob("incoming/*") if _changed(path) < before.timestamp()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _root() -> Path:
    return settings.EVIDENCE_DIR


def _place(name: str) -> Path:
    # SECURITY: names come back from the database, which the other zone writes too: no way out of the store.
    if not _NAME.fullmatch(name):
        raise FileLost(name)
    return _root() / name[:2] / name


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o2770)
        _sync_folder(folder.parent)


def _leave_room(folder: Path) -> None:
    if shutil.disk_usage(folder).free < settings.EVIDENCE_LEAVES_FREE_MB * 1_000_000:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _set_to_midnight(path: Path) -> None:
    """The second of a file must not be matched with the second of somebody's visit."""
    midnight = datetime.now(_THAILAND).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    os.utime(path, (midnight, midnight))
