"""Every tap of walks by seed comes twice, also after a restart: the end is that of one tap."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from bot.library.content import Content
from bot.storage.transaction import Transaction
from tests.conversations.broadcasting import DORA
from tests.conversations.conftest import Chat, conversation, fast_settings, pretended_telegram
from tests.conversations.planning import given_plan
from tests.conversations.tapping import COMPOSING, FIRST_WORDS, Way, state, walk, walk_twice

LENGTH = 12


@asynccontextmanager
async def bot(path: Path, content: Content) -> AsyncIterator[tuple[Chat, Way]]:
    """Run a bot that can be restarted."""
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{path}")
    async with AsyncExitStack() as stack:

        async def start() -> Chat:
            await stack.aclose()
            return await stack.enter_async_context(conversation(telegram, clock, content, settings))

        yield await start(), start


async def drafts(chat: Chat) -> list[tuple[object, ...]]:
    """Return every broadcast, as far as it is composed."""
    sql = "SELECT * FROM broadcasts ORDER BY broadcast_id"
    return [tuple(row) for row in await chat.services.db.run(Transaction.all, sql)]


@pytest.mark.parametrize("seed", range(6))
async def test_an_admins_tap_that_comes_twice_is_one_tap(
    seed: int, content: Content, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311  # the same walk each time
    async with bot(tmp_path / "once.db", content) as (ana, _):
        once = Chat(ana.telegram, DORA, ana.services, ana.clock, ana.busy)
        walked = await walk(once, random, "/broadcast Hello", LENGTH, COMPOSING)
        assert len(walked) == LENGTH
        wanted = await state(once), await drafts(once)
    async with bot(tmp_path / "twice.db", content) as (ana, _):
        twice = Chat(ana.telegram, DORA, ana.services, ana.clock, ana.busy)
        await walk_twice(twice, walked, "/broadcast Hello", None)
        assert (await state(twice), await drafts(twice)) == wanted, walked


async def check(words: str, seed: int, content: Content, folder: Path) -> None:
    random = Random(f"{words} {seed}")  # noqa: S311  # the same walk each time
    async with bot(folder / "once.db", content) as (once, _):
        await given_plan(once)
        walked = await walk(once, random, words, LENGTH)
        wanted = await state(once)
    async with bot(folder / "twice.db", content) as (twice, restart):
        await given_plan(twice)
        left = await walk_twice(twice, walked, words, restart if seed % 2 else None)
        assert await state(left) == wanted, walked


@pytest.mark.parametrize("words", FIRST_WORDS)
async def test_a_tap_that_comes_twice_is_one_tap(
    words: str, content: Content, tmp_path: Path
) -> None:
    for seed in range(2):
        (folder := tmp_path / str(seed)).mkdir()
        await check(words, seed, content, folder)
