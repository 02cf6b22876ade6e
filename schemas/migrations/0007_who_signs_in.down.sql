SET LOCAL lock_timeout = '2s';
DROP TABLE identity_record, approval_given, oidc_flow, login_attempt, api_token, login_session, oidc_link, account;
REVOKE SELECT ON schema_migration FROM redress_identity;
DO $$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM redress_identity', current_schema());
END
$$;
