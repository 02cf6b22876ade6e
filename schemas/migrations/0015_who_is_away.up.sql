-- 0015_who_is_away.up.sql
--
-- When people of the roster are away and who stands in meanwhile, as they say it themselves or somebody for them.
-- A row is changed by its end alone. Two absences of a person do not overlap: whoever writes one takes an advisory lock
-- of the person first and looks, since an exclusion constraint would need an extension.
--
-- Safe beside the previous release, which neither reads nor writes this table. No table is rewritten.
SET LOCAL lock_timeout = '2s';

CREATE TABLE absence (
    absence_id uuid        PRIMARY KEY,
    person     text        NOT NULL,
    from_at    timestamptz NOT NULL,
    until_at   timestamptz NOT NULL CHECK (until_at > from_at),
    delegate   text        CHECK (delegate <> person),
    said_by    text        NOT NULL,
    said_at    timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz,
    ended_by   text,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX absence_until ON absence (until_at);

ALTER TABLE absence OWNER TO redress_owner;
GRANT SELECT, INSERT ON absence TO redress_identity;
GRANT UPDATE (ended_at, ended_by) ON absence TO redress_identity;
GRANT SELECT ON absence TO redress_backup;
