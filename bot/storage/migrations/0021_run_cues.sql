-- A run that is under way, whose changes from walking to running are told. The row is where a restart finds it again.
CREATE TABLE run_cues (
    run_id     INTEGER PRIMARY KEY AUTOINCREMENT,  -- buttons carry it: one of an earlier run does nothing
    person_id  INTEGER NOT NULL UNIQUE REFERENCES people (person_id) ON DELETE CASCADE,
    day        TEXT    NOT NULL,                   -- the person's own date
    parts      TEXT    NOT NULL,                   -- [[walk or run, seconds]], in order
    sounds     INTEGER NOT NULL,                   -- 1: each change is a message of its own
    began_at   INTEGER NOT NULL,                   -- moved on by each pause
    paused_at  INTEGER,
    told       INTEGER NOT NULL DEFAULT -1,        -- the part that was told last
    message_id INTEGER,                            -- the message that shows it
    due_at     INTEGER                             -- when to tell next; NULL in a pause
);

CREATE INDEX run_cues_due ON run_cues (due_at) WHERE due_at IS NOT NULL;
