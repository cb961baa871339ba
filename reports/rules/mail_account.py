"""What a mail says: sender, subject, text, attachments. Whatever is wrong with it, something comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256
from html import unescape

MOST_LETTERS = 20_000  # as the citizen's own account
_SUBJECT, _NAME, _ADDRESS = 150, 120, 254
_MOST_PARTS = 100
_NOT_SHOWN = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->")
_LINE_ENDS = re.compile(r"(?i)<br\s*/?>|</(p|div|tr|li|h[1-6])\s*>")
_TAG = re.compile(r"<[^>]*>")
_THAI = re.compile(r"[\u0e01-\u0e5b]")


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """`own_id`: what makes it this mail and no other, however often and by which way it is delivered."""

    own_id: bytes
    name: str = ""
    address: str = ""
    subject: str = ""
    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    is_readable: bool = True

    @property
    def language(self) -> str:
        return "th" if not self.text or _THAI.search(self.subject + self.text) else "en"


def mail_of(raw: bytes) -> Mail:
    """Never raises: of what cannot be read at all only the fact that it came remains."""
    head, _empty, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    named = re.search(rb"(?im)^message-id:\s*(\S+)", head)
    own_id = sha256((named[1] if named else b"") + b"\n" + body).digest()
    try:
        return _read(raw, own_id)
    except Exception:
        # The standard library trips over headers, charsets and nesting in too many ways to name.
        return Mail(own_id, is_readable=False)


def _read(raw: bytes, own_id: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    name, address = parseaddr(_raw(message, "From"))
    name = _decoded(name)
    plain: list[str] = []
    rich: list[str] = []
    attachments: list[Attachment] = []
    for part in _parts(message):
        kind, file_name = part.get_content_type(), part.get_filename() or ""
        if kind in ("text/plain", "text/html") and not file_name and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else rich).append(_text(part))
        else:
            attachments.append(Attachment(_clean(file_name), _bytes(part)))
    text = "\n".join(plain).strip() or "\n".join(map(_without_tags, rich)).strip()
    return Mail(
        own_id,
        name=_clean(name)[:_NAME],
        address=_clean(address)[:_ADDRESS],
        subject=_line(message, "Subject")[:_SUBJECT],
        text=_clean(text, keep="\n\t"),
        attachments=attachments,
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that hold something; a mail inside the mail is one file."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
        else:
            yield part


def _text(part: EmailMessage) -> str:
    content = _bytes(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp874"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "message":
        return part.as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _line(message: EmailMessage, header: str) -> str:
    return _clean(_decoded(_raw(message, header)))


def _raw(message: EmailMessage, header: str) -> str:
    value = next((str(value) for name, value in message.raw_items() if name.lower() == header.lower()), "")
    return " ".join(value.split())


def _decoded(text: str) -> str:
    """The modern parser of 3.11 leaves a space between two encoded words, in the middle of a Thai name."""
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, ValueError, HeaderParseError):
        return text


def _clean(text: str, *, keep: str = "") -> str:
    """Without letters that no text may hold; half of a surrogate pair is none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return "".join(letter for letter in text if letter.isprintable() or letter in keep).strip()


def _without_tags(html: str) -> str:
    shown = _LINE_ENDS.sub("\n", _NOT_SHOWN.sub(" ", html))
    return re.sub(r"\n\s*\n+", "\n\n", unescape(_TAG.sub("", shown)))
