"""Holidays that an admin keeps, the clocks of feedback and examination, and that somebody above was told.

The column of the clock that runs is made anew, because PostgreSQL before 17 cannot change what it is made from.
"""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0009_practice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='examine_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='feedback_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('answer', 'from the office'), ('question', 'from the office, waiting for an answer'), ('reply', 'from the reporter'), ('contest', 'from the reporter: not resolved'), ('closing', 'from the office: why it was closed'), ('notice', 'from the portal by itself'), ('note', 'internal: the reporter never sees it')], max_length=10),
        ),
        migrations.RemoveIndex(model_name='report', name='report_due'),
        migrations.RemoveField(model_name='report', name='due_on'),
        migrations.AddField(
            model_name='report',
            name='due_on',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(state__in=['closed', 'referred', 'handed_over', 'waiting'], then=None), models.When(acknowledged_on=None, then=models.F('acknowledge_by')), models.When(answered_on=None, then=models.F('answer_by')), models.When(state='fact_finding', then=django.db.models.functions.comparison.Least('feedback_by', 'examine_by')), default=models.F('feedback_by')), output_field=models.DateField(null=True)),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['office', 'due_on'], name='report_due'),
        ),
        migrations.CreateModel(
            name='HolidayYear',
            fields=[
                ('year', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('seeded_on', models.DateField()),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, default='', max_length=200)),
                ('version', models.IntegerField(default=1)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('name_th', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('is_retired', models.BooleanField(default=False)),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='reports.holidayyear')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clock', models.CharField(choices=[('acknowledge', 'Take it'), ('answer', 'First answer'), ('feedback', 'Tell the result'), ('examination', 'Finish the examination')], max_length=12)),
                ('reopened', models.BooleanField(default=False)),
                ('step', models.CharField(choices=[('director', 'the director of the office'), ('intake', 'the central intake')], max_length=10)),
                ('on', models.DateField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'clock', 'reopened', 'step'), name='escalated_once_a_step')],
            },
        ),
        migrations.AddConstraint(
            model_name='holidayyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_by', None), ('checked_on', None)), models.Q(('checked_by__isnull', False), ('checked_on__isnull', False)), _connector='OR'), name='holiday_year_checked_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(condition=models.Q(('is_retired', False)), fields=('on',), name='holiday_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(('on__year', models.F('year'))), name='holiday_in_its_year'),
        ),
    ]
