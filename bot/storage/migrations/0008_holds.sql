-- What is grave about a person, until it is settled: from the answers of a check, from a warning
-- sign in typed words, from the diary. `domain/standing.py` reads what may be done from these rows.
CREATE TABLE holds (
    hold_id   INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    origin    TEXT    NOT NULL CHECK (origin IN ('check', 'typed', 'diary')),
    urgency   TEXT    NOT NULL,               -- how soon somebody should look
    reasons   TEXT    NOT NULL DEFAULT '[]',  -- JSON: ids of rules, of the sign, of the diary's reasons
    words     TEXT    NOT NULL DEFAULT '',    -- what the person typed; gone once it is settled
    ticks     TEXT    NOT NULL DEFAULT '{}',  -- JSON {question: [options]}: answers that would show it
    check_id  INTEGER,                        -- the check that it rests on, or that is to settle it
    asks_check    INTEGER NOT NULL DEFAULT 0, -- 1: that check is still to be done
    examine_first INTEGER NOT NULL DEFAULT 0, -- 1: exercises wait for an examination, whatever the urgency
    since     INTEGER NOT NULL,
    ended_at  INTEGER,
    ended_by  TEXT CHECK (ended_by IN ('clinician', 'over', 'corrected', 'check'))
);

CREATE INDEX holds_of_person ON holds (person_id, ended_at);
-- The same sign typed twice, and one check, stand once.
CREATE UNIQUE INDEX hold_of_sign ON holds (person_id, reasons) WHERE origin = 'typed' AND ended_at IS NULL;
CREATE UNIQUE INDEX hold_of_check ON holds (check_id) WHERE origin = 'check' AND ended_at IS NULL;
CREATE UNIQUE INDEX hold_of_diary ON holds (person_id) WHERE origin = 'diary' AND ended_at IS NULL;

-- JSON: what the answers mean for the plan and for who must be examined first.
ALTER TABLE triage_sessions ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';

UPDATE triage_sessions SET facts = '["' || rtrim(
    CASE WHEN answers LIKE '%"under_16"%' THEN 'examine_first","' ELSE '' END ||
    CASE WHEN answers LIKE '%"days_3"%' THEN 'fresh","' ELSE '' END ||
    CASE WHEN answers LIKE '%"walking": ["normal"]%' THEN 'walks_normally","' ELSE '' END ||
    CASE WHEN answers LIKE '%"pain": ["not_sure"]%' THEN 'sore_unsure","'
         WHEN answers LIKE '%"pain": ["4"]%' OR answers LIKE '%"pain": ["5"]%'
           OR answers LIKE '%"pain": ["6"]%' OR answers LIKE '%"pain": ["7"]%'
           OR answers LIKE '%"pain": ["8"]%' OR answers LIKE '%"pain": ["9"]%'
           OR answers LIKE '%"pain": ["10"]%' THEN 'sore","' ELSE '' END ||
    CASE WHEN answers LIKE '%"stress_fracture"%' OR answers LIKE '%"low_energy"%'
           OR answers LIKE '%"weak_bones"%' OR answers LIKE '%"impact": ["yes"]%'
         THEN 'bone","' ELSE '' END, '",') || '"]'
WHERE urgency IS NOT NULL;
UPDATE triage_sessions SET facts = '[]' WHERE facts = '[""]';

-- The newest check with a result that nobody has cleared, and the newest that waits to be done.
INSERT INTO holds (person_id, origin, urgency, check_id, examine_first, since)
SELECT person_id, 'check', urgency, session_id, answers LIKE '%"under_16"%', updated_at
FROM triage_sessions AS s
WHERE urgency IS NOT NULL AND cleared_at IS NULL
  AND (urgency <> 'self_care' OR answers LIKE '%"under_16"%')
  AND session_id = (SELECT max(session_id) FROM triage_sessions
                    WHERE person_id = s.person_id AND urgency IS NOT NULL);

INSERT INTO holds (person_id, origin, urgency, reasons, check_id, asks_check, since)
SELECT person_id, CASE reopened WHEN 'typed_sign' THEN 'typed' ELSE 'diary' END, 'self_care',
       '["' || reopened || '"]', session_id, 1, started_at
FROM triage_sessions AS s
WHERE reopened IS NOT NULL AND urgency IS NULL AND cleared_at IS NULL
  AND session_id = (SELECT max(session_id) FROM triage_sessions
                    WHERE person_id = s.person_id AND (urgency IS NOT NULL OR reopened IS NOT NULL));

ALTER TABLE triage_sessions DROP COLUMN reopened;
