"""Whom a broadcast reaches: counted for a draft, and frozen as rows when it is confirmed."""

from collections.abc import Iterable, Mapping, Sequence

from whenever import Instant

from bot.domain.broadcast.model import AudienceMember, Broadcast, BroadcastKind, Fate, Reach
from bot.domain.check.model import Urgency
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

_FEWER_DAYS = 7  # between two messages for whoever asked for fewer

_GRAVE = ", ".join(f"'{u.name.lower()}'" for u in Urgency if u >= Urgency.URGENT_SAME_DAY)
# Has been told not to exercise: the same as `Hold.holds_exercise`, for many people at once.
HELD = f"""
    EXISTS (
        SELECT 1 FROM holds WHERE holds.person_id = people.person_id AND holds.ended_at IS NULL
          AND (holds.is_asked = 0 OR holds.urgency = 'emergency')
          AND (holds.urgency IN ({_GRAVE}) OR holds.examine_first = 1 OR holds.asks_check = 1
               OR holds.seen_at IS NOT NULL))
"""  # noqa: S608  # the parts are ours

# Who is reached: not blocked, in the audience, and, unless it is urgent, willing to hear.
_CHOSEN = """
    FROM people LEFT JOIN unasked_messages AS wishes ON wishes.person_id = people.person_id
    WHERE people.blocked_at IS NULL
      AND (:who != 'language' OR people.language = :value OR people.language LIKE :value || '-%')
      AND (:who != 'active' OR people.seen_on >= :seen_since)
      AND (:who != 'subject' OR EXISTS (
          SELECT 1 FROM tip_subjects AS chosen
          WHERE chosen.person_id = people.person_id AND chosen.subject = :value))
      AND (:who != 'stage' OR EXISTS (
          SELECT 1 FROM plans
          WHERE plans.person_id = people.person_id AND plans.ended_at IS NULL
            AND CAST(plans.stage AS TEXT) = :value))
      AND (:kind = 'urgent' OR (
          COALESCE(wishes.pace, 'daily') != 'none' AND COALESCE(wishes.paused_until, 0) <= :now
          AND (COALESCE(wishes.pace, 'daily') != 'weekly' OR wishes.last_on IS NULL
               OR wishes.last_on <= :long_ago)))
      AND (:kind != 'tip' OR wishes.first_tip_at IS NULL OR EXISTS (
          SELECT 1 FROM tip_subjects AS wanted
          WHERE wanted.person_id = people.person_id AND wanted.subject = :subject))
"""


def reach(tx: Transaction, draft: Broadcast, now: Instant) -> Reach:
    """Count whom a draft would reach."""
    row = tx.one(
        f"""
        SELECT count(*) AS people, count(CASE WHEN had THEN 1 END) AS had,
               count(CASE WHEN held THEN 1 END) AS held,
               count(CASE WHEN had AND held THEN 1 END) AS both
        FROM (SELECT COALESCE(wishes.last_on >= :today, FALSE) AS had,
                     :spares_held = 1 AND {HELD} AS held {_CHOSEN}) AS reached
        """,  # noqa: S608
        **_choice(draft, now),
        today=now.to_tz(draft.home_zone).date().format_iso(),
    )
    assert row is not None  # noqa: S101  # a count always has a row
    had = 0 if draft.kind is BroadcastKind.URGENT else row["had"] - row["both"]
    return Reach(row["people"] - row["held"], had, row["held"])


def zones(tx: Transaction, draft: Broadcast, now: Instant) -> Mapping[str, int]:
    """Count whom a draft would reach by their zone."""
    rows = tx.all(
        f"""
        SELECT COALESCE(people.zone, :home_zone) AS zone, count(*) AS people {_CHOSEN}
          AND NOT (:spares_held = 1 AND {HELD}) GROUP BY 1
        """,
        **_choice(draft, now),
        home_zone=draft.home_zone,
    )
    return {row["zone"]: row["people"] for row in rows}


def languages(tx: Transaction) -> Sequence[tuple[str, int]]:
    """Return the languages that people have set in Telegram, most spoken first."""
    rows = tx.all(
        """
        SELECT language, count(*) AS people FROM people
        WHERE blocked_at IS NULL AND language != '' GROUP BY language
        """
    )
    found: dict[str, int] = {}
    for row in rows:
        main = row["language"].partition("-")[0]
        found[main] = found.get(main, 0) + row["people"]
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def slice_after(tx: Transaction, after: int, most: int) -> tuple[int, int]:
    """Return how many people come next by id, and the last of them; in the audience or not."""
    row = tx.one(
        """
        SELECT count(*) AS people, COALESCE(max(person_id), :after) AS last FROM (
            SELECT person_id FROM people WHERE person_id > :after ORDER BY person_id LIMIT :most
        ) AS slice
        """,
        after=after,
        most=most,
    )
    assert row is not None  # noqa: S101  # a count always has a row
    return row["people"], row["last"]


def chosen(
    tx: Transaction, broadcast: Broadcast, upto: int, now: Instant
) -> Sequence[AudienceMember]:
    """Return who of the next slice is in the audience, up to a person."""
    rows = tx.all(
        f"""
        SELECT people.person_id, COALESCE(people.zone, :home_zone) AS zone,
               :spares_held = 1 AND {HELD} AS is_held {_CHOSEN}
          AND people.person_id > :after AND people.person_id <= :upto
        """,
        **_choice(broadcast, now),
        home_zone=broadcast.home_zone,
        after=broadcast.frozen_to,
        upto=upto,
    )
    return [AudienceMember(row["person_id"], row["zone"], bool(row["is_held"])) for row in rows]


def add(tx: Transaction, broadcast_id: int, rows: Iterable[tuple[int, Fate, Instant]]) -> None:
    """Make rows for people: what becomes of them, and when they are due."""
    tx.each(
        """
        INSERT INTO broadcast_recipients (broadcast_id, person_id, state, due_at)
        VALUES (:broadcast_id, :person_id, :state, :due_at)
        """,
        [
            {
                "broadcast_id": broadcast_id,
                "person_id": person_id,
                "state": fate.value,
                "due_at": stored(due_at),
            }
            for person_id, fate, due_at in rows
        ],
    )


def _choice(draft: Broadcast, now: Instant) -> dict[str, object]:
    """Return the values that `_CHOSEN` asks for."""
    who, value = draft.audience.who, draft.audience.value
    days = int(value) if who.value == "active" else 0
    return {
        "who": who.value,
        "value": value,
        "kind": draft.kind.value,
        "subject": draft.subject,
        "spares_held": draft.spares_held,
        "now": stored(now),
        # The UTC date, as people's `seen_on` is one; today is the first of the days.
        "seen_since": now.to_tz("UTC").date().subtract(days=max(0, days - 1)).format_iso(),
        "long_ago": now.to_tz(draft.home_zone).date().subtract(days=_FEWER_DAYS).format_iso(),
    }
