SET LOCAL lock_timeout = '2s';
DROP FUNCTION redact_texts(smallint[], uuid[], bigint[]);
