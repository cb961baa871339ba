"""Mails of the mailbox that became reports, by a keyed hash."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0017_batches'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailTaken',
            fields=[
                ('key', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
            ],
        ),
    ]
