-- 0008_dead_letters_for_a_month.up.sql
--
-- A dead letter is kept for thirty days: its secrets were taken out before it was stored, and whoever mends and
-- redrives it has done so by then. The maintainer may have old ones deleted and cannot read any. Entries and notices,
-- which hold no payload, stay.
--
-- Safe beside the previous release, which does not call it. No table is rewritten.
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION purge_dead_letters(up_to integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH old AS (SELECT bucket, letter_id FROM dead_letter WHERE created_at < now() - interval '30 days' LIMIT up_to),
         gone AS (DELETE FROM dead_letter d USING old WHERE d.bucket = old.bucket AND d.letter_id = old.letter_id RETURNING 1)
    SELECT count(*) FROM gone
$$;

ALTER FUNCTION purge_dead_letters(integer) OWNER TO redress_owner;

REVOKE ALL ON FUNCTION purge_dead_letters(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_dead_letters(integer) TO redress_maintainer;
