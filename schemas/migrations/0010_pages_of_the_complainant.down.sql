SET LOCAL lock_timeout = '2s';
DROP TABLE case_document, page_visit, secret_wanted, case_secret;
REVOKE SELECT ON schema_migration FROM redress_pages;
DO $$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM redress_pages', current_schema());
END
$$;
