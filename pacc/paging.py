"""Long lists page by page, by the last row seen instead of a count: page 1,000 costs what page 1 costs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet

M = TypeVar("M", bound=Model)

# Longer than any stored key; a longer cursor was made up by somebody.
_LONGEST = 4000


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows of a list; `previous` and `next` go into the address as `page=`, "" where there is nothing more.

    `strayed`: the cursor was none of this list's, so that these are the first rows.
    """

    rows: list[M]
    previous: str
    next: str
    strayed: bool = False


@dataclass(frozen=True)
class _Cursor:
    forward: bool
    value: Any
    pk: Any

    def __str__(self) -> str:
        said = json.dumps([self.forward, str(self.value), str(self.pk)], ensure_ascii=False)
        return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def keyset_page(
    rows: QuerySet[M],
    *,
    by: str,
    cursor: str,
    size: int = 50,
    shown: Callable[[QuerySet[M]], QuerySet[M]] | None = None,
) -> Page[M]:
    """The page that `cursor` names, the first for "" and for nonsense. One query.

    With `shown`, which adds to rows of the table what a page shows of them, only those of the page are fetched: they
    are chosen by an index alone where one holds all that narrows them.

    `by` is a column without NULL, with a minus for descending; rows that agree in it follow their primary key.
    """
    column, descending = by.removeprefix("-"), by.startswith("-")
    seen = _read(rows, column, cursor)
    strayed = bool(cursor) and seen is None
    backward = seen is not None and not seen.forward
    falling = descending != backward
    if seen is not None:
        rows = rows.filter(_beyond(column, seen, falling))
    sign = "-" if falling else ""
    order = (f"{sign}{column}", f"{sign}pk")
    page = rows.order_by(*order)[: size + 1]
    if shown:
        page = shown(rows.model._default_manager.filter(pk__in=page.values("pk"))).order_by(*order)
    found = list(page)
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    if not found:
        return Page([], "", "", strayed)
    before = more if backward else seen is not None
    after = True if backward else more
    return Page(
        found,
        str(_Cursor(False, getattr(found[0], column), found[0].pk)) if before else "",
        str(_Cursor(True, getattr(found[-1], column), found[-1].pk)) if after else "",
        strayed,
    )


def _beyond(column: str, seen: _Cursor, falling: bool) -> Q:
    """Rows after the one seen. The first condition alone lets the index start at the right place."""
    than = "lt" if falling else "gt"
    return Q(**{f"{column}__{than}e": seen.value}) & (
        Q(**{f"{column}__{than}": seen.value}) | Q(**{f"pk__{than}": seen.pk})
    )


def _read(rows: QuerySet[M], column: str, cursor: str) -> _Cursor | None:
    """None for what no page of this list ever offered."""
    if not cursor or len(cursor) > _LONGEST:
        return None
    try:
        forward, value, pk = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(forward, bool) or not isinstance(value, str) or "\x00" in value:
            return None
        field, key = rows.model._meta.get_field(column), rows.model._meta.pk
        return _Cursor(forward, field.to_python(value), key.to_python(pk)) if isinstance(field, Field) else None
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist):
        return None
