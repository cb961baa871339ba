"""Promise a mail, and send it after the commit. Templates: templates/notify/<template>/{subject,body}.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from pacc.notify.models import Message
from pacc.outbox.jobs import enqueue

if TYPE_CHECKING:
    from pacc.accounts.models import User


def promise_mail(
    template: str, *, to: User | None = None, address: str = "", language: str = "th", **values: Any
) -> None:
    """Write a mail down in the transaction under way; a job sends it. `values` are harmless on a lock screen."""
    message = Message(
        to=to,
        address=to.email if to else address,
        template=template,
        values=values,
        language=to.language if to else language,
    )
    message.save(force_insert=True)
    enqueue("notify.send_mail", message_id=message.pk)


def send_mail(message_id: int) -> None:
    """Send it by SMTP. Twice only where the process dies between the server's answer and our note of it."""
    message = Message.objects.filter(pk=message_id, sent_at=None).first()
    if message is None:
        return
    with translation.override(message.language):
        subject = render_to_string(f"notify/{message.template}/subject.txt", message.values).strip()
        body = render_to_string(f"notify/{message.template}/body.txt", message.values).strip() + "\n"
    named = {"Message-ID": message.name_on_its_way}
    EmailMessage(subject, body, to=[message.address], headers=named).send()
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
