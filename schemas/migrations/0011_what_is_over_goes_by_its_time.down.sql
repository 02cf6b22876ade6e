SET LOCAL lock_timeout = '2s';
DROP INDEX oidc_flow_started_at, login_attempt_last_at;
