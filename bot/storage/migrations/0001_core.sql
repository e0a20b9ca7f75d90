-- Every table with a person in it carries person_id with ON DELETE CASCADE:
-- export and deletion walk the schema by that name.
CREATE TABLE people (
    person_id  INTEGER PRIMARY KEY,           -- Telegram's user id
    language   TEXT    NOT NULL,              -- IETF tag as Telegram gives it, or ''
    side       TEXT    CHECK (side IN ('left', 'right', 'both')),
    country    TEXT,                          -- ISO 3166-1 alpha-2, for emergency numbers
    units      TEXT    NOT NULL DEFAULT 'km' CHECK (units IN ('km', 'mi')),
    zone       TEXT,                          -- IANA name, never an offset
    joined_at  INTEGER NOT NULL,              -- instants are milliseconds since 1970, UTC
    seen_on    TEXT    NOT NULL,              -- UTC date of the last message: days are enough
    blocked_at INTEGER
);

CREATE TABLE triage_sessions (
    session_id INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'left')),
    answers    TEXT    NOT NULL DEFAULT '{}', -- JSON {question id: [option ids]}, in the order asked
    marked     TEXT    NOT NULL DEFAULT '[]', -- JSON: options ticked on the question that is open
    urgency    TEXT,
    cleared_at INTEGER                        -- when the person said that a clinician has seen it
);

CREATE INDEX triage_sessions_of_person ON triage_sessions (person_id, session_id DESC);
-- A person has one check under way at most.
CREATE UNIQUE INDEX triage_session_open ON triage_sessions (person_id) WHERE state = 'open';
