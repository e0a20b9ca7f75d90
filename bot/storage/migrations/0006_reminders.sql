CREATE TABLE reminders (
    reminder_id INTEGER PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL CHECK (kind IN ('session', 'run', 'rest', 'morning', 'weekly',
                                                 'quiz', 'tip', 'follow_up', 'own')),
    local_time  TEXT    NOT NULL,               -- HH:MM on the person's clock
    weekdays    TEXT    NOT NULL,               -- ISO, such as 135; '' means the days of the plan
    text        TEXT    NOT NULL DEFAULT '',    -- the person's own words
    chosen      INTEGER NOT NULL,               -- 1: the person set the time, no quiet hours hold it
    nudges      INTEGER NOT NULL DEFAULT 1,
    is_on       INTEGER NOT NULL DEFAULT 1,
    next_on     TEXT,                           -- the next occurrence: its local date and its instant,
    next_at     INTEGER,                        -- NULL while off, and as long as the zone is not known
    again_on    TEXT,                           -- the occurrence that is put off or to be nudged about,
    again_at    INTEGER,                        -- when, and which of both
    again_for   TEXT    CHECK (again_for IN ('snooze', 'nudge')),
    wake_at     INTEGER                         -- when to look at it; NULL while the bot is blocked
);

CREATE INDEX reminders_of_person ON reminders (person_id);

-- What was sent, once for each local date, and what became of it.
CREATE TABLE reminder_fires (
    reminder_id INTEGER NOT NULL REFERENCES reminders (reminder_id) ON DELETE CASCADE,
    local_date  TEXT    NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    sent_at     INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('sent', 'late', 'snoozed', 'done', 'skipped')),
    reason      TEXT,                           -- why it was skipped
    PRIMARY KEY (reminder_id, local_date)
);

CREATE INDEX reminder_fires_of_person ON reminder_fires (person_id, local_date);

CREATE TABLE reminder_settings (
    person_id    INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    quiet_begins TEXT NOT NULL DEFAULT '22:00',
    quiet_ends   TEXT NOT NULL DEFAULT '07:00',
    paused_until TEXT,                          -- the local date on which they go on
    heard_at     INTEGER,                       -- when the person last answered one
    asked_at     INTEGER,                       -- when the bot asked whether to stop
    followed_at  INTEGER                        -- when it last asked whether somebody has seen them
);

-- A reminder that is being made, as far as it is known.
CREATE TABLE reminder_drafts (
    person_id  INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    kind       TEXT,
    text       TEXT NOT NULL DEFAULT '',
    local_time TEXT,
    weekdays   TEXT
);

-- The reminders in the order in which they wake, with the leases of those that are being sent.
-- An index could not carry the lease, and updating the reminders themselves would touch a page of
-- the table for each: here those that are due lie side by side, however many are stored.
CREATE TABLE reminder_queue (
    kind         TEXT    NOT NULL,
    wake_at      INTEGER NOT NULL,
    reminder_id  INTEGER NOT NULL,
    leased_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, wake_at, reminder_id)
) WITHOUT ROWID;

CREATE TRIGGER reminder_made AFTER INSERT ON reminders WHEN NEW.wake_at IS NOT NULL BEGIN
    INSERT INTO reminder_queue (kind, wake_at, reminder_id)
    VALUES (NEW.kind, NEW.wake_at, NEW.reminder_id);
END;

CREATE TRIGGER reminder_moved AFTER UPDATE OF wake_at ON reminders BEGIN
    DELETE FROM reminder_queue
    WHERE kind = OLD.kind AND wake_at = OLD.wake_at AND reminder_id = OLD.reminder_id;
    INSERT INTO reminder_queue (kind, wake_at, reminder_id)
    SELECT NEW.kind, NEW.wake_at, NEW.reminder_id WHERE NEW.wake_at IS NOT NULL;
END;

CREATE TRIGGER reminder_gone AFTER DELETE ON reminders BEGIN
    DELETE FROM reminder_queue
    WHERE kind = OLD.kind AND wake_at = OLD.wake_at AND reminder_id = OLD.reminder_id;
END;

-- Whoever blocks the bot is not looked at again and again until they return; then it is late.
CREATE TRIGGER reminders_silenced AFTER UPDATE OF blocked_at ON people
WHEN OLD.blocked_at IS NULL AND NEW.blocked_at IS NOT NULL BEGIN
    UPDATE reminders SET wake_at = NULL WHERE person_id = NEW.person_id;
END;

CREATE TRIGGER reminders_resumed AFTER UPDATE OF blocked_at ON people
WHEN OLD.blocked_at IS NOT NULL AND NEW.blocked_at IS NULL BEGIN
    UPDATE reminders SET wake_at = next_at WHERE person_id = NEW.person_id;
END;
