-- 0002_each_role_sees_its_part.up.sql
--
-- Group roles without a login: a connection takes one of them for as long as it lasts, so that what
-- a part of the program may do is decided here and not by its own good manners. History cannot be
-- changed by whoever writes it, and personal text is read by one role alone.
--
-- Roles belong to the whole server and may serve other databases: they are made when they are
-- missing and never dropped.
SET LOCAL lock_timeout = '2s';

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['redress_owner', 'redress_engine', 'redress_relay', 'redress_sequencer', 'redress_reader',
                                  'redress_private', 'redress_maintainer', 'redress_backup'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- made at the same moment for another database
        END;
        -- Whoever migrates may act in each of them; a superuser may anyway.
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
        END IF;
    END LOOP;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_owner, redress_engine, redress_relay, redress_sequencer, redress_reader, redress_private, redress_maintainer, redress_backup', current_schema());
    -- To own a table or to make a partition takes CREATE, and nothing else does.
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO redress_owner, redress_maintainer', current_schema());
END
$$;

ALTER TABLE bucket_head OWNER TO redress_owner;
ALTER TABLE complaint OWNER TO redress_owner;
ALTER TABLE audit_entry OWNER TO redress_owner;
ALTER TABLE private_text OWNER TO redress_owner;
ALTER TABLE consumer_offset OWNER TO redress_owner;
ALTER TABLE dead_letter OWNER TO redress_owner;
ALTER TABLE work_item OWNER TO redress_owner;
ALTER TABLE case_counter OWNER TO redress_owner;
ALTER TABLE reader_mark OWNER TO redress_owner;
ALTER TABLE lease OWNER TO redress_owner;
ALTER TABLE policy OWNER TO redress_owner;
-- Partitions are attached, detached and indexed by the owner of what they belong to.
ALTER TABLE deadline_agenda OWNER TO redress_maintainer;

-- The writer. History and personal text: only ever more of it.
GRANT SELECT, UPDATE ON bucket_head TO redress_engine;
GRANT SELECT, INSERT, UPDATE ON complaint, case_counter, consumer_offset, reader_mark, lease TO redress_engine;
GRANT SELECT, INSERT ON audit_entry, policy TO redress_engine;
GRANT INSERT ON private_text, dead_letter TO redress_engine;
GRANT SELECT, INSERT, UPDATE, DELETE ON work_item TO redress_engine;
-- UPDATE only because FOR UPDATE SKIP LOCKED asks for it.
GRANT SELECT, INSERT, UPDATE, DELETE ON deadline_agenda TO redress_engine;

-- Readers by position.
GRANT SELECT ON bucket_head, audit_entry TO redress_relay, redress_sequencer;
GRANT SELECT, INSERT, UPDATE ON reader_mark, lease TO redress_relay, redress_sequencer;

-- Lists, queues, reports. Of a dead letter everything but the record itself.
GRANT SELECT ON bucket_head, complaint, audit_entry, work_item, case_counter, consumer_offset, deadline_agenda, reader_mark,
    lease, policy TO redress_reader;
GRANT SELECT (bucket, letter_id, reason, detail, source, source_id, topic, partition, record_offset, sha256, created_at, state, redrives)
    ON dead_letter TO redress_reader;

-- Words, names, contacts, and records that may hold them.
GRANT SELECT ON private_text, dead_letter TO redress_private;
GRANT UPDATE (state, redrives) ON dead_letter TO redress_private;

GRANT SELECT ON bucket_head, complaint, audit_entry, private_text, deadline_agenda, consumer_offset, dead_letter, work_item,
    case_counter, reader_mark, lease, policy TO redress_backup;

-- Whoever serves first asks whether the schema is the one it was built for.
GRANT SELECT ON schema_migration TO redress_owner, redress_engine, redress_relay, redress_sequencer, redress_reader,
    redress_private, redress_maintainer, redress_backup;
