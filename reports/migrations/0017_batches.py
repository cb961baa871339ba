"""Files of reports that an officer brings: sealed rows, stored on confirmation."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0016_search_row'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('preview', 'preview'), ('saving', 'saving'), ('saved', 'saved')], default='preview', max_length=8)),
                ('key_id', models.CharField(max_length=32)),
                ('wrapped', models.BinaryField()),
                ('sealed', models.BinaryField(null=True)),
                ('reports', models.PositiveSmallIntegerField()),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('left_out', models.JSONField(default=list)),
                ('expires_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='batch_expiry')],
            },
        ),
    ]
