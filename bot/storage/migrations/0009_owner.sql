-- Whose database it is: two bots on one would undo each other's settings.
CREATE TABLE owner (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    bot_id INTEGER NOT NULL
);
