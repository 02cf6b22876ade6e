SET LOCAL lock_timeout = '2s';
REVOKE SELECT ON complaint, case_secret FROM redress_status;
DO $$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM redress_status', current_schema());
END
$$;
