-- 0005_restricted_compartment.up.sql
--
-- What a few people write of a case and nobody else may know to be there. Nothing of it stands in
-- audit_entry, where positions and counts would tell; its chain and its words have tables that a role
-- of their own reads. Of a case the engine may ask one thing: whether a decision may go out without
-- reasons. And closed cases can be erased.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'redress_restricted') THEN
            CREATE ROLE redress_restricted NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment for another database
    END;
    IF NOT pg_has_role(current_user, 'redress_restricted', 'MEMBER') THEN
        GRANT redress_restricted TO CURRENT_USER;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_restricted', current_schema());
END
$$;

-- The chain of a compartment, keyed by its case. The first that writes a cseq has it.
CREATE TABLE restricted_entry (
    bucket  smallint NOT NULL,
    case_id uuid     NOT NULL,
    cseq    bigint   NOT NULL,
    key     bigint   NOT NULL,
    body    bytea    NOT NULL,
    leaf    bytea    NOT NULL,
    PRIMARY KEY (bucket, case_id, cseq),
    UNIQUE (bucket, case_id, key)
);

CREATE TABLE restricted_text (
    bucket     smallint    NOT NULL,
    case_id    uuid        NOT NULL,
    entry_key  bigint      NOT NULL,
    slot       text        NOT NULL,
    bytes      bytea       NOT NULL,
    digest     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (bucket, case_id, entry_key, slot)
);

-- Nothing of why: the approver stands here so that nobody decides on an approval of their own.
CREATE TABLE limited_reasons (
    bucket      smallint NOT NULL,
    case_id     uuid     NOT NULL,
    approved_by text     NOT NULL,
    until       timestamptz,
    PRIMARY KEY (bucket, case_id)
);

-- The writer may not delete words; it may say that a case is erased, and of an open one that does nothing.
CREATE FUNCTION erase_texts(buckets smallint[], cases uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH over AS (SELECT c.bucket, c.case_id FROM unnest(buckets, cases) u(bucket, case_id)
                  JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id WHERE c.state = 'closed'),
         marks AS (DELETE FROM case_likeness t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         restricted AS (DELETE FROM restricted_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         gone AS (DELETE FROM private_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id RETURNING 1)
    SELECT count(*) FROM gone
$$;

ALTER TABLE restricted_entry OWNER TO redress_owner;
ALTER TABLE restricted_text OWNER TO redress_owner;
ALTER TABLE limited_reasons OWNER TO redress_owner;
ALTER FUNCTION erase_texts(smallint[], uuid[]) OWNER TO redress_owner;

REVOKE ALL ON FUNCTION erase_texts(smallint[], uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_texts(smallint[], uuid[]) TO redress_engine;
GRANT SELECT, INSERT ON restricted_entry, restricted_text TO redress_restricted;
GRANT SELECT, INSERT, UPDATE ON limited_reasons TO redress_restricted;
GRANT SELECT ON limited_reasons TO redress_engine;
GRANT SELECT ON restricted_entry, restricted_text, limited_reasons TO redress_backup;
GRANT SELECT ON schema_migration TO redress_restricted;
