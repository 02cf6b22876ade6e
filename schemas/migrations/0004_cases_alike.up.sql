-- 0004_cases_alike.up.sql
--
-- Which cases may be about the same matter: for each a set of numbers that equal cases share
-- (workflow/likeness.hpp). Written behind the entries, by position, and never with them: filing a case
-- costs nothing more. Marks are digests of personal values, so the role that reads those keeps them;
-- whoever erases a case deletes its row, and everything here can be made anew from the texts.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

CREATE TABLE case_likeness (
    bucket  smallint NOT NULL,
    case_id uuid     NOT NULL,
    marks   bigint[] NOT NULL,
    PRIMARY KEY (bucket, case_id)
);
CREATE INDEX case_likeness_by_mark ON case_likeness USING gin (marks);

-- How far the entries of a bucket were gone through.
CREATE TABLE likeness_seen (
    bucket smallint PRIMARY KEY,
    pos    bigint   NOT NULL
) WITH (fillfactor = 25);
INSERT INTO likeness_seen SELECT bucket, 0 FROM bucket_head;

ALTER TABLE case_likeness OWNER TO redress_owner;
ALTER TABLE likeness_seen OWNER TO redress_owner;
GRANT SELECT ON bucket_head, complaint, audit_entry TO redress_private;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_likeness TO redress_private;
GRANT SELECT, UPDATE ON likeness_seen TO redress_private;
GRANT SELECT ON likeness_seen TO redress_reader;
GRANT SELECT ON case_likeness, likeness_seen TO redress_backup;
