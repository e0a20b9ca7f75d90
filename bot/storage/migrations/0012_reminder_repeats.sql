-- A reminder that comes once on a date, or every so many days or weeks counted from one.
ALTER TABLE reminders ADD COLUMN first_on TEXT;              -- NULL: every week
ALTER TABLE reminders ADD COLUMN every_days INTEGER NOT NULL DEFAULT 0;  -- 0 with a first date: once
-- The person's own words are about exercise, which waits while somebody must see them first.
ALTER TABLE reminders ADD COLUMN exercise INTEGER NOT NULL DEFAULT 0;

UPDATE reminders SET exercise = 1
WHERE kind = 'own' AND (text LIKE '%stretch%' OR text LIKE '%exercis%' OR text LIKE '%squat%'
    OR text LIKE '%lunge%' OR text LIKE '%workout%' OR text LIKE '%training%' OR text LIKE '%bridge%'
    OR text LIKE '%strength%' OR text LIKE 'run' OR text LIKE 'run %' OR text LIKE '% run'
    OR text LIKE '% run %' OR text LIKE '%running%' OR text LIKE '%jog%' OR text LIKE '%plank%'
    OR text LIKE '%rehab%' OR text LIKE '%foam%' OR text LIKE '%yoga%' OR text LIKE '%gym%');

-- Drafts hold all that a typed line may say; local_time may be several, with commas between.
ALTER TABLE reminder_drafts ADD COLUMN first_on TEXT;
ALTER TABLE reminder_drafts ADD COLUMN every_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder_drafts ADD COLUMN exercise INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder_drafts ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0;  -- show it before it is kept
