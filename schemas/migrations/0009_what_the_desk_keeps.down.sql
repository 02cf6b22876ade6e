SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION erase_texts(buckets smallint[], cases uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH over AS (SELECT c.bucket, c.case_id FROM unnest(buckets, cases) u(bucket, case_id)
                  JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id WHERE c.state = 'closed'),
         marks AS (DELETE FROM case_likeness t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
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
         gone AS (DELETE FROM private_text t USING named
                  WHERE t.bucket = named.bucket AND t.case_id = named.chain_id AND t.entry_key = named.key RETURNING 1)
    SELECT count(*) FROM gone
$$;
DROP TABLE words_seen;
DROP TABLE case_words;
DROP TABLE desk_secret;
DROP TABLE saved_view;
DROP TABLE draft;
DROP TABLE request_answer;
REVOKE SELECT ON schema_migration FROM redress_desk;
DO $$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM redress_desk', current_schema());
END
$$;
