-- 0002_each_role_sees_its_part.down.sql: tables go back to whoever migrates, with no grants. The roles
-- themselves stay: they belong to the server, and another database may use them.
ALTER TABLE bucket_head OWNER TO CURRENT_USER;
ALTER TABLE complaint OWNER TO CURRENT_USER;
ALTER TABLE audit_entry OWNER TO CURRENT_USER;
ALTER TABLE private_text OWNER TO CURRENT_USER;
ALTER TABLE consumer_offset OWNER TO CURRENT_USER;
ALTER TABLE dead_letter OWNER TO CURRENT_USER;
ALTER TABLE work_item OWNER TO CURRENT_USER;
ALTER TABLE case_counter OWNER TO CURRENT_USER;
ALTER TABLE reader_mark OWNER TO CURRENT_USER;
ALTER TABLE lease OWNER TO CURRENT_USER;
ALTER TABLE policy OWNER TO CURRENT_USER;
ALTER TABLE deadline_agenda OWNER TO CURRENT_USER;

REVOKE ALL ON bucket_head, complaint, audit_entry, private_text, consumer_offset, dead_letter, work_item, case_counter,
    reader_mark, lease, policy, deadline_agenda, schema_migration
    FROM redress_owner, redress_engine, redress_relay, redress_sequencer, redress_reader, redress_private, redress_maintainer,
         redress_backup;
REVOKE ALL (bucket, letter_id, reason, detail, source, source_id, topic, partition, record_offset, sha256, created_at, state, redrives)
    ON dead_letter FROM redress_reader, redress_private;
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM redress_owner, redress_engine, redress_relay, redress_sequencer, redress_reader, redress_private, redress_maintainer, redress_backup', current_schema());
END
$$;
