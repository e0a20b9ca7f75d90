CREATE TABLE races (
    person_id BIGINT PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    on_date TEXT NOT NULL
);
