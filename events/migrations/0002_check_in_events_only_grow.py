"""Check-in events are only ever added: PostgreSQL itself refuses to change or remove one."""

from django.db import migrations

FORBID = """
CREATE FUNCTION check_in_events_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'check-in events are only ever added';
END $$;
CREATE TRIGGER check_in_event_no_change BEFORE UPDATE OR DELETE ON events_checkinevent
    FOR EACH ROW EXECUTE FUNCTION check_in_events_only_grow();
"""
ALLOW = """
DROP TRIGGER check_in_event_no_change ON events_checkinevent;
DROP FUNCTION check_in_events_only_grow();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
