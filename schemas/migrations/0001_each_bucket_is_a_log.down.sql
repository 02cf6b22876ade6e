-- 0001_each_bucket_is_a_log.down.sql: everything of 0001, and nothing else.
DROP TABLE policy, lease, reader_mark, case_counter, work_item, dead_letter, consumer_offset, deadline_agenda,
    private_text, audit_entry, complaint, bucket_head;
