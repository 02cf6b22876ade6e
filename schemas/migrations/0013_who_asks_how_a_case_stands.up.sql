-- 0013_who_asks_how_a_case_stands.up.sql
--
-- How a complaint stands is asked by many who show its secret. One statement answers them, in a role that reads the
-- two tables and nothing else, and writes nowhere.
--
-- Safe beside the previous release, which does not know the role. No table is rewritten.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'redress_status') THEN
            CREATE ROLE redress_status NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment for another database
    END;
    IF NOT pg_has_role(current_user, 'redress_status', 'MEMBER') THEN
        GRANT redress_status TO CURRENT_USER;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_status', current_schema());
END
$$;

GRANT SELECT ON complaint, case_secret TO redress_status;
