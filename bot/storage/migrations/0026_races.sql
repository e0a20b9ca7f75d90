-- A race of the person's own: the plan says whether there is time enough until then.
CREATE TABLE races (
    person_id INTEGER PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    on_date   TEXT    NOT NULL -- ISO
);
