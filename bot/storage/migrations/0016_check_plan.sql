-- What a check leaves room for: no plan, quiet exercises until somebody has looked, or the way back.
ALTER TABLE triage_sessions ADD COLUMN plan TEXT NOT NULL DEFAULT 'none'
    CHECK (plan IN ('none', 'holding', 'full'));
UPDATE triage_sessions SET plan = 'full' WHERE urgency = 'self_care';
