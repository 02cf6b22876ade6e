SET LOCAL lock_timeout = '2s';
REVOKE SELECT (bucket, case_id, cseq, head) ON complaint FROM redress_sequencer;
DROP TABLE log_seal_heads, log_seal, log_checkpoint, log_tile, log_range, log_head;
-- What was read for the tree is read again when it comes back.
DELETE FROM reader_mark WHERE reader = 'sequencer';
