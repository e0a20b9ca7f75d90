-- What a person's answers say of their memory, a row a question. Days are local days, ISO text.
CREATE TABLE quiz_cards (
    person_id   INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    item        TEXT    NOT NULL,             -- a question's id in the content
    stability   REAL    NOT NULL,             -- days
    difficulty  REAL    NOT NULL,             -- 1 to 10
    first_on    TEXT    NOT NULL,
    reviewed_on TEXT    NOT NULL,
    due_on      TEXT    NOT NULL,
    times_right INTEGER NOT NULL,
    times_wrong INTEGER NOT NULL,
    PRIMARY KEY (person_id, item)
);

-- Every answer, wherever it was given. `source` names what was answered: that counts once.
CREATE TABLE quiz_answers (
    person_id   INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    source      TEXT    NOT NULL,
    item        TEXT    NOT NULL,
    is_right    INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    answered_at INTEGER NOT NULL,
    answered_on TEXT    NOT NULL,
    group_id     INTEGER,                      -- the group in which it was given
    PRIMARY KEY (person_id, source)
);

CREATE INDEX quiz_answers_of_group ON quiz_answers (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE quiz_rounds (
    round_id   INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    size       INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'stopped'))
);

CREATE INDEX quiz_rounds_of_person ON quiz_rounds (person_id, round_id DESC);
-- A person has one round under way at most.
CREATE UNIQUE INDEX quiz_round_open ON quiz_rounds (person_id) WHERE state = 'open';

-- What was shown to one person; the row is there before the poll is sent.
CREATE TABLE quiz_asked (
    asked_id  INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    round_id  INTEGER REFERENCES quiz_rounds (round_id) ON DELETE CASCADE, -- NULL: of the day
    item      TEXT    NOT NULL,
    again     INTEGER NOT NULL CHECK (again IN (0, 1)), -- a missed one that came back
    asked_on  TEXT    NOT NULL,
    result    TEXT    CHECK (result IN ('right', 'wrong', 'skipped', 'left'))
);

CREATE INDEX quiz_asked_of_person ON quiz_asked (person_id, asked_on);
CREATE INDEX quiz_asked_in_round ON quiz_asked (round_id);

-- What was shown to a group.
CREATE TABLE quiz_group_questions (
    question_id INTEGER PRIMARY KEY,
    group_id     INTEGER NOT NULL,
    item        TEXT    NOT NULL
);

CREATE INDEX quiz_group_questions_of_group ON quiz_group_questions (group_id, question_id DESC);

-- The names on a group's scoreboard, of those who answered there.
CREATE TABLE quiz_names (
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    name      TEXT    NOT NULL,
    PRIMARY KEY (person_id)
);
