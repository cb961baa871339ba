"""Which mails of the mailbox became reports: each one once, whatever is killed on the way."""

from django.db import models


class MailTaken(models.Model):
    """`key` is a keyed hash of the mail's own id and its content; nothing leads from it to the report or the sender."""

    key = models.BinaryField(primary_key=True, max_length=32)

    def __str__(self) -> str:
        return "mail"
