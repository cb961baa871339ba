"""Passwords of the servers' roles, made once, each in a file of its own in the keys folder."""

import os
import secrets
from pathlib import Path


def password_of(keys: Path, name: str) -> str:
    """The password of one role; letters and digits only, so that it needs no quoting in an address."""
    folder = keys / "services"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / name
    if not file.exists():
        half = file.with_suffix(".half")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_hex(24))
            out.flush()
            os.fsync(out.fileno())
        half.rename(file)
    return file.read_text(encoding="ascii").strip()
