-- 0009_what_the_desk_keeps.up.sql
--
-- What people at the REST desk leave between two requests: the answers to their commands, so that a repeat is
-- answered word for word; texts that they have not sent yet; lists that they look at often; and the secret that
-- cursors are signed with. None of it is truth about a case: a lost answer is given again from the case's entries.
-- And the words of cases, taken apart so that they can be found, written behind the entries like the marks of
-- likeness (0004) and gone with the words that they were made of.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'redress_desk') THEN
            CREATE ROLE redress_desk NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment for another database
    END;
    IF NOT pg_has_role(current_user, 'redress_desk', 'MEMBER') THEN
        GRANT redress_desk TO CURRENT_USER;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_desk', current_schema());
END
$$;

-- The first answer under a key is the one that every repeat gets.
CREATE TABLE request_answer (
    principal   text        NOT NULL,
    request_key text        NOT NULL,
    fingerprint bytea       NOT NULL,
    answer_code smallint    NOT NULL,
    answer_head text        NOT NULL,
    body        bytea       NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (principal, request_key)
);
CREATE INDEX request_answer_by_expiry ON request_answer (expires_at);

-- `about`: the case that it is written on, or nil.
CREATE TABLE draft (
    person   text        NOT NULL,
    about    uuid        NOT NULL,
    composer text        NOT NULL,
    words    text        NOT NULL,
    saved_at timestamptz NOT NULL,
    version  bigint      NOT NULL,
    PRIMARY KEY (person, about, composer)
);
CREATE INDEX draft_by_case ON draft (about);

CREATE TABLE saved_view (
    view_id  uuid        PRIMARY KEY,
    owner    text        NOT NULL,
    name     text        NOT NULL,
    shared   boolean     NOT NULL,
    filter   text        NOT NULL,
    version  bigint      NOT NULL,
    saved_at timestamptz NOT NULL,
    UNIQUE (owner, name)
);

CREATE TABLE desk_secret (
    name  text  PRIMARY KEY,
    bytes bytea NOT NULL
);

CREATE TABLE case_words (
    bucket   smallint    NOT NULL,
    case_id  uuid        NOT NULL,
    filed_at timestamptz NOT NULL,
    words    tsvector    NOT NULL,
    PRIMARY KEY (bucket, case_id)
);
CREATE INDEX case_words_by_word ON case_words USING gin (words);

-- How far the entries of a bucket were gone through.
CREATE TABLE words_seen (
    bucket smallint PRIMARY KEY,
    pos    bigint   NOT NULL
) WITH (fillfactor = 25);
INSERT INTO words_seen SELECT bucket, 0 FROM bucket_head;

-- As before, and the words that searches find them by; the drafts about an erased case, too.
CREATE OR REPLACE FUNCTION erase_texts(buckets smallint[], cases uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH over AS (SELECT c.bucket, c.case_id FROM unnest(buckets, cases) u(bucket, case_id)
                  JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id WHERE c.state = 'closed'),
         marks AS (DELETE FROM case_likeness t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         words AS (DELETE FROM case_words t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         drafts AS (DELETE FROM draft t USING over WHERE t.about = over.case_id),
         restricted AS (DELETE FROM restricted_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         gone AS (DELETE FROM private_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id RETURNING 1)
    SELECT count(*) FROM gone
$$;

CREATE OR REPLACE FUNCTION redact_texts(buckets smallint[], cases uuid[], cseqs bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH named AS (SELECT e.bucket, e.chain_id, e.key FROM unnest(buckets, cases, cseqs) u(bucket, case_id, cseq)
                   JOIN audit_entry e ON e.bucket = u.bucket AND e.chain_id = u.case_id AND e.cseq = u.cseq
                   WHERE EXISTS (SELECT FROM audit_entry r WHERE r.bucket = u.bucket AND r.chain_id = u.case_id AND r.cseq > u.cseq
                                 AND position('"ev":"content_redacted"'::bytea IN r.body) > 0
                                 AND position('"type":"case.event"'::bytea IN r.body) > 0)),
         marks AS (DELETE FROM case_likeness t USING named WHERE t.bucket = named.bucket AND t.case_id = named.chain_id),
         words AS (DELETE FROM case_words t USING named WHERE t.bucket = named.bucket AND t.case_id = named.chain_id),
         gone AS (DELETE FROM private_text t USING named
                  WHERE t.bucket = named.bucket AND t.case_id = named.chain_id AND t.entry_key = named.key RETURNING 1)
    SELECT count(*) FROM gone
$$;

ALTER TABLE request_answer OWNER TO redress_owner;
ALTER TABLE draft OWNER TO redress_owner;
ALTER TABLE saved_view OWNER TO redress_owner;
ALTER TABLE desk_secret OWNER TO redress_owner;
ALTER TABLE case_words OWNER TO redress_owner;
ALTER TABLE words_seen OWNER TO redress_owner;

GRANT SELECT, INSERT, UPDATE, DELETE ON request_answer, draft, saved_view TO redress_desk;
GRANT SELECT, INSERT ON desk_secret TO redress_desk;
GRANT SELECT ON schema_migration TO redress_desk;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_words TO redress_private;
GRANT SELECT, UPDATE ON words_seen TO redress_private;
GRANT SELECT ON words_seen TO redress_reader;
GRANT SELECT ON request_answer, draft, saved_view, desk_secret, case_words, words_seen TO redress_backup;
