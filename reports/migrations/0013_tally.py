"""How many reports there are of what, kept by the database itself whenever a report changes, moves or is erased.

The function of the trigger runs with its owner's rights: the site's role, which makes reporters' moves, may read and
write nothing of it. `reports_facts` says what one report counts as; the desk counts everything anew with it, too.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FACTS = """
CREATE FUNCTION reports_facts(r reports_report) RETURNS TABLE (
    measure text, office_id smallint, is_conflict boolean, about_office_id smallint, about_pacc text, agency_kind text,
    province_id text, person_id bigint, what text, day date
) LANGUAGE sql STABLE AS $$
    SELECT v.measure, r.office_id, r.is_conflict, r.about_office_id, r.about_pacc::text,
        CASE WHEN r.agency_kind = 'pacc' THEN 'pacc' ELSE '' END, v.province_id, v.person_id, v.what, v.day
    FROM (VALUES
        ('received', r.province_id::text, NULL::bigint, '', r.submitted_on, true),
        ('late', NULL, NULL, 'acknowledge', r.submitted_on, r.acknowledged_on > r.acknowledge_by),
        ('late', NULL, NULL, 'answer', r.submitted_on, r.answered_on > r.answer_by),
        ('open', r.province_id::text, NULL, '', r.submitted_on, r.state <> 'closed'),
        ('held', NULL, r.assigned_to_id, '', NULL, r.state <> 'closed'),
        ('contested', NULL, NULL, '', NULL, r.state <> 'closed' AND r.was_contested),
        ('due', r.province_id::text, NULL, CASE
            WHEN r.acknowledged_on IS NULL THEN 'acknowledge'
            WHEN r.answered_on IS NULL THEN 'answer'
            WHEN r.state = 'fact_finding' AND r.examine_by < r.feedback_by THEN 'examination'
            ELSE 'feedback' END, r.due_on, r.due_on IS NOT NULL),
        ('held_due', NULL, r.assigned_to_id, '', r.due_on, r.due_on IS NOT NULL),
        ('closed', NULL, NULL, r.close_reason::text, r.state_on, r.state = 'closed'),
        ('closed_in', r.province_id::text, NULL, '', r.state_on, r.state = 'closed'),
        ('closed_by', NULL, r.assigned_to_id, '', r.state_on, r.state = 'closed'),
        ('closed_again', NULL, NULL, '', r.state_on, r.state = 'closed' AND r.was_contested)
    ) AS v (measure, province_id, person_id, what, day, holds)
    WHERE v.holds AND r.state <> 'submitted' AND NOT r.is_practice
$$;
"""
# A report that changes takes its old facts back and adds its new ones; what stays the same is not written.
# Only ever adds rows: two officers at work never wait for each other's counts.
KEEP = """
CREATE FUNCTION reports_keep_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO reports_tally (grain, measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind,
        province_id, person_id, what, day, count)
    SELECT 'new', measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind, province_id, person_id,
        what, day, sum(n)
    FROM (SELECT f.*, -1 AS n FROM reports_facts(OLD) f UNION ALL SELECT f.*, 1 FROM reports_facts(NEW) f) AS told
    GROUP BY measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind, province_id, person_id, what,
        day
    HAVING sum(n) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER report_tally AFTER INSERT OR UPDATE OR DELETE ON reports_report
    FOR EACH ROW EXECUTE FUNCTION reports_keep_tally();
"""
COUNT_ALL = """
INSERT INTO reports_tally (grain, measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind,
    province_id, person_id, what, day, count)
SELECT 'new', f.*, count(*) FROM reports_report r, reports_facts(r) f
GROUP BY f.measure, f.office_id, f.is_conflict, f.about_office_id, f.about_pacc, f.agency_kind, f.province_id,
    f.person_id, f.what, f.day;
"""
DROP = """
DROP TRIGGER report_tally ON reports_report;
DROP FUNCTION reports_keep_tally();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0003_membership_decisions'),
        ('reports', '0012_second_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grain', models.CharField(choices=[('new', 'one change, not folded yet'), ('day', 'a day'), ('month', 'a month, by its first day')], max_length=5)),
                ('measure', models.CharField(choices=[('received', 'came in, by province, on the day'), ('late', 'a clock was met too late, by the day on which the report came in'), ('open', 'not closed, by province and the day on which it came in'), ('held', 'not closed, by the officer in charge'), ('due', 'a clock runs, by clock, province and its last day'), ('held_due', 'a clock runs, by the officer in charge and its last day'), ('contested', 'not closed, and its closing was contested'), ('closed', 'closed, by reason, on the day'), ('closed_in', 'closed, by province, on the day'), ('closed_by', 'closed, by the officer in charge, on the day'), ('closed_again', 'closed after its first closing was contested, on the day')], max_length=12)),
                ('is_conflict', models.BooleanField()),
                ('about_pacc', models.CharField(max_length=12)),
                ('agency_kind', models.CharField(blank=True, max_length=20)),
                ('what', models.CharField(blank=True, max_length=14)),
                ('day', models.DateField(null=True)),
                ('count', models.IntegerField()),
                ('about_office', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='networks.office')),
                ('office', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='networks.office')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('province', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='networks.province')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('grain', 'new')), fields=['id'], name='tally_to_fold'), models.Index(fields=['measure', 'grain', 'office', 'day'], name='tally_read')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('grain', 'new'), _negated=True), fields=('grain', 'measure', 'office', 'is_conflict', 'about_office', 'about_pacc', 'agency_kind', 'province', 'person', 'what', 'day'), name='tally_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(FACTS, "DROP FUNCTION reports_facts(reports_report)"),
        migrations.RunSQL(KEEP, DROP),
        migrations.RunSQL(COUNT_ALL, migrations.RunSQL.noop),
    ]
