-- Dates by which the plan goes: a worse morning, a sudden pull, the last step up of stage and level.
ALTER TABLE plans ADD COLUMN worse_on TEXT;
ALTER TABLE plans ADD COLUMN pulled_on TEXT;
ALTER TABLE plans ADD COLUMN stage_on TEXT;
ALTER TABLE plans ADD COLUMN level_on TEXT;
