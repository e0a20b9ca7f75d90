-- Updates that were fetched from Telegram and whose answer still waits its turn: after a crash
-- they are taken from here.
CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    person_id INTEGER REFERENCES people (person_id) ON DELETE CASCADE,  -- NULL: not known to the bot
    body      TEXT NOT NULL                     -- JSON, as Telegram sent it
);

-- Ids of updates whose words took effect, written with the effect: one that comes again after a
-- crash is not done twice. A ring, so that it does not grow.
CREATE TABLE updates_done (
    slot      INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL
);
