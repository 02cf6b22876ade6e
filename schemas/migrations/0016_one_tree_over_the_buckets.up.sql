-- 0016_one_tree_over_the_buckets.up.sql
--
-- One RFC 6962 tree over the entries of all buckets, in the order in which the sequencer came to them. It
-- reads by position behind the engine: nothing here is on the path of a write. Which leaf is which entry
-- follows from ranges; the entries themselves are not copied.
--
-- Safe beside the previous release, which has no sequencer. No table is rewritten.
SET LOCAL lock_timeout = '2s';

-- One row: the tree as far as it is committed. `epoch` is that of the lease that moved it last and only
-- rises, so that whoever lost the lease cannot move it. What is signed was committed here before.
CREATE TABLE log_head (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    size        bigint  NOT NULL,
    root        bytea   NOT NULL,
    epoch       bigint  NOT NULL,
    signed_size bigint  NOT NULL
);
INSERT INTO log_head VALUES (true, 0, sha256(''::bytea), 0, 0);

-- Leaves first_index .. first_index + entries - 1 are positions first_pos .. of the bucket.
CREATE TABLE log_range (
    first_index bigint   NOT NULL,
    bucket      smallint NOT NULL,
    first_pos   bigint   NOT NULL,
    entries     bigint   NOT NULL,
    PRIMARY KEY (first_index),
    UNIQUE (bucket, first_pos)
);

-- Tiles of C2SP tlog-tiles, up to 256 hashes each; the rightmost of a level grows.
CREATE TABLE log_tile (
    level  smallint NOT NULL,
    tile   bigint   NOT NULL,
    hashes bytea    NOT NULL,
    PRIMARY KEY (level, tile)
) WITH (fillfactor = 90);
ALTER TABLE log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The newest note of each size that was signed, with the cosignatures it got.
CREATE TABLE log_checkpoint (
    size      bigint      PRIMARY KEY,
    root      bytea       NOT NULL,
    note      text        NOT NULL,
    cosigned  integer     NOT NULL,
    signed_at timestamptz NOT NULL
);

-- Case-head indexes: of each seal the size of the tree it was made of, and of the last ones the lines, 4,096
-- heads to a row, each 16 bytes of case, 8 of cseq, 32 of head, in the order of the cases.
CREATE TABLE log_seal (
    size      bigint      PRIMARY KEY,
    root      bytea       NOT NULL,
    cases     bigint      NOT NULL,
    sealed_at timestamptz NOT NULL
);
CREATE TABLE log_seal_heads (
    size  bigint  NOT NULL,
    part  integer NOT NULL,
    heads bytea   NOT NULL,
    PRIMARY KEY (size, part)
);

ALTER TABLE log_head OWNER TO redress_owner;
ALTER TABLE log_range OWNER TO redress_owner;
ALTER TABLE log_tile OWNER TO redress_owner;
ALTER TABLE log_checkpoint OWNER TO redress_owner;
ALTER TABLE log_seal OWNER TO redress_owner;
ALTER TABLE log_seal_heads OWNER TO redress_owner;

-- The sequencer appends; what it may change is the head, the rightmost tiles, and a checkpoint that gets cosignatures.
GRANT SELECT, UPDATE ON log_head TO redress_sequencer;
GRANT SELECT, INSERT ON log_range, log_seal TO redress_sequencer;
GRANT SELECT, INSERT, UPDATE ON log_tile, log_checkpoint TO redress_sequencer;
GRANT SELECT, INSERT, DELETE ON log_seal_heads TO redress_sequencer;
GRANT SELECT (bucket, case_id, cseq, head) ON complaint TO redress_sequencer;

GRANT SELECT ON log_head, log_range, log_tile, log_checkpoint, log_seal, log_seal_heads TO redress_reader, redress_backup;
