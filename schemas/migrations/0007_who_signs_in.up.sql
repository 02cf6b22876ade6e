-- 0007_who_signs_in.up.sql
--
-- How people of the roster and programs prove who they are: accounts, sessions, tokens, links to an identity
-- provider. What they may do stands in the roster and in the code, never here. Of every secret only its SHA-256
-- is kept, of a password its Argon2id hash; a role of its own reads them.
--
-- Safe beside the previous release, which neither reads nor writes these tables. No table is rewritten.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'redress_identity') THEN
            CREATE ROLE redress_identity NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment for another database
    END;
    IF NOT pg_has_role(current_user, 'redress_identity', 'MEMBER') THEN
        GRANT redress_identity TO CURRENT_USER;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO redress_identity', current_schema());
END
$$;

-- `password` is null for whoever signs in at the identity provider alone.
CREATE TABLE account (
    person     text        NOT NULL PRIMARY KEY,
    login      text        NOT NULL UNIQUE,
    password   text,
    state      text        NOT NULL CHECK (state IN ('active', 'disabled')),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE oidc_link (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    person     text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);

-- `id` names the session in records and opens nothing. `csrf` is worth something only beside the cookie.
CREATE TABLE login_session (
    sha256        bytea       NOT NULL PRIMARY KEY,
    id            text        NOT NULL,
    person        text        NOT NULL,
    means         text        NOT NULL CHECK (means IN ('password', 'oidc')),
    csrf          text        NOT NULL,
    opened_at     timestamptz NOT NULL,
    used_at       timestamptz NOT NULL,
    stepped_up_at timestamptz
);
CREATE INDEX login_session_person ON login_session (person);

-- Of a person of the roster or of a source of it, never of both.
CREATE TABLE api_token (
    id         text        NOT NULL PRIMARY KEY,
    sha256     bytea       NOT NULL UNIQUE,
    name       text        NOT NULL,
    person     text,
    source     text,
    scopes     text[]      NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    revoked_at timestamptz,
    CHECK ((person IS NULL) <> (source IS NULL))
);

-- Attempts to log in that did not end well, by what was typed and by where it came from. Rows go after a day.
CREATE TABLE login_attempt (
    counted_by text     NOT NULL PRIMARY KEY,
    attempts integer     NOT NULL,
    last_at  timestamptz NOT NULL
);

-- One log-in at the identity provider that is under way; taken out when it comes back.
CREATE TABLE oidc_flow (
    state_sha256   bytea       NOT NULL PRIMARY KEY,
    browser_sha256 bytea       NOT NULL,
    nonce          text        NOT NULL,
    verifier       text        NOT NULL,
    step_up_of     text,
    started_at     timestamptz NOT NULL
);

-- Acts that a second person approved while signed in, until they are used: the case records them with the act.
CREATE TABLE approval_given (
    bucket  smallint    NOT NULL,
    case_id uuid        NOT NULL,
    act_digest text     NOT NULL,
    person  text        NOT NULL,
    role    text        NOT NULL,
    event   text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (bucket, case_id, act_digest, person)
);

-- Who signed in, who gave or took a way in: only ever more of it.
CREATE TABLE identity_record (
    record_id uuid      NOT NULL PRIMARY KEY,
    at      timestamptz NOT NULL,
    what    text        NOT NULL,
    who     text        NOT NULL,
    subject text        NOT NULL,
    detail  text        NOT NULL
);
CREATE INDEX identity_record_at ON identity_record (at);

ALTER TABLE account OWNER TO redress_owner;
ALTER TABLE oidc_link OWNER TO redress_owner;
ALTER TABLE login_session OWNER TO redress_owner;
ALTER TABLE api_token OWNER TO redress_owner;
ALTER TABLE login_attempt OWNER TO redress_owner;
ALTER TABLE oidc_flow OWNER TO redress_owner;
ALTER TABLE approval_given OWNER TO redress_owner;
ALTER TABLE identity_record OWNER TO redress_owner;

-- An account and a token are ended, never deleted: records name them.
GRANT SELECT, INSERT, UPDATE ON account, api_token TO redress_identity;
GRANT SELECT, INSERT, DELETE ON oidc_link, oidc_flow, approval_given TO redress_identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_session, login_attempt TO redress_identity;
GRANT SELECT, INSERT ON identity_record TO redress_identity;
-- Sessions, attempts and flows are not worth keeping; whoever restores signs in again.
GRANT SELECT ON account, oidc_link, api_token, approval_given, identity_record TO redress_backup;
GRANT SELECT ON schema_migration TO redress_identity;
