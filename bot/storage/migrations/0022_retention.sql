-- The UTC date on which somebody long silent was asked whether their data may stay. Whoever has
-- written since is not meant any more.
ALTER TABLE people ADD COLUMN stay_asked_on TEXT;
CREATE INDEX people_by_seen ON people (seen_on);
CREATE INDEX polls_of_chat ON polls (chat_id);
