-- The language, ISO 639-1, in which a sign was typed; empty for English: whom to call is said in it.
ALTER TABLE holds ADD COLUMN language TEXT NOT NULL DEFAULT '';
