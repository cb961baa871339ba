"""What is sent to people: mails that never carry case content."""

from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac


class Message(models.Model):
    """A mail to a signed-in person, made from a template name and harmless values. Sent once, by a job."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    address = models.EmailField(max_length=254)
    template = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="th")
    sent_at = models.DateTimeField(null=True, blank=True)
    # A letter (pacc.notify.letters): subject and body under a key that only the desk's workers can unwrap.
    sealed = models.BinaryField(default=b"")
    key_id = models.CharField(max_length=40, default="")
    wrapped_key = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def name_on_its_way(self) -> str:
        """RFC 5322 Message-ID: the same each time, so that a mailbox that gets it twice shows it once.

        It tells nobody how many mails are sent.
        """
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        return f"<{salted_hmac('pacc.notify', str(self.pk), algorithm='sha256').hexdigest()[:32]}@{domain}>"
