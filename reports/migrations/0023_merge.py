"""A report may be merged into another one, and its reporter then follows that one's status.

A merged report counts as closed, as a duplicate, in the figures of dashboards; none exists yet, so nothing is counted
anew. The other report's state is written beside the merge by a function with its owner's rights: reporters move reports,
too, and the site's role may not write here.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

FACTS_BEFORE = """
CREATE OR REPLACE FUNCTION reports_facts(r reports_report) RETURNS TABLE (
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
FACTS = """
CREATE OR REPLACE FUNCTION reports_facts(r reports_report) RETURNS TABLE (
    measure text, office_id smallint, is_conflict boolean, about_office_id smallint, about_pacc text, agency_kind text,
    province_id text, person_id bigint, what text, day date
) LANGUAGE sql STABLE AS $$
    SELECT v.measure, r.office_id, r.is_conflict, r.about_office_id, r.about_pacc::text,
        CASE WHEN r.agency_kind = 'pacc' THEN 'pacc' ELSE '' END, v.province_id, v.person_id, v.what, v.day
    FROM (VALUES
        ('received', r.province_id::text, NULL::bigint, '', r.submitted_on, true),
        ('late', NULL, NULL, 'acknowledge', r.submitted_on, r.acknowledged_on > r.acknowledge_by),
        ('late', NULL, NULL, 'answer', r.submitted_on, r.answered_on > r.answer_by),
        ('open', r.province_id::text, NULL, '', r.submitted_on, r.state NOT IN ('closed', 'merged')),
        ('held', NULL, r.assigned_to_id, '', NULL, r.state NOT IN ('closed', 'merged')),
        ('contested', NULL, NULL, '', NULL, r.state NOT IN ('closed', 'merged') AND r.was_contested),
        ('due', r.province_id::text, NULL, CASE
            WHEN r.acknowledged_on IS NULL THEN 'acknowledge'
            WHEN r.answered_on IS NULL THEN 'answer'
            WHEN r.state = 'fact_finding' AND r.examine_by < r.feedback_by THEN 'examination'
            ELSE 'feedback' END, r.due_on, r.due_on IS NOT NULL),
        ('held_due', NULL, r.assigned_to_id, '', r.due_on, r.due_on IS NOT NULL),
        ('closed', NULL, NULL, r.close_reason::text, r.state_on, r.state IN ('closed', 'merged')),
        ('closed_in', r.province_id::text, NULL, '', r.state_on, r.state IN ('closed', 'merged')),
        ('closed_by', NULL, r.assigned_to_id, '', r.state_on, r.state IN ('closed', 'merged')),
        ('closed_again', NULL, NULL, '', r.state_on, r.state IN ('closed', 'merged') AND r.was_contested)
    ) AS v (measure, province_id, person_id, what, day, holds)
    WHERE v.holds AND r.state <> 'submitted' AND NOT r.is_practice
$$;
"""
FOLLOW = """
CREATE FUNCTION reports_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE reports_merge SET followed = NEW.state, followed_on = NEW.state_on
    WHERE into_id = NEW.id AND ended_on IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER report_followed AFTER UPDATE OF state ON reports_report FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION reports_follow();
"""
DROP = """
DROP TRIGGER report_followed ON reports_report;
DROP FUNCTION reports_follow();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('networks', '0003_membership_decisions'),
        ('reports', '0022_dispatch'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('came_from', models.CharField(choices=[('submitted', 'Submitted'), ('routed', 'New'), ('assigned', 'Assigned'), ('in_triage', 'In triage'), ('waiting', 'Waiting for the reporter'), ('fact_finding', 'Fact-finding'), ('handed_over', 'Handed over to the case system'), ('referred', 'Referred'), ('closed', 'Closed'), ('merged', 'Merged')], max_length=16)),
                ('closed_as', models.CharField(blank=True, max_length=14)),
                ('followed', models.CharField(choices=[('submitted', 'Submitted'), ('routed', 'New'), ('assigned', 'Assigned'), ('in_triage', 'In triage'), ('waiting', 'Waiting for the reporter'), ('fact_finding', 'Fact-finding'), ('handed_over', 'Handed over to the case system'), ('referred', 'Referred'), ('closed', 'Closed'), ('merged', 'Merged')], max_length=16)),
                ('followed_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_state_known',
        ),
        migrations.AlterField(
            model_name='report',
            name='state',
            field=models.CharField(choices=[('submitted', 'Submitted'), ('routed', 'New'), ('assigned', 'Assigned'), ('in_triage', 'In triage'), ('waiting', 'Waiting for the reporter'), ('fact_finding', 'Fact-finding'), ('handed_over', 'Handed over to the case system'), ('referred', 'Referred'), ('closed', 'Closed'), ('merged', 'Merged')], default='submitted', max_length=16),
        ),
        migrations.AlterField(
            model_name='step',
            name='state',
            field=models.CharField(choices=[('submitted', 'Submitted'), ('routed', 'New'), ('assigned', 'Assigned'), ('in_triage', 'In triage'), ('waiting', 'Waiting for the reporter'), ('fact_finding', 'Fact-finding'), ('handed_over', 'Handed over to the case system'), ('referred', 'Referred'), ('closed', 'Closed'), ('merged', 'Merged')], max_length=16),
        ),
        AddConstraintNotValid(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'routed', 'assigned', 'in_triage', 'waiting', 'fact_finding', 'handed_over', 'referred', 'closed', 'merged'])), name='report_state_known'),
        ),
        migrations.AddField(
            model_name='merge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='into',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='merged_here', to='reports.report'),
        ),
        migrations.AddField(
            model_name='merge',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='reports.report'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['into'], name='merged_here'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('report',), name='merged_into_one'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('report', models.F('into')), _negated=True), name='merged_into_another'),
        ),
        migrations.RunSQL(FACTS, FACTS_BEFORE),
        migrations.RunSQL(FOLLOW, DROP),
    ]
