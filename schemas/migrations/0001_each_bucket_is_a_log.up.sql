-- 0001_each_bucket_is_a_log.up.sql
--
-- A case is a row that moves and a chain of entries that stays. Every table that is written with
-- every event begins its key with `bucket` (murmur2 of the case id, 0..63), so that the schema can
-- be spread over several databases without a change; nothing here is generated, and no key is ever
-- updated. There are no foreign keys, triggers or sequences on the path of a write.
SET LOCAL lock_timeout = '2s';

-- One row per bucket. `turn` rises with every transaction that writes anything in the bucket and is
-- the guard; `pos` numbers the bucket's entries, densely and in commit order.
CREATE TABLE bucket_head (
    bucket smallint PRIMARY KEY CHECK (bucket BETWEEN 0 AND 63),
    pos    bigint   NOT NULL,
    turn   bigint   NOT NULL
) WITH (fillfactor = 25);
INSERT INTO bucket_head SELECT g, 0, 0 FROM generate_series(0, 63) g;

-- What moves stands side by side at the end. `facts` is deterministic CBOR (RFC 8949 4.2.1), a map
-- of fact name to value, clocks included. No index on anything that moves: updates stay HOT.
CREATE TABLE complaint (
    bucket    smallint    NOT NULL,
    case_id   uuid        NOT NULL,
    reference text        NOT NULL,
    state     text        NOT NULL,
    hold      text        NOT NULL,
    ladder    text        NOT NULL,
    severity  smallint    NOT NULL,
    rung      smallint    NOT NULL,
    version   bigint      NOT NULL,
    cseq      bigint      NOT NULL,
    next_due  timestamptz,
    agenda_at timestamptz,
    owner     text,
    team      text,
    head      bytea       NOT NULL,
    facts     bytea       NOT NULL,
    PRIMARY KEY (bucket, case_id),
    UNIQUE (bucket, reference)
) WITH (fillfactor = 75, toast_tuple_target = 8160);
-- Facts stay in the row as they are. To compress a row of more than 2 kB at every event costs more than
-- the bytes, and what an update logs is only what lies between first and last difference.
ALTER TABLE complaint ALTER COLUMN facts SET STORAGE MAIN;

-- The bucket as a log: canonical bytes as hashed, found by key (duplicates, a case's history) and by
-- position (relay, sequencer, push, reports).
CREATE TABLE audit_entry (
    bucket   smallint NOT NULL,
    chain_id uuid     NOT NULL,
    key      bigint   NOT NULL,
    cseq     bigint   NOT NULL,
    pos      bigint   NOT NULL,
    body     bytea    NOT NULL,
    leaf     bytea    NOT NULL,
    PRIMARY KEY (bucket, chain_id, key),
    UNIQUE (bucket, pos)
) WITH (toast_tuple_target = 8160);  -- an entry of more than 2 kB moved out costs three rows and an index
ALTER TABLE audit_entry ALTER COLUMN body SET STORAGE EXTERNAL;

-- Words, names and contacts: never in an entry, a topic or a log. A role of its own reads it.
CREATE TABLE private_text (
    bucket     smallint    NOT NULL,
    case_id    uuid        NOT NULL,
    entry_key  bigint      NOT NULL,
    slot       text        NOT NULL,
    bytes      bytea       NOT NULL,
    digest     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (bucket, case_id, entry_key, slot)
);

-- When to look at a case again; the due times themselves live in the case row. Partitioned by day,
-- without a key: a day's partition gets its index when that day comes near, so that only clocks due
-- within the day pay for one.
CREATE TABLE deadline_agenda (
    bucket  smallint    NOT NULL,
    look_at timestamptz NOT NULL,
    case_id uuid        NOT NULL
) PARTITION BY RANGE (look_at);

-- Positions of Kafka partitions, with what became of the records below them.
CREATE TABLE consumer_offset (
    bucket        smallint NOT NULL,
    topic         text     NOT NULL,
    partition     integer  NOT NULL,
    epoch         bigint   NOT NULL,
    first_offset  bigint   NOT NULL,
    next_offset   bigint   NOT NULL,
    tries         integer  NOT NULL DEFAULT 0,
    released      boolean  NOT NULL DEFAULT false,
    applied       bigint   NOT NULL DEFAULT 0,
    refused       bigint   NOT NULL DEFAULT 0,
    duplicate     bigint   NOT NULL DEFAULT 0,
    dead_lettered bigint   NOT NULL DEFAULT 0,
    skipped       bigint   NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, topic, partition)
) WITH (fillfactor = 25);

-- Records that could not be commands, whole, for whoever mends and redrives them. Personal text may
-- stand in them: a role of its own.
CREATE TABLE dead_letter (
    bucket        smallint    NOT NULL,
    letter_id     uuid        NOT NULL,
    reason        text        NOT NULL,
    detail        text        NOT NULL,
    source        text        NOT NULL,
    source_id     text        NOT NULL,
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    sha256        bytea       NOT NULL,
    record_key    bytea       NOT NULL,
    headers       bytea       NOT NULL,
    payload       bytea       NOT NULL,
    created_at    timestamptz NOT NULL,
    state         text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'redriven', 'discarded')),
    redrives      integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (bucket, letter_id)
);

-- The queues: one row per open case, moved only when one of its columns changes.
CREATE TABLE work_item (
    bucket    smallint    NOT NULL,
    case_id   uuid        NOT NULL,
    reference text        NOT NULL,
    team      text        NOT NULL,
    owner     text        NOT NULL,
    state     text        NOT NULL,
    hold      text        NOT NULL,
    kind      text        NOT NULL,
    category  text        NOT NULL,
    channel   text        NOT NULL,
    severity  smallint    NOT NULL,
    rung      smallint    NOT NULL,
    next_due  timestamptz,
    filed_at  timestamptz NOT NULL,
    PRIMARY KEY (bucket, case_id)
) WITH (fillfactor = 70);
CREATE INDEX work_item_by_team ON work_item (team, next_due);
CREATE INDEX work_item_by_owner ON work_item (owner, next_due) WHERE owner <> '';

-- Counts by delta, so that nobody counts the hot table.
CREATE TABLE case_counter (
    bucket smallint NOT NULL,
    state  text     NOT NULL,
    cases  bigint   NOT NULL,
    PRIMARY KEY (bucket, state)
) WITH (fillfactor = 50);

-- How far each reader has read each bucket, and who reads it.
CREATE TABLE reader_mark (
    reader text     NOT NULL,
    bucket smallint NOT NULL,
    pos    bigint   NOT NULL,
    PRIMARY KEY (bucket, reader)
) WITH (fillfactor = 25);
CREATE TABLE lease (
    reader text        NOT NULL,
    bucket smallint    NOT NULL,
    holder text        NOT NULL,
    epoch  bigint      NOT NULL,
    until  timestamptz NOT NULL,
    PRIMARY KEY (bucket, reader)
) WITH (fillfactor = 25);

-- Policies by content: a case holds the hashes it runs under.
CREATE TABLE policy (
    sha256    text        PRIMARY KEY,
    id        text        NOT NULL,
    rev       bigint      NOT NULL,
    toml      text        NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now()
);
