"""Walks over buttons by seed, recorded and walked again with every tap twice."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from bot.storage.schema import tables_with
from bot.storage.transaction import Transaction
from tests.conversations.conftest import Chat, labels

Tap = str
Way = Callable[[], Awaitable[Chat]]
"""Restarts the bot, and returns the chat with the new one."""

# What is no state of a person's, or notes how often something was asked for.
_NO_STATE = frozenset({"updates", "polls", "files_handed"})
_ALL = 1000
_LEAVES = ("remedies:", "start:home", "account:delete", "progress:", "broadcast:")
COMPOSING = ("start:", "remedies:", "broadcast:send", "broadcast:confirm", "broadcast:really")
FIRST_WORDS = ("/check", "/quiz", "/plan", "/log", "/reminders", "/settings", "/tips", "/start")


def taps(chat: Chat, most: int = 2) -> dict[Tap, int]:
    """Return what the buttons of the newest messages with any do, and which message has each."""
    found: dict[Tap, int] = {}
    for message in [m for m in chat.messages if labels(m)][-most:]:
        for row in message["reply_markup"]["inline_keyboard"]:
            for button in row:
                if data := button.get("callback_data"):
                    found[data] = message["message_id"]
    return found


async def walk(
    chat: Chat, random: Random, words: str, length: int, leaves: tuple[str, ...] = _LEAVES
) -> list[Tap]:
    """Write some words, then tap whatever is there; return what was tapped."""
    await chat.say(words)
    walked = []
    for _ in range(length):
        open_ways = taps(chat)
        onward = [data for data in open_ways if not data.startswith(leaves)] or list(open_ways)
        if not onward:
            break
        data = random.choice(sorted(onward))
        await chat.forge(data, open_ways[data])
        walked.append(data)
    return walked


async def walk_twice(chat: Chat, walked: list[Tap], words: str, restart: Way | None) -> Chat:
    """Walk the same way with every tap twice, and with a restart between now and then."""
    await chat.say(words)
    for number, data in enumerate(walked):
        message_id = taps(chat, _ALL).get(data) or chat.messages[-1]["message_id"]
        await chat.forge(data, message_id)
        if restart and number % 3 == 0:
            chat = await restart()
        calls, answers = len(chat.telegram.calls), len(chat.telegram.answers)
        await chat.forge(data, message_id)
        assert len(chat.telegram.answers) == answers + 1, f"{data} is not answered"
        made = [call.method for call in list(chat.telegram.calls)[calls:]]
        shown = {"sendMessage", "sendPhoto", "sendPoll", "editMessageText"} & set(made)
        assert shown or chat.toast or data in str(chat.messages) or labels(chat.messages[-1]), data
    return chat


async def state(chat: Chat) -> dict[str, list[dict[str, Any]]]:
    """Return every row about the person that is a state of theirs."""

    def read(tx: Transaction) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for table in sorted(set(tables_with(tx, "person_id")) - _NO_STATE):
            rows = tx.all(f"SELECT * FROM {table} WHERE person_id = :id", id=chat.person_id)  # noqa: S608
            found[table] = [dict(zip(row.keys(), tuple(row), strict=True)) for row in rows]
        return found

    return await chat.services.db.read(read)
