"""Counts for admins, over the tables of all rooms; and how many people wrote on which day."""

from collections.abc import Mapping
from typing import Literal

from whenever import Date, Instant

from bot.domain.broadcast.rules_stats import DAYS, WEEKS, Cell, Figures
from bot.storage.instants import stored
from bot.storage.transaction import Row, Transaction

_MONTH, _WEEK = 30, 7

Span = Literal["day", "week"]


def activity(tx: Transaction, now: Instant) -> Mapping[tuple[Span, Date], int]:
    """Count how many people were seen today, this week, and yesterday as far as is known still."""
    today = now.to_tz("UTC").date()
    monday = today.subtract(days=today.day_of_week().value - 1)
    spans: tuple[tuple[Span, Date, int], ...] = (
        ("day", today.subtract(days=1), 1),
        ("day", today, 1),
        ("week", monday, _WEEK),
    )
    return {(span, begins): _seen(tx, begins, days) for span, begins, days in spans}


def keep_activity(tx: Transaction, counted: Mapping[tuple[Span, Date], int]) -> None:
    """Store how many people were seen in a day or week.

    People keep only the day on which they were last seen, so a count never falls again.
    """
    tx.each(
        """
        INSERT INTO activity (span, begins_on, people) VALUES (:span, :begins_on, :people)
        ON CONFLICT (span, begins_on) DO UPDATE SET people = excluded.people
        WHERE excluded.people > activity.people
        """,
        [
            {"span": span, "begins_on": begins.format_iso(), "people": people}
            for (span, begins), people in counted.items()
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
        by_day=_kept(tx, "day", today.subtract(days=DAYS - 1), now),
        by_week=_kept(tx, "week", today.subtract(days=_WEEK * WEEKS), now),
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


def _kept(tx: Transaction, span: Span, since: Date, now: Instant) -> dict[Date, int]:
    """Return what was stored of each day or week, and what can be counted now where it is more."""
    rows = tx.all(
        """
        SELECT begins_on, people FROM activity WHERE span = :span AND begins_on >= :since
        ORDER BY begins_on
        """,
        span=span,
        since=since.format_iso(),
    )
    found = {Date.parse_iso(row["begins_on"]): row["people"] for row in rows}
    for (counted, begins), people in activity(tx, now).items():
        if counted == span:
            found[begins] = max(people, found.get(begins, 0))
    return found


def _seen(tx: Transaction, begins: Date, days: int) -> int:
    row = _row(
        tx,
        "SELECT count(*) AS people FROM people WHERE seen_on >= :begins_on AND seen_on < :ends_on",
        {"begins_on": begins.format_iso(), "ends_on": begins.add(days=days).format_iso()},
    )
    return int(row["people"])


def _row(tx: Transaction, sql: str, values: Mapping[str, object]) -> Row:
    row = tx.one(sql, **values)
    assert row is not None  # noqa: S101  # a count always has a row
    return row
