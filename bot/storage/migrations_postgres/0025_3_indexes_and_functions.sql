-- Of version 25 too: how rows are found, and what follows of itself where one changes.

CREATE INDEX triage_sessions_of_person ON triage_sessions (person_id, session_id DESC);
CREATE UNIQUE INDEX triage_session_open ON triage_sessions (person_id) WHERE state = 'open';
CREATE INDEX polls_of_person ON polls (person_id);
CREATE INDEX quiz_answers_of_group ON quiz_answers (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX quiz_rounds_of_person ON quiz_rounds (person_id, round_id DESC);
CREATE UNIQUE INDEX quiz_round_open ON quiz_rounds (person_id) WHERE state = 'open';
CREATE INDEX quiz_asked_of_person ON quiz_asked (person_id, asked_on);
CREATE INDEX quiz_asked_in_round ON quiz_asked (round_id);
CREATE INDEX quiz_group_questions_of_group ON quiz_group_questions (group_id, question_id DESC);
CREATE INDEX plan_sessions_of_person ON plan_sessions (person_id, session_id DESC);
CREATE UNIQUE INDEX plan_session_open ON plan_sessions (person_id) WHERE state = 'open';
CREATE INDEX diary_entries_of_day ON diary_entries (person_id, day);
CREATE UNIQUE INDEX diary_entry_of_token ON diary_entries (person_id, token);
CREATE INDEX diary_impacts_of_person ON diary_impacts (person_id, day);
CREATE UNIQUE INDEX diary_impact_open ON diary_impacts (person_id) WHERE score IS NULL;
CREATE INDEX reminders_of_person ON reminders (person_id);
CREATE INDEX reminder_fires_of_person ON reminder_fires (person_id, local_date);
CREATE INDEX broadcast_messages_of_person ON broadcast_messages (person_id);
CREATE INDEX holds_of_person ON holds (person_id, ended_at);
CREATE UNIQUE INDEX hold_of_sign ON holds (person_id, reasons) WHERE origin = 'typed' AND ended_at IS NULL;
CREATE UNIQUE INDEX hold_of_check ON holds (check_id) WHERE origin = 'check' AND ended_at IS NULL;
CREATE INDEX broadcast_recipients_due ON broadcast_recipients (broadcast_id, state, due_at);
CREATE INDEX broadcast_recipients_of_person ON broadcast_recipients (person_id);
CREATE UNIQUE INDEX hold_of_diary ON holds (person_id, check_id) WHERE origin = 'diary' AND ended_at IS NULL;
CREATE INDEX holds_to_ask ON holds (ask_at) WHERE ask_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX reminder_settings_ask_clock ON reminder_settings (ask_clock_at) WHERE ask_clock_at IS NOT NULL;
CREATE INDEX run_cues_due ON run_cues (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX people_by_seen ON people (seen_on);
CREATE INDEX polls_of_chat ON polls (chat_id);
CREATE INDEX quiz_group_days_next ON quiz_group_days (next_at);

-- What waits to be deleted in order of arrival is found by `rowid`, which SQLite has by itself.
CREATE UNIQUE INDEX polls_by_rowid ON polls (chat_id, rowid);
CREATE UNIQUE INDEX pictures_by_rowid ON pictures (rowid);
CREATE UNIQUE INDEX broadcast_recipients_by_rowid ON broadcast_recipients (rowid);

-- What SQLite has by itself and statements lean on. Lists are of ids alone.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value BIGINT)
LANGUAGE sql IMMUTABLE AS
$$ SELECT each.value::bigint FROM json_array_elements_text(list::json) AS each (value) $$;

CREATE VIEW sqlite_master AS
SELECT 'table'::text AS type, tablename::text AS name
FROM pg_tables WHERE schemaname = current_schema();

CREATE FUNCTION pragma_table_info(of_table TEXT) RETURNS TABLE (name TEXT)
LANGUAGE sql STABLE AS
$$ SELECT attname::text FROM pg_attribute
   WHERE attrelid = quote_ident(of_table)::regclass AND attnum > 0 AND NOT attisdropped $$;

CREATE FUNCTION reminder_queued() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM reminder_queue
        WHERE kind = OLD.kind AND wake_at = OLD.wake_at AND reminder_id = OLD.reminder_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.wake_at IS NOT NULL THEN
        INSERT INTO reminder_queue (kind, wake_at, reminder_id)
        VALUES (NEW.kind, NEW.wake_at, NEW.reminder_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER reminder_made AFTER INSERT ON reminders
FOR EACH ROW EXECUTE FUNCTION reminder_queued();
CREATE TRIGGER reminder_moved AFTER UPDATE OF wake_at ON reminders
FOR EACH ROW EXECUTE FUNCTION reminder_queued();
CREATE TRIGGER reminder_gone AFTER DELETE ON reminders
FOR EACH ROW EXECUTE FUNCTION reminder_queued();

CREATE FUNCTION reminders_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.blocked_at IS NULL THEN
        UPDATE reminders SET wake_at = next_at WHERE person_id = NEW.person_id;
    ELSE
        UPDATE reminders SET wake_at = NULL WHERE person_id = NEW.person_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER reminders_silenced AFTER UPDATE OF blocked_at ON people FOR EACH ROW
WHEN (OLD.blocked_at IS NULL AND NEW.blocked_at IS NOT NULL) EXECUTE FUNCTION reminders_follow();
CREATE TRIGGER reminders_resumed AFTER UPDATE OF blocked_at ON people FOR EACH ROW
WHEN (OLD.blocked_at IS NOT NULL AND NEW.blocked_at IS NULL) EXECUTE FUNCTION reminders_follow();
