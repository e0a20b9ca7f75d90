-- The diary. Days are the person's own dates as ISO text; pains are 0-10.
CREATE TABLE diary_entries (
    entry_id   INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    day        TEXT    NOT NULL,
    written_at INTEGER NOT NULL,
    evident_at INTEGER NOT NULL,               -- when its pain or signs last became new or worse
    token      TEXT    NOT NULL,               -- the message or screen that it came from
    effort     TEXT    CHECK (effort IN ('session', 'run')), -- NULL: pain alone
    pain       INTEGER CHECK (pain BETWEEN 0 AND 10),
    worst      INTEGER CHECK (worst BETWEEN 0 AND 10),       -- in the run or session
    morning    INTEGER CHECK (morning BETWEEN 0 AND 10),
    limp       INTEGER NOT NULL DEFAULT 0 CHECK (limp IN (0, 1)),
    night      INTEGER NOT NULL DEFAULT 0 CHECK (night IN (0, 1)),
    landing    INTEGER NOT NULL DEFAULT 0 CHECK (landing IN (0, 1)),
    minutes    INTEGER,
    metres     INTEGER,
    note       TEXT    NOT NULL DEFAULT '',
    sign       TEXT,                           -- the warning sign that the note names
    compared   TEXT    CHECK (compared IN ('better', 'same', 'worse')), -- the next morning
    settled    TEXT    CHECK (settled IN ('green', 'amber', 'red')),    -- what moved the plan
    move       TEXT                            -- JSON: the plan before and after that
);

CREATE INDEX diary_entries_of_day ON diary_entries (person_id, day);
-- A message that comes twice, or a button tapped twice, makes one entry.
CREATE UNIQUE INDEX diary_entry_of_token ON diary_entries (person_id, token);

-- The check that the diary opened last, for what was noted between the two instants: that opens no
-- further one.
CREATE TABLE diary_reopenings (
    person_id   INTEGER NOT NULL PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    session_id  INTEGER NOT NULL,              -- as in triage_sessions
    since       INTEGER NOT NULL,
    reopened_at INTEGER NOT NULL
);

-- Weekly impact scores; answers are positions of options, JSON, in the order of the questions.
CREATE TABLE diary_impacts (
    impact_id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    day       TEXT    NOT NULL,
    answers   TEXT    NOT NULL DEFAULT '[]',
    score     INTEGER CHECK (score BETWEEN 0 AND 100) -- NULL: under way
);

CREATE INDEX diary_impacts_of_person ON diary_impacts (person_id, day);
-- A person has one under way at most.
CREATE UNIQUE INDEX diary_impact_open ON diary_impacts (person_id) WHERE score IS NULL;
