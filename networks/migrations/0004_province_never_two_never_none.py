"""Never two offices for a province on one day, and never none once there was one.

The exclusion constraint counts days within a province as numbers: pairing a text with a range needs the extension
btree_gist, which the embedded PostgreSQL does not have. 10,000,000 is more than there are days until the year 9999.
"""

from django.db import migrations

# As routing read an overlap until now: the later row wins.
HEAL = """
UPDATE networks_provinceoffice ended SET valid_to = later.begins - 1
FROM (
    SELECT id, lead(valid_from) OVER (PARTITION BY province_id ORDER BY valid_from) AS begins
    FROM networks_provinceoffice
) later
WHERE later.id = ended.id AND later.begins <= coalesce(ended.valid_to, 'infinity')
"""

NEVER_TWO = """
ALTER TABLE networks_provinceoffice ADD CONSTRAINT province_office_never_two EXCLUDE USING gist (
    int8range(
        province_id::int8 * 10000000 + (valid_from - DATE '0001-01-01'),
        province_id::int8 * 10000000 + coalesce(valid_to - DATE '0001-01-01', 9999999),
        '[]'
    ) WITH &&
)
"""

# Asked when the transaction ends, since one row ends before the next is written. Gaps from before are left alone.
NEVER_NONE = """
CREATE FUNCTION networks_province_never_none() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM networks_provinceoffice ended
        WHERE ended.valid_to IS NOT NULL
        AND (ended.id = NEW.id OR (ended.province_id = OLD.province_id AND ended.valid_to = OLD.valid_from - 1))
        AND NOT EXISTS (
            SELECT FROM networks_provinceoffice follows
            WHERE follows.province_id = ended.province_id AND follows.valid_from = ended.valid_to + 1
        )
    ) THEN
        RAISE EXCEPTION 'a province would have no office' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER province_office_never_none
    AFTER INSERT OR UPDATE OR DELETE ON networks_provinceoffice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION networks_province_never_none()
"""


class Migration(migrations.Migration):
    dependencies = [("networks", "0003_membership_decisions")]
    operations = [
        migrations.RunSQL(HEAL, migrations.RunSQL.noop),
        migrations.RunSQL(NEVER_TWO, "ALTER TABLE networks_provinceoffice DROP CONSTRAINT province_office_never_two"),
        migrations.RunSQL(
            NEVER_NONE,
            "DROP TRIGGER province_office_never_none ON networks_provinceoffice;"
            "DROP FUNCTION networks_province_never_none()",
        ),
    ]
