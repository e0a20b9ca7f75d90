-- 1: a sign in typed words that the person was asked about and has not answered. It is ticked in the
-- check; unless it is of an emergency, nothing waits for it before a yes or before that check.
ALTER TABLE holds ADD COLUMN is_asked INTEGER NOT NULL DEFAULT 0;
