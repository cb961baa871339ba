"""Reads each setting from the environment once and remembers it, so that docs/settings.md is printed, not written.

`NAME` gives the value itself, `NAME_FILE` a file that holds it (for secrets).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Setting:
    """What docs/settings.md says of one variable."""

    name: str
    default: str
    meaning: str
    secret: bool = False


T = TypeVar("T")

REMEMBERED: dict[str, Setting] = {}


def remember(name: str, default: str, meaning: str, *, secret: bool = False) -> None:
    """For docs/settings.md, where a variable is read elsewhere."""
    REMEMBERED[name] = Setting(name, default, meaning, secret)


def _read(name: str, default: str, meaning: str, convert: Callable[[str], T], *, secret: bool = False) -> T:
    remember(name, default, meaning, secret=secret)
    file = os.environ.get(f"{name}_FILE")
    try:
        raw = Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(name, default)
        return convert(raw)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}. It means: {meaning}") from None
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. It means: {meaning}") from None


def text(name: str, default: str, meaning: str, *, secret: bool = False) -> str:
    return _read(name, default, meaning, str, secret=secret)


def one_of(name: str, default: str, meaning: str, choices: tuple[str, ...]) -> str:
    def choose(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return raw

    return _read(name, default, meaning, choose)


def flag(name: str, default: bool, meaning: str) -> bool:
    def parse(raw: str) -> bool:
        if raw not in {"0", "1"}:
            raise ValueError("must be 0 or 1")
        return raw == "1"

    return _read(name, "1" if default else "0", meaning, parse)


def number(name: str, default: int, meaning: str) -> int:
    return _read(name, str(default), meaning, int)


def url(name: str, default: str, meaning: str, *, secret: bool = False) -> str:
    def parse(raw: str) -> str:
        if raw and "://" not in raw:
            raise ValueError("must be a URL")
        return raw.rstrip("/")

    return _read(name, default, meaning, parse, secret=secret)


def folder(name: str, default: Path, meaning: str) -> Path:
    return _read(name, str(default), meaning, lambda raw: Path(raw).absolute())
