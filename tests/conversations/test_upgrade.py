"""What an earlier release has written is taken over, and the bot goes on from it."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.content import Content
from bot.storage import sqlite, upkeep
from tests.conversations.conftest import (
    ANA,
    BEN,
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.storage.conftest import KEY

WRITTEN = Path(__file__).with_name("written_by_0_2_0.sql")
OF_0_2_0 = 22
DAY_S = 24 * 3600


def released() -> list[tuple[int, str]]:
    return [migration for migration in sqlite.migrations() if migration[0] <= OF_0_2_0]


def test_the_migrations_of_a_release_are_never_changed() -> None:
    text = "".join(sql for _, sql in released())
    assert hashlib.sha256(text.encode()).hexdigest().startswith("bfc54b2ea75815a1")


def counts(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    connection = sqlite.existing(path, KEY)
    with contextlib.closing(connection):
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
            for (name,) in names
        }


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database as 0.2.0 left it."""
    path, known = tmp_path / "flexor.db", released()
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "migrations", lambda: known)
        connection = sqlite.opened(str(path), KEY)
    connection.executescript(WRITTEN.read_text("utf-8"))
    connection.close()
    return path


def test_no_row_is_lost(old: Path) -> None:
    before = counts(old)
    sqlite.opened(str(old), KEY).close()
    upkeep.verify(old, KEY)
    after = counts(old)
    assert sum(before.values()) > 25
    assert {name: after.get(name) for name in before} == before
    upkeep.verify(old.with_name(f"{old.name}.before-schema-{OF_0_2_0}"), KEY)


@pytest.fixture
async def ana(old: Path, content: Content) -> AsyncIterator[Chat]:
    """Let the bot go on where 0.2.0 stopped, two days after its beginning."""
    telegram, clock = pretended_telegram()
    clock.forward(2 * DAY_S)
    telegram.say(ANA, "/start")  # this Telegram does not know that she has begun long ago
    settings = fast_settings(telegram, database_url=f"sqlite:///{old}", database_key=KEY)
    async with conversation(telegram, clock, content, settings) as chat:
        yield chat


def texts(chat: Chat) -> str:
    """Return all that the bot has said: what waited to be sent comes between the answers."""
    return "\n".join(str(message.get("text", message.get("caption"))) for message in chat.messages)


async def test_people_find_what_they_had(ana: Chat) -> None:
    ben = Chat(ana.telegram, BEN, ana.services, ana.clock, ana.busy)
    for chat, words, wanted in (
        (ana, "/plan", "Stage 1: Lying and stretching"),
        (ana, "/progress", "Runs: 1, 5.0 km"),
        (ana, "/reminders", "Next: call mum"),
        (ben, "/start", "Have it examined first"),
    ):
        await chat.say(words)
        assert wanted in texts(chat)
    assert await ana.may_exercise()


async def test_what_was_to_be_sent_is_sent(ana: Chat) -> None:
    for _ in range(200):
        if all(
            wanted in texts(ana) for wanted in ("call mum, 12:00 (since Monday", "Slow is smooth")
        ):
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"only this came: {texts(ana)}")
