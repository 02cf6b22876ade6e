-- 0003_beside_the_case.up.sql
--
-- Incidents and improvement actions: no cases, and kept like them. Their entries stand in audit_entry
-- under chains of their own, their deadlines in deadline_agenda; here is where they stand now.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

-- `facts` is deterministic CBOR, a map of fact name to value; due and opened_at stand beside it because
-- lists are sorted by them.
CREATE TABLE matter (
    bucket    smallint    NOT NULL,
    matter_id uuid        NOT NULL,
    kind      text        NOT NULL,
    state     text        NOT NULL,
    version   bigint      NOT NULL,
    cseq      bigint      NOT NULL,
    due       timestamptz,
    opened_at timestamptz NOT NULL,
    agenda_at timestamptz,
    head      bytea       NOT NULL,
    facts     bytea       NOT NULL,
    PRIMARY KEY (bucket, matter_id)
);

-- How many cases name an incident by a link, by the bucket of the cases: so that whoever links a case
-- writes in its own bucket alone.
CREATE TABLE incident_case_counter (
    bucket      smallint NOT NULL,
    incident_id uuid     NOT NULL,
    cases       bigint   NOT NULL,
    PRIMARY KEY (bucket, incident_id)
);

ALTER TABLE matter OWNER TO redress_owner;
ALTER TABLE incident_case_counter OWNER TO redress_owner;
GRANT SELECT, INSERT, UPDATE ON matter, incident_case_counter TO redress_engine;
GRANT SELECT ON matter, incident_case_counter TO redress_reader, redress_backup;
