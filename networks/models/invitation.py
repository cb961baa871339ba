"""A letter with a one-time link that makes somebody the coordinator of a network."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from networks.models.network import Membership, Network


class Invitation(models.Model):
    """Sent by e-mail; whoever holds the link signs up with this address and gets `role`. The link is kept as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=12, choices=Membership.Role.choices, default=Membership.Role.COORDINATOR)
    token_hash = models.BinaryField(max_length=32, unique=True)
    sent_on = models.DateField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["network", "-expires_at"], name="invitation_of_network")]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_on=None)
                | Q(accepted_by__isnull=False, accepted_on__isnull=False, withdrawn_on=None),
                name="invitation_accepted_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.role}"
