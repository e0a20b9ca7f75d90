-- The question that a group gets every day, at an hour that an admin of the group chose.
CREATE TABLE quiz_group_days (
    day_id     INTEGER PRIMARY KEY,              -- stays where the group's own id changes
    group_id   INTEGER NOT NULL UNIQUE,
    topic      INTEGER,                          -- of a group with topics; NULL: its general one
    local_time TEXT    NOT NULL,                 -- ISO
    zone       TEXT    NOT NULL,                 -- the admin's, an IANA name
    next_at    INTEGER NOT NULL,
    held_until INTEGER NOT NULL DEFAULT 0        -- whoever sends it has the row until then
);

CREATE INDEX quiz_group_days_next ON quiz_group_days (next_at);
