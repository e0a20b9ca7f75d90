"""What transcripts of broadcasts share: an admin, waiting for the job, and looking for messages."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.domain.broadcast.work_drafts import UNDO_S
from tests.conversations.conftest import Chat

DORA = 1004
UNKNOWN = "I don't know that command"


async def admin(ana: Chat, ben: Chat) -> Chat:
    """Return the chat of Dora, who is an admin; Ana and Ben have spoken to the bot before."""
    chat = Chat(ana.telegram, DORA, ana.services, ana.clock, ana.busy)
    for each in (ana, ben, chat):
        await each.say("/start")
    return chat


async def until(holds: Callable[[], bool], turns: int = 500) -> None:
    """Wait until a job has done something; ten seconds at most, 50 turns a second."""
    for _ in range(turns):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the job has not done it")


async def sent(dora: Chat, label: str = "Send to") -> None:
    """Confirm, and wait for the report in the progress message."""
    before = ended(dora)
    await dora.tap(label)
    begun(dora)
    await until(lambda: ended(dora) > before)


def begun(dora: Chat) -> None:
    """Let the seconds go by in which what goes at once can be undone."""
    dora.clock.forward(UNDO_S)
    dora.telegram.moved()


def ended(dora: Chat) -> int:
    return sum(str(m.get("text", "")).startswith("Done: ") for m in dora.messages)


def got(chat: Chat, words: str) -> list[dict[str, Any]]:
    """Return the messages of the bot's that hold some words."""
    return [m for m in chat.messages if words in str(m.get("text", m.get("caption", "")))]


def formatted(chat: Chat, text: str, *entities: tuple[str, int, int]) -> None:
    """Write a text with formatting: type, offset and length of each entity."""
    user = {"id": chat.person_id, "is_bot": False, "first_name": "Dora", "language_code": "en"}
    found = [{"type": kind, "offset": at, "length": length} for kind, at, length in entities]
    message = {
        "message_id": 90_000 + len(chat.messages),
        "date": 1772443800,
        "chat": {"id": chat.person_id, "type": "private", "first_name": "Dora"},
        "from": user,
        "text": text,
        "entities": [*found, {"type": "bot_command", "offset": 0, "length": 10}],
    }
    chat.telegram.push({"message": message})
