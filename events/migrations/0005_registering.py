"""People register by themselves: letters that go out once, seats that the site counts, files that answer questions."""

import django.db.models.deletion
from django.db import migrations, models

# The owner of a view reads for whoever reads it: row-level security of the registrations does not bind it, and it shows
# nothing that tells who somebody is. A later change of one of these columns drops the view first.
SEATS = """
CREATE VIEW events_seat AS
    SELECT id, workshop_id, state, network_id, province_id, kind, waits_since,
        CASE WHEN party_id IS NULL THEN '' ELSE md5(party_id::text) END AS party_key
    FROM events_registration;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_folder'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=10)),
                ('network_id', models.BigIntegerField(null=True)),
                ('province_id', models.CharField(max_length=2, null=True)),
                ('kind', models.CharField(max_length=12)),
                ('party_key', models.CharField(max_length=32)),
                ('waits_since', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'events_seat',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='events.answer')),
                ('name_sealed', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('key_id', models.CharField(max_length=40)),
                ('wrapped_key', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='registration',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='registration',
            name='told',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.RunSQL(SEATS, "DROP VIEW events_seat"),
    ]
