-- A reminder comes only where the person's clock is known: who has one and has not said theirs is asked once more.
ALTER TABLE reminder_settings ADD COLUMN ask_clock_at INTEGER;  -- when; NULL once asked, or where it is known
ALTER TABLE reminder_settings ADD COLUMN rest_said_on TEXT;     -- the local date on which a day of rest was last told

CREATE INDEX reminder_settings_ask_clock ON reminder_settings (ask_clock_at) WHERE ask_clock_at IS NOT NULL;

INSERT INTO reminder_settings (person_id, ask_clock_at)
SELECT DISTINCT r.person_id, 0 FROM reminders AS r JOIN people AS p ON p.person_id = r.person_id
WHERE p.zone IS NULL AND r.is_on = 1
ON CONFLICT (person_id) DO UPDATE SET ask_clock_at = excluded.ask_clock_at;
