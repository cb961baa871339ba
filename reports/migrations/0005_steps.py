"""The trail of a report's states, kept by the database itself.

The function runs with its owner's rights: neither zone's role may write into the trail.
"""

import django.db.models.deletion
from django.db import migrations, models


KEEP_STEP = """
CREATE FUNCTION reports_keep_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO reports_step (report_id, state, office_id, "on") VALUES (NEW.id, NEW.state, NEW.office_id, NEW.state_on);
    RETURN NULL;
END $$;
CREATE TRIGGER report_first_step AFTER INSERT ON reports_report FOR EACH ROW EXECUTE FUNCTION reports_keep_step();
CREATE TRIGGER report_next_step AFTER UPDATE OF state, office_id ON reports_report FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.office_id IS DISTINCT FROM NEW.office_id)
    EXECUTE FUNCTION reports_keep_step();
"""
DROP = """
DROP TRIGGER report_next_step ON reports_report;
DROP TRIGGER report_first_step ON reports_report;
DROP FUNCTION reports_keep_step();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0002_sort_keys_by_code_point'),
        ('reports', '0004_local_unit'),
    ]

    operations = [
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('submitted', 'Submitted'), ('routed', 'New'), ('assigned', 'Assigned'), ('in_triage', 'In triage'), ('waiting', 'Waiting for the reporter'), ('fact_finding', 'Fact-finding'), ('handed_over', 'Handed over to the case system'), ('referred', 'Referred'), ('closed', 'Closed')], max_length=16)),
                ('on', models.DateField()),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.office')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='reports.report')),
            ],
            options={
                'indexes': [models.Index(fields=['report', 'id'], name='steps_of_report')],
            },
        ),
        migrations.RunSQL(KEEP_STEP, DROP),
    ]
