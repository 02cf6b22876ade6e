SET LOCAL lock_timeout = '2s';
DROP FUNCTION purge_dead_letters(integer);
