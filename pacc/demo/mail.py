"""The mails that the demonstration's own mail server kept (`pacc.stack.mail`), for whoever plays its people."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class CaughtMail:
    """What a person would see of it; `at` is when it arrived."""

    to: str
    subject: str
    text: str
    at: datetime | None


def caught_mails(folder: Path, *, at_most: int) -> Iterator[CaughtMail]:
    """Newest first. A file that is gone meanwhile is left out."""
    for path in sorted(folder.glob("*.eml"), reverse=True)[:at_most]:
        try:
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        except FileNotFoundError:
            continue
        body = mail.get_body(("plain",))
        yield CaughtMail(
            to=mail["X-Envelope-To"],
            subject=str(mail["Subject"]),
            text=body.get_content() if body else "",
            at=mail["Date"].datetime.astimezone() if mail["Date"] else None,
        )
