"""What people are paid for coming: an allowance a day and their travel, for the accountant."""

from django.db import models
from django.db.models import Q

from events.models.registration import Registration
from events.models.workshop import Workshop


class AllowanceRates(models.Model):
    """Of one workshop, in baht; `travel` for whoever has no amount of her own."""

    workshop = models.OneToOneField(Workshop, primary_key=True, on_delete=models.PROTECT, related_name="allowances")
    a_day = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    travel = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    payer = models.CharField(max_length=120, blank=True, default="")
    payer_position = models.CharField(max_length=200, blank=True, default="")
    # Grows with each change, so that the second of two admins is told.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(a_day__gte=0, travel__gte=0), name="allowance_rates")]

    def __str__(self) -> str:
        return f"allowances of {self.workshop_id}"


class TravelCost(models.Model):
    """What one person's travel cost, where it is not the workshop's rate. Baht."""

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.CASCADE, related_name="travel_cost"
    )
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="travel_cost")]

    def __str__(self) -> str:
        return f"travel of {self.registration_id}"
