-- 0010_pages_of_the_complainant.up.sql
--
-- How somebody without an account shows that a case is theirs, and what they sent us as files. The proof of a
-- secret is an HMAC under a key that no database holds, so a copy of these tables opens nothing.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'redress_pages') THEN
            CREATE ROLE redress_pages NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment for another database
    END;
    IF NOT pg_has_role(current_user, 'redress_pages', 'MEMBER') THEN
        GRANT redress_pages TO CURRENT_USER;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_pages', current_schema());
END
$$;

-- One secret a case. A new one has the next generation and ends every visit that the old one opened.
CREATE TABLE case_secret (
    bucket     smallint    NOT NULL,
    case_id    uuid        NOT NULL,
    generation integer     NOT NULL,
    speaks_as  text        NOT NULL CHECK (speaks_as IN ('complainant', 'representative')),
    salt       bytea       NOT NULL,
    proof      bytea       NOT NULL,
    minted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, case_id)
);

-- Somebody lost theirs and asked for another: whoever carries messages takes it from here.
CREATE TABLE secret_wanted (
    bucket   smallint    NOT NULL,
    case_id  uuid        NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, case_id)
);

-- A visit after reference and secret were right: half an hour from its last page, four hours at most.
CREATE TABLE page_visit (
    bucket     smallint    NOT NULL,
    proof      bytea       NOT NULL,
    case_id    uuid        NOT NULL,
    generation integer     NOT NULL,
    begun_at   timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, proof)
);

-- The bytes lie in a folder under their digest; the name that somebody gave their file is private text.
CREATE TABLE case_document (
    bucket      smallint    NOT NULL,
    case_id     uuid        NOT NULL,
    document_id text        NOT NULL,
    sha256      bytea       NOT NULL,
    size        bigint      NOT NULL,
    type        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('quarantined', 'clean', 'infected', 'gone')),
    added_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, case_id, document_id)
);

ALTER TABLE case_secret OWNER TO redress_owner;
ALTER TABLE secret_wanted OWNER TO redress_owner;
ALTER TABLE page_visit OWNER TO redress_owner;
ALTER TABLE case_document OWNER TO redress_owner;

GRANT SELECT, INSERT, UPDATE ON case_secret, secret_wanted TO redress_pages;
GRANT SELECT, INSERT, UPDATE, DELETE ON page_visit TO redress_pages;
GRANT SELECT, INSERT, UPDATE ON case_document TO redress_pages;
GRANT SELECT ON case_document TO redress_reader;
GRANT SELECT ON case_secret, secret_wanted, case_document TO redress_backup;
GRANT SELECT ON schema_migration TO redress_pages;
