-- A broadcast's audience is frozen in slices: up to this person everybody has been looked at.
ALTER TABLE broadcasts ADD COLUMN frozen_to INTEGER;  -- NULL: not begun, or complete

-- 1: it advises exercise, and leaves out whoever has been told not to.
ALTER TABLE broadcasts ADD COLUMN advises_exercise INTEGER NOT NULL DEFAULT 0;
UPDATE broadcasts SET advises_exercise = 1 WHERE state = 'draft';  -- an admin can say no

-- 'held': told not to exercise, and so left out.
CREATE TABLE recipients_with_holds (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (broadcast_id) ON DELETE CASCADE,
    person_id    INTEGER NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    state        TEXT    NOT NULL DEFAULT 'queued'
                 CHECK (state IN ('queued', 'sending', 'sent', 'blocked', 'failed', 'unknown',
                                  'declined', 'held')),
    due_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    settled_at   INTEGER,
    PRIMARY KEY (broadcast_id, person_id)
);
INSERT INTO recipients_with_holds
SELECT broadcast_id, person_id, state, due_at, attempts, settled_at FROM broadcast_recipients;
DROP TABLE broadcast_recipients;
ALTER TABLE recipients_with_holds RENAME TO broadcast_recipients;
CREATE INDEX broadcast_recipients_due ON broadcast_recipients (broadcast_id, state, due_at);
CREATE INDEX broadcast_recipients_of_person ON broadcast_recipients (person_id);
