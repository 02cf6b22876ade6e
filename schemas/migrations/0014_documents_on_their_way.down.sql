SET LOCAL lock_timeout = '2s';
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
DROP TABLE document_upload;
