-- 0011_what_is_over_goes_by_its_time.up.sql
--
-- Attempts to log in and log-ins at the provider are begun by anybody, and each new one takes those that are over out:
-- found by their time, so that a flood of them costs no walk through all that wait for theirs.
--
-- Safe beside the previous release, which has the same rows. Both tables are small, so that building the indexes holds
-- nobody up. No table is rewritten.
SET LOCAL lock_timeout = '2s';

CREATE INDEX login_attempt_last_at ON login_attempt (last_at);
CREATE INDEX oidc_flow_started_at ON oidc_flow (started_at);
