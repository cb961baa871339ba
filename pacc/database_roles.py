"""Each zone's database role and what it may touch: the site's by the list each app gives, the desk's nearly everything.

An app's `grants.py` names its tables: `SITE = {table: (privilege, ...)}` (an empty tuple: nothing) and `POLICIES`,
row-level security for the site's role. A table without a line is an error: nothing is granted by forgetting.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
# Written by libraries, so no app of ours lists them. The site signs members in; it does not administer.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "account_emailaddress": EVERYTHING,
    "account_emailconfirmation": EVERYTHING,
    "mfa_authenticator": EVERYTHING,
    "usersessions_usersession": EVERYTHING,
    "django_content_type": ("SELECT",),
    "auth_group": (),
    "auth_group_permissions": (),
    "auth_permission": (),
    "django_admin_log": (),
    "django_migrations": ("SELECT",),
}
# The ledger grows; not even the desk may change it (the triggers would refuse the owner, too).
ONLY_GROWS = {"ledger_entry": ("SELECT", "INSERT")}


@dataclass(frozen=True)
class Policy:
    """Rows of `table` that the site's role may see and write: those for which `condition` (SQL) holds.

    Of these it may make or change only such as `insert` or `update` describes: what the desk reads is not trusted to
    be what the portal's own code would have written.
    """

    table: str
    condition: str
    insert: str = "true"
    update: str = "true"


def near_today(column: str) -> str:
    """SQL: a day as the site's own clock gives it. PostgreSQL knows days that Python cannot read ("infinity")."""
    return f"{column} BETWEEN current_date - 1 AND current_date + 1"


def one_of(column: str, words: Iterable[str]) -> str:
    """SQL: one of these words, which are this repository's own."""
    return f"{column} IN ({', '.join(repr(str(word)) for word in words)})"


@dataclass
class Grants:
    """Every app's lists together."""

    site: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(LIBRARIES))
    policies: list[Policy] = field(default_factory=list)


def collected() -> Grants:
    """The grants of all apps that have any. Raises LookupError for a table that no list names."""
    grants = Grants()
    for config in apps.get_app_configs():
        try:
            module = import_module(f"{config.name}.grants")
        except ModuleNotFoundError as missing:
            if missing.name != f"{config.name}.grants":
                raise
            continue
        grants.site |= module.SITE
        grants.policies += module.POLICIES
    unlisted = set(connection.introspection.table_names()) - set(grants.site)
    if unlisted:
        raise LookupError(f"no grants.py names {', '.join(sorted(unlisted))}")
    return grants


def apply_grants(*, site_password: str = "", desk_password: str = "") -> None:
    """Make the roles where they are missing and give each exactly its rights, in one transaction. Runs as the owner."""
    grants = collected()
    site, desk = sql.Identifier(settings.SITE_ROLE), sql.Identifier(settings.DESK_ROLE)
    with transaction.atomic(), connection.cursor() as cursor:
        _make_role(cursor, settings.SITE_ROLE, site_password)
        _make_role(cursor, settings.DESK_ROLE, desk_password)
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        _close_large_objects(cursor)
        _close_temporary_tables(cursor)
        for role in (site, desk):
            cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
            cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role))
        for table, privileges in grants.site.items():
            _grant(cursor, table, [_without_number(cursor, table, each) for each in privileges], site)
            _grant(cursor, table, ONLY_GROWS.get(table, EVERYTHING), desk)
        for policy in grants.policies:
            _enforce(cursor, policy, site, desk)


def _make_role(cursor: CursorWrapper, name: str, password: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if not cursor.fetchone():
        # Roles belong to the server: another database of it may be making the same one at this moment.
        with suppress(IntegrityError), transaction.atomic():
            cursor.execute(sql.SQL("CREATE ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE").format(sql.Identifier(name)))
    if password:
        cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(password)))


def _close_large_objects(cursor: CursorWrapper) -> None:
    """Large objects would be a store that no list names. A database superuser closes them for an owner who may not."""
    for function in ("lo_create(oid)", "lo_creat(integer)"):
        cursor.execute("SELECT has_function_privilege('public', %s, 'EXECUTE')", [function])
        if cursor.fetchone()[0]:
            with suppress(ProgrammingError), transaction.atomic():
                cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def _close_temporary_tables(cursor: CursorWrapper) -> None:
    """They would fill the disk, and stand before tables of the same name. For whoever owns the database."""
    cursor.execute("SELECT current_database()")
    database = sql.Identifier(cursor.fetchone()[0])
    with suppress(ProgrammingError), transaction.atomic():
        cursor.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database))


def _without_number(cursor: CursorWrapper, table: str, privilege: str) -> str:
    """SECURITY: the site never chooses a number that the database gives. One that lies ahead would collide with the
    desk's own rows when their turn comes, in the ledger for ever."""
    if privilege != "INSERT":
        return privilege
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' AND NOT (attname = 'id' AND attidentity <> '')",
        [connection.ops.quote_name(table)],
    )
    return f"INSERT ({cursor.fetchone()[0]})"


def _grant(cursor: CursorWrapper, table: str, privileges: Iterable[str], role: sql.Identifier) -> None:
    # SECURITY: privileges are this repository's own words ("SELECT", "INSERT (a, b)"), never input.
    for privilege in privileges:
        cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privilege), sql.Identifier(table), role))


def _enforce(cursor: CursorWrapper, policy: Policy, site: sql.Identifier, desk: sql.Identifier) -> None:
    """The owner is not bound (no FORCE); the desk sees all rows; the site those of the condition."""
    table, condition = sql.Identifier(policy.table), sql.SQL(policy.condition)
    cursor.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table))
    for name, role, allowed in (("site_rows", site, condition), ("desk_rows", desk, sql.SQL("true"))):
        cursor.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(name), table))
        cursor.execute(
            sql.SQL("CREATE POLICY {} ON {} TO {} USING ({}) WITH CHECK ({})").format(
                sql.Identifier(name), table, role, allowed, allowed
            )
        )
    for command, wanted in (("INSERT", policy.insert), ("UPDATE", policy.update)):
        own_name = sql.Identifier(f"site_{command.lower()}")
        cursor.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(own_name, table))
        cursor.execute(
            sql.SQL("CREATE POLICY {} ON {} AS RESTRICTIVE FOR {} TO {} {} WITH CHECK ({})").format(
                own_name,
                table,
                sql.SQL(command),
                site,
                sql.SQL("USING (true)" if command == "UPDATE" else ""),
                sql.SQL(wanted),
            )
        )
