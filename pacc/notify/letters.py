"""Mails that carry a secret link, sealed from the request that promises them to the worker that sends them.

Whoever reads the database, the broker or a dump finds no link to reset a password with.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from pacc.notify.models import Message
from pacc.outbox.jobs import enqueue
from pacc.vault.data_keys import new_data_key, unwrap_at_desk, wrap_for_desk
from pacc.vault.fields import seal, unseal

_TABLE = Message._meta.db_table


@dataclass(frozen=True)
class Attachment:
    """A small file that goes with a letter, sealed in it."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def promise_letter(
    *, address: str, subject: str, body: str, attachments: Sequence[Attachment] = (), unsubscribe: str = ""
) -> Message:
    """Write a letter down; a job sends it. A letter to nobody (address "") costs the same time and is dropped.

    `unsubscribe`: an address where one POST ends such letters (RFC 8058).
    """
    files = [[file.name, file.media_type, base64.b64encode(file.content).decode()] for file in attachments]
    data_key = new_data_key()
    key_id, wrapped_key = wrap_for_desk(data_key)
    content = json.dumps([subject, body, files, unsubscribe])
    letter = Message(
        address=address,
        key_id=key_id,
        wrapped_key=wrapped_key,
        sealed=seal(data_key, content, table=_TABLE, row=_bound_to(address), column="sealed"),
    )
    letter.save(force_insert=True)
    enqueue("notify.send_letter", message_id=letter.pk)
    return letter


def send_letter(message_id: int) -> None:
    """Open it, send it by SMTP, and forget what it said."""
    letter = Message.objects.filter(pk=message_id, sent_at=None).first()
    if letter is None:
        return
    if letter.address:
        data_key = unwrap_at_desk(letter.key_id, bytes(letter.wrapped_key))
        opened = unseal(data_key, bytes(letter.sealed), table=_TABLE, row=_bound_to(letter.address), column="sealed")
        subject, body, files, unsubscribe = json.loads(opened)
        mail = EmailMessage(subject, body, to=[letter.address], headers=_headers(letter, unsubscribe))
        for name, media_type, content in files:
            mail.attach(name, base64.b64decode(content), media_type)
        mail.send()
    Message.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), sealed=b"", wrapped_key=b"")


def _headers(letter: Message, unsubscribe: str) -> dict[str, str]:
    named = {"Message-ID": letter.name_on_its_way}
    if not unsubscribe:
        return named
    return named | {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _bound_to(address: str) -> str:
    """SECURITY: a letter opens for its own address only, so that it cannot be turned to another reader."""
    return hashlib.sha256(address.encode()).hexdigest()
