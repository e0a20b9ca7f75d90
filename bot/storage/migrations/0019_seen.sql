-- When to ask whether somebody has looked: for everybody, once. NULL where it was asked, or is not to be.
ALTER TABLE holds ADD COLUMN ask_at INTEGER;
-- When the person said that somebody has looked, and that exercises must wait.
ALTER TABLE holds ADD COLUMN seen_at INTEGER;
CREATE INDEX holds_to_ask ON holds (ask_at) WHERE ask_at IS NOT NULL AND ended_at IS NULL;

-- The next day after what was for today, after ten days where it was soon: in milliseconds.
UPDATE holds
SET ask_at = since + CASE urgency WHEN 'clinician_soon' THEN 864000000 ELSE 86400000 END
WHERE ended_at IS NULL AND is_asked = 0 AND urgency <> 'self_care'
  AND (asks_check = 0 OR origin = 'typed');
