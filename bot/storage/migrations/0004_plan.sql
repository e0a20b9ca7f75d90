-- One plan a person; a new one takes the row of the one that has ended. Dates are the person's own,
-- as ISO text; lists and objects are JSON.
CREATE TABLE plans (
    person_id    INTEGER NOT NULL PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    made_at      INTEGER NOT NULL,
    begun_on     TEXT    NOT NULL,             -- where a break is counted from
    check_id     INTEGER,                      -- the check that it leans on, as in triage_sessions
    stage        INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 3),
    level        INTEGER NOT NULL CHECK (level BETWEEN 0 AND 9), -- 0: does not run yet
    run_days     TEXT    NOT NULL,             -- ISO weekdays
    session_days TEXT    NOT NULL,
    greens       TEXT    NOT NULL,             -- days of green sessions at this stage
    green_runs   TEXT    NOT NULL,             -- days of green runs at this level
    zone         TEXT    CHECK (zone IN ('green', 'amber', 'red')), -- of the latest effort
    last_session TEXT,
    last_run     TEXT,
    last_red     TEXT,
    stopped_on   TEXT,                         -- the last session that had to be stopped
    rest_until   TEXT,
    paused_until TEXT,
    running_from TEXT,
    gate         TEXT    NOT NULL,             -- items of the gate to running answered with yes
    shifts       TEXT    NOT NULL,             -- {date: what the person made of that day}
    ended_at     INTEGER
);

-- Guided sessions, one exercise a screen; the table is where a restart finds them again.
CREATE TABLE plan_sessions (
    session_id INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    day        TEXT    NOT NULL,               -- the person's own date
    started_at INTEGER NOT NULL,
    exercises  TEXT    NOT NULL,               -- topic ids in order
    position   INTEGER NOT NULL DEFAULT 0,
    results    TEXT    NOT NULL DEFAULT '[]',  -- [[topic id, done/skipped/sore/eased]], in order
    state      TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'stopped', 'left'))
);

CREATE INDEX plan_sessions_of_person ON plan_sessions (person_id, session_id DESC);
-- A person has one session under way at most.
CREATE UNIQUE INDEX plan_session_open ON plan_sessions (person_id) WHERE state = 'open';
