"""A month of every office is found by its days, without walking over all other months."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_other_doors")]

    operations = [
        migrations.AddIndex(
            model_name="tally", index=models.Index(fields=["measure", "grain", "day"], name="tally_read_all")
        ),
    ]
