"""Reports that are told to try the portal out: they go to nobody, and none becomes real, nor a real one practice."""

from django.conf import settings
from django.db import migrations, models

FOR_EVER = """
CREATE FUNCTION reports_practice_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'permission denied: practice stays practice, and a report a report'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER report_practice_for_ever BEFORE UPDATE ON reports_report FOR EACH ROW
    WHEN (OLD.is_practice IS DISTINCT FROM NEW.is_practice) EXECUTE FUNCTION reports_practice_for_ever();
"""
NOT_FOR_EVER = """
DROP TRIGGER report_practice_for_ever ON reports_report;
DROP FUNCTION reports_practice_for_ever();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0003_membership_decisions'),
        ('reports', '0008_steps_search_path'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='is_practice',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('is_practice', True)), fields=['submitted_on'], name='report_practice'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('is_practice', False), models.Q(('assigned_to', None), ('is_conflict', False), ('network', None), ('office', None), ('reporter_sealed', None), ('state', 'submitted')), _connector='OR'), name='report_practice_goes_to_nobody'),
        ),
        migrations.RunSQL(FOR_EVER, NOT_FOR_EVER),
    ]
