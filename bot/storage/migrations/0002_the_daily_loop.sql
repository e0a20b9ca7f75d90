-- The tap that the person's next typed words go to, as a button's data.
ALTER TABLE people ADD COLUMN expects TEXT;

-- A poll's answers carry nothing but its id: what they mean stands here.
CREATE TABLE polls (
    poll_id   TEXT    PRIMARY KEY,
    person_id INTEGER REFERENCES people (person_id) ON DELETE CASCADE, -- NULL in a group
    chat_id   INTEGER NOT NULL,
    data      TEXT    NOT NULL                -- as a button's data
);

CREATE INDEX polls_of_person ON polls (person_id);

-- Telegram's own copies of pictures that are the same for everybody.
CREATE TABLE pictures (
    bot_id  INTEGER NOT NULL,
    key     TEXT    NOT NULL,
    file_id TEXT    NOT NULL,
    PRIMARY KEY (bot_id, key)
);

-- Why the bot itself opened a check again, where it did: until that one is done, exercises wait.
ALTER TABLE triage_sessions ADD COLUMN reopened TEXT;
-- JSON {question id: [option ids]}: ticks that are set when a question of several answers is asked.
ALTER TABLE triage_sessions ADD COLUMN ticks TEXT NOT NULL DEFAULT '{}';
