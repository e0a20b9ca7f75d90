-- What the diary holds stands for each check that it opened: correcting one entry ends no other.
DROP INDEX hold_of_diary;
CREATE UNIQUE INDEX hold_of_diary ON holds (person_id, check_id)
WHERE origin = 'diary' AND ended_at IS NULL;
