"""Whoever may not give a report to an office, the site's role, makes only the reporter's moves: PostgreSQL says so."""

from django.db import migrations

ONLY_REPORTERS = """
CREATE FUNCTION reports_only_reporters_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF has_column_privilege(current_user, TG_RELID, 'office_id', 'UPDATE') THEN
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state AND NEW.state_on = OLD.state_on AND NEW.was_contested = OLD.was_contested
        OR OLD.state = 'waiting' AND NEW.state = 'in_triage' AND NEW.was_contested = OLD.was_contested
            AND NEW.state_on BETWEEN current_date - 1 AND current_date + 1
        OR OLD.state = 'closed' AND NEW.state = 'in_triage' AND NEW.was_contested AND NOT OLD.was_contested
            AND NEW.state_on BETWEEN current_date - 1 AND current_date + 1
    THEN
        IF NEW.reply_waits >= OLD.reply_waits AND NEW.evidence_count >= OLD.evidence_count THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'permission denied: no move of a reporter' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER report_reporters_moves BEFORE UPDATE ON reports_report
    FOR EACH ROW EXECUTE FUNCTION reports_only_reporters_moves();
"""
ANY = """
DROP TRIGGER report_reporters_moves ON reports_report;
DROP FUNCTION reports_only_reporters_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_drop_unused_index")]
    operations = [migrations.RunSQL(ONLY_REPORTERS, ANY)]
