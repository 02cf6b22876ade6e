-- 0006_words_of_an_entry.up.sql
--
-- A redaction deletes the words of one entry and nothing else: a password that somebody sent, a passport that
-- nobody asked for. The entry, its digests and the redaction itself stay in the history.
--
-- Safe beside the previous release, which does not call it. No table is rewritten.
SET LOCAL lock_timeout = '2s';

-- The writer may not delete words. It may say which entry was redacted, and nothing happens unless the case's own
-- history, committed or about to be in this transaction, holds a redaction. What the case shares with others is
-- derived from its words, so its marks go, too.
CREATE FUNCTION redact_texts(buckets smallint[], cases uuid[], cseqs bigint[]) RETURNS bigint
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

ALTER FUNCTION redact_texts(smallint[], uuid[], bigint[]) OWNER TO redress_owner;

REVOKE ALL ON FUNCTION redact_texts(smallint[], uuid[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_texts(smallint[], uuid[], bigint[]) TO redress_engine;
