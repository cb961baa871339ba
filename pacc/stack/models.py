"""What this installation is for, so that invented and real reports never meet in one database."""

from typing import ClassVar

from django.db import models


class Installation(models.Model):
    """One row, written at the first start and never changed. `loaded` is true once its demo data are complete."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField()
    loaded = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row")]

    def __str__(self) -> str:
        return "demo" if self.demo else "real"
