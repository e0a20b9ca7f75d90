-- How many files a person was handed on a day (UTC): copies of their data, pages and tables.
CREATE TABLE files_handed (
    person_id INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    day       TEXT    NOT NULL,
    files     INTEGER NOT NULL
);
