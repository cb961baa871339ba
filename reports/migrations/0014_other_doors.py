"""Reports that officers write down for others: by which door, by whom, and a first code that is replaced once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# Whoever asks, the desk too: a first code gives way to one other, and no code ever changes after that.
ONCE = """
CREATE FUNCTION reports_own_code_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.code_is_first AND NOT NEW.code_is_first AND OLD.verifier IS DISTINCT FROM NEW.verifier THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'permission denied: only a first code is replaced, and once' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER report_own_code_once BEFORE UPDATE ON reports_report FOR EACH ROW
    WHEN (OLD.verifier IS DISTINCT FROM NEW.verifier OR OLD.code_is_first IS DISTINCT FROM NEW.code_is_first)
    EXECUTE FUNCTION reports_own_code_once();

CREATE FUNCTION reports_reporters_key_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF has_column_privilege(current_user, 'reports_report', 'office_id', 'UPDATE') THEN
        RETURN NEW;
    END IF;
    IF OLD.holder = 'reporter'
        AND EXISTS (SELECT 1 FROM reports_report r WHERE r.id = OLD.report_id AND r.code_is_first)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'permission denied: no key of a first code' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER wrappedkey_reporters_once BEFORE UPDATE ON reports_wrappedkey
    FOR EACH ROW EXECUTE FUNCTION reports_reporters_key_once();
"""
ALWAYS = """
DROP TRIGGER wrappedkey_reporters_once ON reports_wrappedkey;
DROP FUNCTION reports_reporters_key_once();
DROP TRIGGER report_own_code_once ON reports_report;
DROP FUNCTION reports_own_code_once();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0013_tally'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='channel',
            field=models.CharField(choices=[('web', 'Website'), ('telephone', 'Telephone (1206)'), ('letter', 'Letter'), ('walk_in', 'At the office'), ('email', 'E-mail'), ('batch', 'Excel file')], db_default='web', default='web', max_length=10),
        ),
        migrations.AddField(
            model_name='report',
            name='code_is_first',
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name='report',
            name='typed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(ONCE, ALWAYS),
    ]
