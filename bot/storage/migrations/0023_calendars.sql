-- What keeps a person's calendar the same one from file to file.
CREATE TABLE calendars (
    person_id  INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    tag        TEXT    NOT NULL,            -- stands in the ids of its events, so that a newer file replaces an older
    told_until TEXT,                        -- the last day of a plan that a file has told
    in_words   INTEGER NOT NULL DEFAULT 0,  -- 1: titles may say what it is about
    feed       TEXT    UNIQUE               -- SHA-256 of the secret in the private address; NULL: there is none
);
