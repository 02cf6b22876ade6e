-- 0014_documents_on_their_way.up.sql
--
-- Documents that programs of staff send in pieces: what was told of each before its bytes came. The bytes lie beside
-- the documents, and how many there are the file says. Gone a day after it was begun, with what became of it.
--
-- Safe beside the previous release, which neither reads nor writes this table. No table is rewritten.
SET LOCAL lock_timeout = '2s';

CREATE TABLE document_upload (
    bucket      smallint    NOT NULL,
    case_id     uuid        NOT NULL,
    upload_id   uuid        NOT NULL,
    person      text        NOT NULL,
    words       text        NOT NULL,
    size        bigint      NOT NULL,
    begun_at    timestamptz NOT NULL DEFAULT now(),
    document_id text,
    version     bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, case_id, upload_id)
);
CREATE INDEX document_upload_by_id ON document_upload (upload_id);

-- As before, and what is on its way to an erased case.
CREATE OR REPLACE FUNCTION erase_texts(buckets smallint[], cases uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH over AS (SELECT c.bucket, c.case_id FROM unnest(buckets, cases) u(bucket, case_id)
                  JOIN complaint c ON c.bucket = u.bucket AND c.case_id = u.case_id WHERE c.state = 'closed'),
         marks AS (DELETE FROM case_likeness t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         words AS (DELETE FROM case_words t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         drafts AS (DELETE FROM draft t USING over WHERE t.about = over.case_id),
         uploads AS (DELETE FROM document_upload t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         restricted AS (DELETE FROM restricted_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id),
         gone AS (DELETE FROM private_text t USING over WHERE t.bucket = over.bucket AND t.case_id = over.case_id RETURNING 1)
    SELECT count(*) FROM gone
$$;

ALTER TABLE document_upload OWNER TO redress_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON document_upload TO redress_desk;
GRANT SELECT ON document_upload TO redress_backup;
