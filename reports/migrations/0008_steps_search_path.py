"""The function that runs as the owner looks for its table in no session's temporary schema, where the site's could lie."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_reporters_moves")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION reports_keep_step() SET search_path = public, pg_temp",
            "ALTER FUNCTION reports_keep_step() SET search_path FROM CURRENT",
        )
    ]
