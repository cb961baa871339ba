"""The reporter's draft: begun, written page by page, taken up again, ended. The server never holds its key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from pacc.vault import codes, fields, files
from pacc.vault.errors import CannotOpen
from reports.models import Draft, DraftFile, Evidence
from reports.rules.account import AttachedFile
from reports.rules.draft import MAX_FILES, Drafted

IDLE = timedelta(hours=2)
IDLE_WHEN_KEPT = timedelta(hours=24)  # only where the reporter asks for it
PRACTICE_LASTS = timedelta(hours=3)  # from its beginning, however busy it is: one sitting of a workshop
_QUARTER = timedelta(minutes=15)
# RACE: two tabs save at once; each try reads the other's words again. A fifth collision in a row is no person.
_TRIES = 5
_SWEPT_AT_ONCE = 500

T = TypeVar("T")


class DraftGone(Exception):
    """There is no such draft any more: its time is over, or the reporter left."""


class DraftSent(Exception):
    """The account was sent already; nothing of it can be changed."""


@dataclass(frozen=True)
class OpenDraft:
    """A draft as its reporter's browser opens it."""

    token: bytes
    drafted: Drafted
    version: int
    keep: bool
    shown_until: datetime | None
    is_practice: bool = False

    @property
    def is_sent(self) -> bool:
        return self.shown_until is not None


def begin_draft(*, keep: bool = False, network_id: int | None = None) -> bytes:
    """A new, empty draft; its token is for the reporter's cookie and nobody else."""
    token = codes.new_token()
    drafted = Drafted(network_id=network_id)
    Draft(pk=codes.draft_id(token), sealed=_sealed(drafted, token), keep=keep, expires_at=_expiry(keep)).save(
        force_insert=True
    )
    return token


def begin_practice() -> bytes:
    """A new, empty draft that is for practice until it ends, which nothing puts off; its token is for the cookie."""
    token = codes.new_token()
    Draft(
        pk=codes.draft_id(token),
        sealed=_sealed(Drafted(), token),
        expires_at=_quarter_after(timezone.now() + PRACTICE_LASTS),
        is_practice=True,
    ).save(force_insert=True)
    return token


def open_draft(token: bytes) -> OpenDraft:
    """One query; a second, at most once in a quarter of an hour, puts its end off. Raises DraftGone."""
    row = Draft.objects.filter(pk=codes.draft_id(token), expires_at__gt=timezone.now()).first()
    if row is None:
        raise DraftGone
    if row.shown_until is not None:
        return OpenDraft(token, Drafted(), row.version, row.keep, row.shown_until, row.is_practice)
    if not row.is_practice and row.expires_at < _expiry(row.keep):
        Draft.objects.filter(pk=row.pk, shown_until=None).update(expires_at=_expiry(row.keep))
    drafted = _unsealed(bytes(row.sealed), token)
    return OpenDraft(token, drafted, row.version, row.keep, None, row.is_practice)


def change_draft(token: bytes, change: Callable[[Drafted], T]) -> T:
    """Apply `change` to what the draft holds now and keep it; the answer is what `change` gives.

    Raises DraftGone and DraftSent. A collision with another tab is repeated on the newer state, so `change` may be
    called again.
    """
    for _try in range(_TRIES):
        draft = open_draft(token)
        if draft.is_sent:
            raise DraftSent
        result = change(draft.drafted)
        end = {} if draft.is_practice else {"expires_at": _expiry(draft.keep)}
        saved = Draft.objects.filter(pk=codes.draft_id(token), version=draft.version, shown_until=None).update(
            sealed=_sealed(draft.drafted, token), version=draft.version + 1, **end
        )
        if saved:
            return result
    raise DraftGone


def keep_draft(token: bytes, *, keep: bool) -> None:
    """For 24 hours instead of 2, or the other way round. Practice is never kept. Raises DraftGone."""
    kept = Draft.objects.filter(pk=codes.draft_id(token), shown_until=None, is_practice=False)
    if not kept.update(keep=keep, expires_at=_expiry(keep)):
        raise DraftGone


def attach_files(token: bytes, attached: list[AttachedFile]) -> list[AttachedFile]:
    """Take sealed files into the draft, as many as there is room for; gives back those that are one too many.

    Those are removed from the store. Raises DraftGone and DraftSent, and then removes all.
    """

    def add(drafted: Drafted) -> list[AttachedFile]:
        room = max(0, MAX_FILES - len(drafted.files))
        drafted.files += attached[:room]
        return attached[room:]

    try:
        with transaction.atomic():
            too_many = change_draft(token, add)
            DraftFile.objects.bulk_create(
                DraftFile(store_name=file.store_name, draft_id=codes.draft_id(token))
                for file in attached
                if file not in too_many
            )
    except (DraftGone, DraftSent):
        _remove([file.store_name for file in attached])
        raise
    _remove([file.store_name for file in too_many])
    return too_many


def remove_file(token: bytes, store_name: str) -> None:
    """Take a file out of the draft and out of the store. One that is gone already is no error."""

    def drop(drafted: Drafted) -> bool:
        before = len(drafted.files)
        drafted.files = [file for file in drafted.files if file.store_name != store_name]
        return len(drafted.files) < before

    # Only a name that this draft holds: a made-up one must not remove somebody else's file.
    if change_draft(token, drop):
        DraftFile.objects.filter(store_name=store_name, draft_id=codes.draft_id(token)).delete()
        _remove([store_name])


def end_draft(token: bytes) -> None:
    """The reporter leaves: nothing of the draft stays. What was sent already belongs to the report and stays."""
    with transaction.atomic():
        # RACE: sent at this moment, the files are the report's; it has the row until then.
        Draft.objects.select_for_update().only("pk").filter(pk=codes.draft_id(token)).first()
        names = list(DraftFile.objects.filter(draft=codes.draft_id(token)).values_list("store_name", flat=True))
        DraftFile.objects.filter(draft=codes.draft_id(token)).delete()
        Draft.objects.filter(pk=codes.draft_id(token)).delete()
    _remove(names)


def sweep_drafts(*, now: datetime | None = None) -> int:
    """Remove the drafts whose time is over, with their files, and say how many. May run twice and anywhere."""
    over = Draft.objects.filter(expires_at__lte=now or timezone.now()).order_by("expires_at")
    with transaction.atomic():
        ids = list(over.select_for_update(skip_locked=True).values_list("pk", flat=True)[:_SWEPT_AT_ONCE])
        names = list(DraftFile.objects.filter(draft__in=ids).values_list("store_name", flat=True))
        DraftFile.objects.filter(draft__in=ids).delete()
        Draft.objects.filter(pk__in=ids).delete()
    _remove(names)
    return len(ids)


def sweep_orphans() -> int:
    """Remove files, two days old or older, that no draft and no report names, as of a refused upload."""
    files.remove_unfinished()
    removed, batch = 0, list[str]()
    # A day in between: a file that was sealed at midnight is named by its draft a moment later.
    for name in files.names_before(timezone.localdate() - timedelta(days=1)):
        batch.append(name)
        if len(batch) == _SWEPT_AT_ONCE:
            removed, batch = removed + _remove_unnamed(batch), []
    return removed + _remove_unnamed(batch)


def _remove_unnamed(names: list[str]) -> int:
    named = set(DraftFile.objects.filter(pk__in=names).values_list("pk", flat=True))
    named |= set(Evidence.objects.filter(store_name__in=names).values_list("store_name", flat=True))
    named |= set(Evidence.objects.filter(clean_store_name__in=names).values_list("clean_store_name", flat=True))
    unnamed = [name for name in names if name not in named]
    _remove(unnamed)
    return len(unnamed)


def _remove(names: list[str]) -> None:
    """After the commit: a file too many is swept, a file too few is a loss."""
    for name in names:
        transaction.on_commit(lambda name=name: files.remove(name))  # type: ignore[misc]


def _expiry(keep: bool) -> datetime:
    """The end of a draft's time on the next full quarter of an hour, so that it does not tell the minute of a visit."""
    return _quarter_after(timezone.now() + (IDLE_WHEN_KEPT if keep else IDLE))


def _quarter_after(end: datetime) -> datetime:
    midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(end - midnight) // _QUARTER) * _QUARTER


def _sealed(drafted: Drafted, token: bytes) -> bytes:
    row = codes.draft_id(token).hex()
    return fields.seal(codes.draft_key(token), drafted.as_json(), table="reports_draft", row=row, column="sealed")


def _unsealed(sealed: bytes, token: bytes) -> Drafted:
    row = codes.draft_id(token).hex()
    try:
        text = fields.unseal(codes.draft_key(token), sealed, table="reports_draft", row=row, column="sealed")
    except CannotOpen:
        raise DraftGone from None
    return Drafted.from_json(text)
