"""Drafts as rows, whom they would reach, and the audience that a confirmation freezes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.broadcast.rules import Broadcast, Kind, Source, due
from bot.domain.broadcast.store import one
from bot.storage.instants import stored
from bot.storage.transaction import Transaction

_FEWER_DAYS = 7  # between two messages for whoever asked for fewer

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


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a draft reaches now, and how many of them had a message today already."""

    people: int
    had_one_today: int


def create(tx: Transaction, home_zone: str, now: Instant, content: str | Source) -> Broadcast:
    """Begin a draft with a text (Telegram's HTML), or with a message that is to be sent on."""
    source = content if isinstance(content, Source) else None
    rows = tx.run(
        """
        INSERT INTO broadcasts (markup, home_zone, made_at) VALUES (:markup, :home_zone, :now)
        RETURNING broadcast_id
        """,
        markup="" if isinstance(content, Source) else content,
        home_zone=home_zone,
        now=stored(now),
    )
    broadcast_id: int = rows[0]["broadcast_id"]
    if source:
        tx.run(
            """
            INSERT INTO broadcast_messages (broadcast_id, role, person_id, message_id)
            VALUES (:broadcast_id, 'copied', :person_id, :message_id)
            """,
            broadcast_id=broadcast_id,
            person_id=source.chat_id,
            message_id=source.message_id,
        )
    made = one(tx, broadcast_id)
    assert made is not None  # noqa: S101  # it was stored a moment ago
    return made


def change(tx: Transaction, draft: Broadcast) -> Broadcast | None:
    """Store a changed draft; None where it is no draft any more or was changed meanwhile."""
    rows = tx.run(
        """
        UPDATE broadcasts SET
            revision = revision + 1, kind = :kind, subject = :subject, markup = :markup,
            buttons = :buttons, audience = :who, audience_value = :value, due_at = :due_at,
            local_time = :local_time, home_zone = :home_zone
        WHERE broadcast_id = :broadcast_id AND state = 'draft' AND revision = :revision
        RETURNING broadcast_id
        """,
        broadcast_id=draft.broadcast_id,
        revision=draft.revision,
        kind=draft.kind.value,
        subject=draft.subject,
        markup=draft.markup,
        buttons=json.dumps([[choice.label, choice.to] for choice in draft.choices]),
        who=draft.audience.who.value,
        value=draft.audience.value,
        due_at=stored(draft.timing.at) if draft.timing.at else None,
        local_time=draft.timing.local.format_iso() if draft.timing.local else None,
        home_zone=draft.home_zone,
    )
    return one(tx, draft.broadcast_id) if rows else None


def discard(tx: Transaction, broadcast_id: int) -> bool:
    """Remove a draft; False where it is none any more."""
    rows = tx.run(
        """
        DELETE FROM broadcasts WHERE broadcast_id = :broadcast_id AND state = 'draft'
        RETURNING broadcast_id
        """,
        broadcast_id=broadcast_id,
    )
    return bool(rows)


def reach(tx: Transaction, draft: Broadcast, now: Instant) -> Reach:
    """Count whom a draft would reach."""
    row = tx.one(
        f"""
        SELECT count(*) AS people, count(CASE WHEN wishes.last_on >= :today THEN 1 END) AS had
        {_CHOSEN}
        """,
        **_choice(draft, now),
        today=now.to_tz(draft.home_zone).date().format_iso(),
    )
    assert row is not None  # noqa: S101  # a count always has a row
    return Reach(row["people"], 0 if draft.kind is Kind.URGENT else row["had"])


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


def confirm(tx: Transaction, draft: Broadcast, person_id: int, now: Instant) -> Broadcast | None:
    """Freeze the audience as rows; None where the draft is not as it was shown any more.

    The person is the admin to whom the progress is shown.
    """
    rows = tx.run(
        """
        UPDATE broadcasts SET state = 'confirmed', confirmed_at = :now
        WHERE broadcast_id = :broadcast_id AND state = 'draft' AND revision = :revision
        RETURNING broadcast_id
        """,
        broadcast_id=draft.broadcast_id,
        revision=draft.revision,
        now=stored(now),
    )
    if not rows:
        return None
    _freeze(tx, draft, now)
    tx.run(
        """
        INSERT INTO broadcast_messages (broadcast_id, role, person_id)
        VALUES (:broadcast_id, 'progress', :person_id)
        """,
        broadcast_id=draft.broadcast_id,
        person_id=person_id,
    )
    return one(tx, draft.broadcast_id)


def _freeze(tx: Transaction, draft: Broadcast, now: Instant) -> None:
    """Make a row for everybody who is reached: in one statement, or in one for each zone."""
    zones: list[str] = [""]
    if draft.timing.local:
        rows = tx.run(
            "SELECT DISTINCT COALESCE(zone, :home_zone) AS zone FROM people",
            home_zone=draft.home_zone,
        )
        zones = [row["zone"] for row in rows]
    for zone in zones:
        tx.run(
            f"""
            INSERT INTO broadcast_recipients (broadcast_id, person_id, due_at)
            SELECT :broadcast_id, people.person_id, :due_at {_CHOSEN}
               AND (:zone = '' OR COALESCE(people.zone, :home_zone) = :zone)
            """,
            **_choice(draft, now),
            broadcast_id=draft.broadcast_id,
            due_at=stored(due(draft.timing, zone or draft.home_zone, now)),
            zone=zone,
            home_zone=draft.home_zone,
        )
    tx.run(
        """
        UPDATE broadcasts SET total = (
            SELECT count(*) FROM broadcast_recipients WHERE broadcast_id = :broadcast_id)
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=draft.broadcast_id,
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
        "now": stored(now),
        # The UTC date, as people's `seen_on` is one; today is the first of the days.
        "seen_since": now.to_tz("UTC").date().subtract(days=max(0, days - 1)).format_iso(),
        "long_ago": now.to_tz(draft.home_zone).date().subtract(days=_FEWER_DAYS).format_iso(),
    }
