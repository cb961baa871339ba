"""Who promised a job is the database's word, not the promiser's: the site zone is not trusted with it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_promised_by")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION outbox_say_who() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.promised_by := current_user;
                RETURN NEW;
            END $$;
            CREATE TRIGGER outbox_say_who BEFORE INSERT ON outbox_job
                FOR EACH ROW EXECUTE FUNCTION outbox_say_who();
            """,
            "DROP TRIGGER outbox_say_who ON outbox_job; DROP FUNCTION outbox_say_who();",
        )
    ]
