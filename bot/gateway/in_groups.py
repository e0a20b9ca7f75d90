"""What only messages in groups carry: anonymous authors, topics, a move to another chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.gateway.bodies import expected


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup: another chat with the same people."""

    before: int
    after: int


def author(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return who wrote a message: the group itself for an admin who stays anonymous there.

    Nobody wrote what is in the name of a channel.
    """
    chat, sender = message["chat"], message.get("sender_chat")
    if not sender:
        return message.get("from")
    is_admin = sender["id"] == chat["id"] and not message.get("is_automatic_forward")
    return {"id": chat["id"], "first_name": chat.get("title") or ""} if is_admin else None


def moved(message: Mapping[str, Any]) -> Moved | None:
    """Read that a group moved, which both the old and the new chat are told."""
    here = message["chat"]["id"]
    before, after = (
        message.get("migrate_from_chat_id", here),
        message.get("migrate_to_chat_id", here),
    )
    return None if before == after else Moved(expected(before, int), expected(after, int))


def topic(message: Mapping[str, Any]) -> int | None:
    """Return a message's topic; threads of replies elsewhere have such a number as well."""
    return expected(message["message_thread_id"], int) if message.get("is_topic_message") else None
