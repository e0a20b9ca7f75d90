-- What could not come in time waits for the end of quiet hours, while the reminder goes on.
ALTER TABLE reminders ADD COLUMN late_since TEXT;     -- the first date of it, and the last
ALTER TABLE reminders ADD COLUMN late_on TEXT;
ALTER TABLE reminders ADD COLUMN late_at INTEGER;     -- when it is told; NULL where nothing waits
