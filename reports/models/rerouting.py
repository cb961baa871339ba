"""The promise that open reports go along when another office begins to cover their province."""

from django.db import models

from networks.models import ProvinceChange


class Rerouting(models.Model):
    """Kept on the change's day and after; a change without one leaves open reports where they are."""

    change = models.OneToOneField(ProvinceChange, on_delete=models.PROTECT, primary_key=True, related_name="rerouting")
    moved = models.IntegerField(default=0)
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.change_id}: {self.moved}"
