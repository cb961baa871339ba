"""Sealing and unsealing a row's columns under its report's data key, bound to table, row and column."""

from django.db import models

from pacc.vault import fields


def seal(row: models.Model, column: str, text: str, *, data_key: bytes) -> bytes:
    """The sealed value for `row`'s `column`. The row needs its id, not its place in the database."""
    return fields.seal(data_key, text, table=row._meta.db_table, row=str(row.pk), column=column)


def unseal(row: models.Model, column: str, *, data_key: bytes) -> str:
    """What was sealed there; "" where nothing was told. Raises `vault.errors.CannotOpen`."""
    sealed = getattr(row, column)
    if not sealed:
        return ""
    return fields.unseal(data_key, bytes(sealed), table=row._meta.db_table, row=str(row.pk), column=column)
