-- The message that a poll stands in: once it is answered, its buttons go.
ALTER TABLE polls ADD COLUMN message_id INTEGER; -- NULL where it was sent before
