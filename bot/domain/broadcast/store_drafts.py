"""Drafts of broadcasts as rows."""

import json

from whenever import Instant

from bot.domain.broadcast.model import Broadcast, CopiedMessage
from bot.domain.broadcast.store import again
from bot.storage.instants import stored
from bot.storage.transaction import Transaction


def create(
    tx: Transaction, home_zone: str, now: Instant, content: str | CopiedMessage
) -> Broadcast:
    """Begin a draft with a text (Telegram's HTML), or with a message that is to be sent on."""
    source = content if isinstance(content, CopiedMessage) else None
    rows = tx.run(
        """
        INSERT INTO broadcasts (markup, home_zone, made_at) VALUES (:markup, :home_zone, :now)
        RETURNING broadcast_id
        """,
        markup="" if isinstance(content, CopiedMessage) else content,
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
    return again(tx, broadcast_id)


def of_message(tx: Transaction, source: CopiedMessage) -> Broadcast | None:
    """Return the draft that sends a message on, if there is one."""
    row = tx.one(
        """
        SELECT broadcasts.broadcast_id AS found FROM broadcasts
        JOIN broadcast_messages AS copied ON copied.broadcast_id = broadcasts.broadcast_id
        WHERE copied.role = 'copied' AND copied.person_id = :person_id
          AND copied.message_id = :message_id AND broadcasts.state = 'draft'
        """,
        person_id=source.chat_id,
        message_id=source.message_id,
    )
    return again(tx, row["found"]) if row else None


def change(tx: Transaction, draft: Broadcast) -> Broadcast:
    """Store a changed draft; what is confirmed stays as it is."""
    tx.run(
        """
        UPDATE broadcasts SET
            revision = revision + 1, kind = :kind, subject = :subject, markup = :markup,
            buttons = :buttons, audience = :who, audience_value = :value, due_at = :due_at,
            local_time = :local_time, home_zone = :home_zone, advises_exercise = :advises
        WHERE broadcast_id = :broadcast_id AND state = 'draft'
        """,
        broadcast_id=draft.broadcast_id,
        kind=draft.kind.value,
        subject=draft.subject,
        markup=draft.markup,
        buttons=json.dumps([[choice.label, choice.to] for choice in draft.choices]),
        who=draft.audience.who.value,
        value=draft.audience.value,
        due_at=stored(draft.timing.at) if draft.timing.at else None,
        local_time=draft.timing.local.format_iso() if draft.timing.local else None,
        home_zone=draft.home_zone,
        advises=draft.advises_exercise,
    )
    return again(tx, draft.broadcast_id)


def remove(tx: Transaction, broadcast_id: int) -> None:
    """Remove a draft."""
    tx.run(
        "DELETE FROM broadcasts WHERE broadcast_id = :broadcast_id AND state = 'draft'",
        broadcast_id=broadcast_id,
    )


def take_back(tx: Transaction, broadcast_id: int) -> Broadcast:
    """Let a confirmed broadcast be a draft again, with nobody in its audience yet."""
    tx.run(
        "DELETE FROM broadcast_recipients WHERE broadcast_id = :broadcast_id",
        broadcast_id=broadcast_id,
    )
    tx.run(
        """
        DELETE FROM broadcast_messages
        WHERE broadcast_id = :broadcast_id AND role = 'progress'
        """,
        broadcast_id=broadcast_id,
    )
    tx.run(
        """
        UPDATE broadcasts SET state = 'draft', revision = revision + 1, confirmed_at = NULL,
            frozen_to = NULL, total = 0
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=broadcast_id,
    )
    return again(tx, broadcast_id)


def confirm(
    tx: Transaction, draft: Broadcast, person_id: int, people: int, now: Instant
) -> Broadcast:
    """Let a draft be confirmed: its audience, of about so many people, is frozen from now on.

    The person is the admin to whom the progress is shown.
    """
    tx.run(
        """
        UPDATE broadcasts SET state = 'confirmed', confirmed_at = :now, frozen_to = 0,
            total = :people
        WHERE broadcast_id = :broadcast_id
        """,
        broadcast_id=draft.broadcast_id,
        now=stored(now),
        people=people,
    )
    tx.run(
        """
        INSERT INTO broadcast_messages (broadcast_id, role, person_id)
        VALUES (:broadcast_id, 'progress', :person_id)
        """,
        broadcast_id=draft.broadcast_id,
        person_id=person_id,
    )
    return again(tx, draft.broadcast_id)
