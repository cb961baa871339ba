"""Mails to the PACC's mailbox become reports of the central intake: each one once, none lost."""

import hmac
import logging
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from networks.models import Office
from pacc.mailbox import Mailbox, opened
from pacc.uploads.inspection import inspect
from pacc.uploads.refusals import Refusal, Refused
from pacc.uploads.sealed import MAX_BYTES, clean_name
from pacc.vault import codes, files
from pacc.vault.keyring import pepper
from reports.actions.intake import Door, write_report
from reports.models import MailTaken
from reports.rules.account import Account, AttachedFile
from reports.rules.draft import MAX_FILES
from reports.rules.mail_account import MOST_LETTERS, Attachment, Mail, mail_of
from reports.rules.pacc_names import concerned_part
from reports.rules.vocabulary import AboutPacc, AgencyKind, Channel, Identity, Kind

log = logging.getLogger("reports.mailbox")

_SECONDS = 120  # of a round; Celery ends a task after 200
_MOST_BYTES = 40 << 20  # more than mail servers let through; the rest of a larger one is not read
_NOTES_ROOM = 2_000
# Not the file's fault: the mail stays unseen and is taken whole next time.
_LATER = frozenset({Refusal.BUSY, Refusal.LOST})


def read_mailbox() -> int:
    """Take what nobody has seen, oldest first, for two minutes at most; how many reports it made.

    A mail is marked as seen after the commit of its report: killed in between, the next round finds it taken already.
    """
    if not settings.IMAP_URL:
        return 0
    made, until = 0, monotonic() + _SECONDS
    with opened(settings.IMAP_URL) as mailbox:
        for uid in mailbox.unseen():
            if monotonic() > until:
                break
            try:
                made += _take(mailbox, uid)
            except Exception as error:
                # It stays unseen and comes again; the others must not wait for it. Nothing of it is logged.
                log.error("a mail was not taken", extra={"error": type(error).__name__})
    return made


def _take(mailbox: Mailbox, uid: str) -> bool:
    is_cut = mailbox.size(uid) > _MOST_BYTES
    mail = mail_of(mailbox.content(uid, most=_MOST_BYTES))
    made = take_mail(mail, is_cut=is_cut)
    mailbox.mark_seen(uid)
    return made


def take_mail(mail: Mail, *, is_cut: bool = False) -> bool:
    """One report of it; False where it is one already. Files are sealed first: those of no report are swept."""
    key = hmac.digest(pepper(), b"mail" + mail.own_id, "sha256")
    if MailTaken.objects.filter(pk=key).exists():
        return False
    with override(mail.language):
        kept, refused = _sealed(mail.attachments)
        account = _account(mail, tuple(kept), _remarks(mail, refused, is_cut))
    return _store(key, account)


@transaction.atomic(durable=True)
def _store(key: bytes, account: Account) -> bool:
    """RACE: whoever stores the key first makes the report."""
    _taken, is_new = MailTaken.objects.get_or_create(pk=key)
    if is_new:
        # Nobody is given its code: whoever reads the sender's mailbox would have it too.
        write_report(account, token=codes.new_token(), door=Door(Channel.EMAIL))
    return is_new


def _account(mail: Mail, kept: tuple[AttachedFile, ...], remarks: list[str]) -> Account:
    text = mail.text or mail.subject
    if len(text) > MOST_LETTERS - _NOTES_ROOM:
        remarks.append(_("[The mail goes on. It lies whole in the mailbox.]"))
        text = text[: MOST_LETTERS - _NOTES_ROOM]
    about_office = _office_named(mail)
    named = bool(mail.address or mail.name)
    return Account(
        kind=Kind.OTHER,
        agency_kind=AgencyKind.UNKNOWN,
        identity=Identity.NAMED if named else Identity.ANONYMOUS,
        language=mail.language,
        narrative="\n\n".join(part for part in (text, "\n".join(remarks)[:_NOTES_ROOM]) if part),
        subject=mail.subject,
        about_pacc=AboutPacc.OFFICE if about_office else AboutPacc.NO,
        about_office=about_office,
        name=mail.name,
        email=mail.address,
        files=kept,
    )


def _office_named(mail: Mail) -> int | None:
    """A regional office that the mail names does not get to see it, until the central intake says otherwise.

    Not so headquarters: nearly every letter is addressed to it.
    """
    seats = {office.seat_th: office.number for office in Office.objects.exclude(number=0)}
    named = concerned_part(mail.subject, mail.text, seats=seats)
    return named.office if named else None


def _remarks(mail: Mail, refused: list[tuple[str, Refusal]], is_cut: bool) -> list[str]:
    remarks = [
        _("[Not taken: %(name)s: %(reason)s]") % {"name": name or _("A file without a name"), "reason": reason.label}
        for name, reason in refused
    ]
    if not mail.is_readable:
        remarks.append(_("[This mail could not be read. It lies in the mailbox.]"))
    elif not (mail.text or mail.subject):
        remarks.append(_("[The mail has no text.]"))
    if is_cut:
        remarks.append(_("[The mail is too large to be read to its end. It lies whole in the mailbox.]"))
    return remarks


def _sealed(attachments: list[Attachment]) -> tuple[list[AttachedFile], list[tuple[str, Refusal]]]:
    """By the same checks as an upload: kind by content, in the sandbox, size and number."""
    kept: list[AttachedFile] = []
    refused: list[tuple[str, Refusal]] = []
    for attachment in attachments:
        name = clean_name(attachment.name)
        if len(kept) == MAX_FILES:
            refused.append((name, Refusal.TOO_MANY))
            continue
        try:
            kept.append(_one_sealed(name, attachment.content))
        except Refused as refusal:
            if refusal.reason in _LATER:
                raise
            refused.append((name, refusal.reason))
    return kept, refused


def _one_sealed(name: str, content: bytes) -> AttachedFile:
    if not content:
        raise Refused(Refusal.EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(Refusal.SIZE)
    found = inspect([content])
    writer = files.SealedWriter()
    try:
        writer.write(content)
        sealed = writer.finish()
    finally:
        writer.abort()
    return AttachedFile(
        store_name=sealed.name,
        file_key=sealed.key,
        name=name,
        kind=found.kind,
        media_type=found.media_type,
        bytes=sealed.size,
        sha256=sealed.digest.hex(),
    )
