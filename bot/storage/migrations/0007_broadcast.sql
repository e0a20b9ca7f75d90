-- What admins send to many people.
CREATE TABLE broadcasts (
    broadcast_id   INTEGER PRIMARY KEY,
    state          TEXT    NOT NULL DEFAULT 'draft'
                   CHECK (state IN ('draft', 'confirmed', 'paused', 'cancelled', 'done')),
    revision       INTEGER NOT NULL DEFAULT 1,   -- only what was shown can be confirmed
    kind           TEXT    NOT NULL DEFAULT 'announcement'
                   CHECK (kind IN ('announcement', 'tip', 'urgent')),
    subject        TEXT    NOT NULL DEFAULT '',  -- of a tip: a group of topics
    markup         TEXT    NOT NULL DEFAULT '',  -- '' where an admin's message is sent on
    buttons        TEXT    NOT NULL DEFAULT '[]', -- JSON [[label, web address or topic id]]
    audience       TEXT    NOT NULL DEFAULT 'everybody'
                   CHECK (audience IN ('everybody', 'language', 'stage', 'active', 'subject')),
    audience_value TEXT    NOT NULL DEFAULT '',
    due_at         INTEGER,                      -- for all at once; with no time at all: now
    local_time     TEXT,                         -- ISO date and time on each recipient's own clock
    home_zone      TEXT    NOT NULL,             -- the admin's, for recipients who have set none
    made_at        INTEGER NOT NULL,
    confirmed_at   INTEGER,
    started_at     INTEGER,
    ended_at       INTEGER,
    total          INTEGER NOT NULL DEFAULT 0,   -- people at the time of the confirmation
    report         TEXT                          -- JSON {state: people}, when it has ended
);

-- Messages in an admin's own chat: the one that is sent on, and the one that shows the progress.
CREATE TABLE broadcast_messages (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (broadcast_id) ON DELETE CASCADE,
    role         TEXT    NOT NULL CHECK (role IN ('copied', 'progress')),
    person_id    INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    message_id   INTEGER,                        -- NULL until the progress was first shown
    PRIMARY KEY (broadcast_id, role)
);

CREATE INDEX broadcast_messages_of_person ON broadcast_messages (person_id);

-- The audience, frozen when the broadcast was confirmed. What is 'sending' when the bot dies is
-- queued again: whoever it was sent to in that moment gets it twice, but nobody is left out.
CREATE TABLE broadcast_recipients (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (broadcast_id) ON DELETE CASCADE,
    person_id    INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    state        TEXT    NOT NULL DEFAULT 'queued'
                 CHECK (state IN ('queued', 'sending', 'sent', 'blocked', 'failed', 'unknown',
                                  'declined')),
    due_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    settled_at   INTEGER,
    PRIMARY KEY (broadcast_id, person_id)
);

CREATE INDEX broadcast_recipients_due ON broadcast_recipients (broadcast_id, state, due_at);
CREATE INDEX broadcast_recipients_of_person ON broadcast_recipients (person_id);

-- Which process sends: one at a time, and another one only after it has been silent.
CREATE TABLE broadcast_turn (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    token TEXT    NOT NULL,
    until INTEGER NOT NULL
);

-- What a person wants of messages that they did not ask for, and when they last got one.
CREATE TABLE unasked_messages (
    person_id      INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    pace           TEXT    NOT NULL DEFAULT 'daily' CHECK (pace IN ('daily', 'weekly', 'none')),
    paused_until   INTEGER,
    first_tip_at   INTEGER,                      -- tips of admins come by topic from then on
    last_on        TEXT,                         -- the person's own date: one a day at most
    last_broadcast INTEGER                       -- NULL: it was a tip of the week
);

-- The groups of topics about which a person wants tips.
CREATE TABLE tip_subjects (
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    subject   TEXT    NOT NULL,
    PRIMARY KEY (person_id, subject)
);

-- Which tips a person has had, and when last.
CREATE TABLE tips_had (
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    tip       TEXT    NOT NULL,                  -- a tip's id in the content
    last_at   INTEGER NOT NULL,
    PRIMARY KEY (person_id, tip)
);

-- How many people wrote on a day or in a week (UTC): people keep only the day they were last seen.
CREATE TABLE activity (
    span      TEXT    NOT NULL CHECK (span IN ('day', 'week')),
    begins_on TEXT    NOT NULL,
    people    INTEGER NOT NULL,
    PRIMARY KEY (span, begins_on)
);
