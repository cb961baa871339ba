"""Reads a mailbox by IMAP: what nobody has seen, one mail at a time, and marks what was dealt with."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from pacc.loopback import is_loopback

_TIMEOUT = 20  # seconds for each answer of the server


@dataclass(frozen=True)
class Mailbox:
    """An open mailbox. Mails are named by their UID, which counts for as long as it is open."""

    server: imaplib.IMAP4

    def unseen(self) -> list[str]:
        """Oldest first."""
        _status, found = self.server.uid("SEARCH", "UNSEEN")
        return (found[0] or b"").decode("ascii").split()

    def size(self, uid: str) -> int:
        """In bytes, before it is fetched."""
        _status, found = self.server.uid("FETCH", uid, "(RFC822.SIZE)")
        said = b" ".join(part if isinstance(part, bytes) else part[0] for part in found if part)
        size = re.search(rb"RFC822\.SIZE (\d+)", said)
        return int(size[1]) if size else 0

    def content(self, uid: str, *, most: int) -> bytes:
        """The mail, or its first `most` bytes. It stays unseen."""
        _status, found = self.server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)")
        return next((part[1] for part in found if isinstance(part, tuple)), b"")

    def mark_seen(self, uid: str) -> None:
        self.server.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)")


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """imaps://user:password@host:port/folder, or imap://...?starttls. Raises OSError and imaplib.IMAP4.error."""
    wanted = urlsplit(url)
    host, tls = wanted.hostname or "", ssl.create_default_context()
    if wanted.scheme == "imaps":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, wanted.port or 993, ssl_context=tls, timeout=_TIMEOUT)
    elif "starttls" in wanted.query or is_loopback(url):
        server = imaplib.IMAP4(host, wanted.port or 143, timeout=_TIMEOUT)
    else:
        raise ImproperlyConfigured("IMAP_URL sends a password and accounts in clear: use imaps:// or ?starttls")
    try:
        if "starttls" in wanted.query:
            server.starttls(tls)
        server.login(unquote(wanted.username or ""), unquote(wanted.password or ""))
        status, _said = server.select(wanted.path.strip("/") or "INBOX")
        if status != "OK":
            raise imaplib.IMAP4.error("no such folder")
        yield Mailbox(server)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()
