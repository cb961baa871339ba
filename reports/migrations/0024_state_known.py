"""That every report's state is one of the known is looked through while the portal runs, without holding its table."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0023_merge")]
    operations = [ValidateConstraint(model_name="report", name="report_state_known")]
