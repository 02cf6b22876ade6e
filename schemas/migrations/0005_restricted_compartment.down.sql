SET LOCAL lock_timeout = '2s';
DROP FUNCTION erase_texts(smallint[], uuid[]);
DROP TABLE limited_reasons, restricted_text, restricted_entry;
REVOKE SELECT ON schema_migration FROM redress_restricted;
DO $$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM redress_restricted', current_schema());
END
$$;
