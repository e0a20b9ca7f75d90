"""Counts for admins, over the tables of all rooms; and how many people wrote on which day."""

from collections.abc import Mapping

from whenever import Date, Instant

from bot.domain.broadcast.rules_stats import DAYS, WEEKS, Cell, Figures
from bot.storage.instants import stored
from bot.storage.transaction import Row, Transaction

_MONTH, _WEEK = 30, 7


def note_activity(tx: Transaction, now: Instant) -> None:
    """Store how many people were seen today, this week, and yesterday as far as is known still.

    People keep only the day on which they were last seen, so a count never falls again.
    """
    today = now.to_tz("UTC").date()
    monday = today.subtract(days=today.day_of_week().value - 1)
    spans = (
        ("day", today.subtract(days=1), today),
        ("day", today, today.add(days=1)),
        ("week", monday, monday.add(days=_WEEK)),
    )
    tx.each(
        """
        INSERT INTO activity (span, begins_on, people)
        SELECT :span, :begins_on, count(*) FROM people
        WHERE seen_on >= :begins_on AND seen_on < :ends_on
        ON CONFLICT (span, begins_on) DO UPDATE SET people = excluded.people
        WHERE excluded.people > activity.people
        """,
        [
            {"span": span, "begins_on": begins.format_iso(), "ends_on": ends.format_iso()}
            for span, begins, ends in spans
        ],
    )


def figures(tx: Transaction, now: Instant) -> Figures:
    """Count everything."""
    today = now.to_tz("UTC").date()
    since = {"since": stored(now.subtract(hours=24 * _MONTH))}
    people = _row(tx, _PEOPLE, _days(today, now))
    quiz = _row(tx, _QUIZ, since)
    reminders = _row(tx, _REMINDERS, since)
    broadcasts = _row(tx, _BROADCASTS, since)
    return Figures(
        **{name: people[name] for name in people.keys()},  # noqa: SIM118  # a Row's iterator gives values
        checks=_checks(tx, since),
        quiz=Cell(quiz["count"], quiz["people"]),
        quiz_right=quiz["right"],
        reminders=Cell(reminders["count"], reminders["people"]),
        late=Cell(reminders["late"], reminders["late_people"]),
        broadcasts=broadcasts["broadcasts"],
        delivered=Cell(broadcasts["count"], broadcasts["people"]),
        by_day=_activity(tx, "day", today.subtract(days=DAYS - 1)),
        by_week=_activity(tx, "week", today.subtract(days=_WEEK * WEEKS)),
    )


_PEOPLE = """
    SELECT count(*) AS people,
           count(CASE WHEN seen_on >= :month THEN 1 END) AS active_month,
           count(CASE WHEN seen_on >= :week THEN 1 END) AS active_week,
           count(CASE WHEN seen_on >= :today THEN 1 END) AS active_today,
           count(CASE WHEN joined_at >= :new_month THEN 1 END) AS new_month,
           count(CASE WHEN joined_at >= :new_week THEN 1 END) AS new_week,
           count(blocked_at) AS blocked
    FROM people
"""
_QUIZ = """
    SELECT count(*) AS count, count(DISTINCT person_id) AS people,
           COALESCE(sum(is_right), 0) AS right
    FROM quiz_answers WHERE answered_at >= :since
"""
_REMINDERS = """
    SELECT count(*) AS count, count(DISTINCT person_id) AS people,
           count(CASE WHEN state = 'late' THEN 1 END) AS late,
           count(DISTINCT CASE WHEN state = 'late' THEN person_id END) AS late_people
    FROM reminder_fires WHERE sent_at >= :since
"""
_BROADCASTS = """
    SELECT count(DISTINCT broadcast_id) AS broadcasts, count(*) AS count,
           count(DISTINCT person_id) AS people
    FROM broadcast_recipients WHERE state = 'sent' AND settled_at >= :since
"""


def _days(today: Date, now: Instant) -> dict[str, object]:
    return {
        "month": today.subtract(days=_MONTH - 1).format_iso(),
        "week": today.subtract(days=_WEEK - 1).format_iso(),
        "today": today.format_iso(),
        "new_month": stored(now.subtract(hours=24 * _MONTH)),
        "new_week": stored(now.subtract(hours=24 * _WEEK)),
    }


def _checks(tx: Transaction, since: Mapping[str, object]) -> dict[str, Cell]:
    """Count checks by what they found: as many as people, for that is what a cell must hide."""
    rows = tx.all(
        """
        SELECT urgency, count(*) AS count, count(DISTINCT person_id) AS people
        FROM triage_sessions WHERE urgency IS NOT NULL AND updated_at >= :since GROUP BY urgency
        """,
        **since,
    )
    return {row["urgency"]: Cell(row["count"], row["people"]) for row in rows}


def _activity(tx: Transaction, span: str, since: Date) -> dict[Date, int]:
    rows = tx.all(
        """
        SELECT begins_on, people FROM activity WHERE span = :span AND begins_on >= :since
        ORDER BY begins_on
        """,
        span=span,
        since=since.format_iso(),
    )
    return {Date.parse_iso(row["begins_on"]): row["people"] for row in rows}


def _row(tx: Transaction, sql: str, values: Mapping[str, object]) -> Row:
    row = tx.one(sql, **values)
    assert row is not None  # noqa: S101  # a count always has a row
    return row
