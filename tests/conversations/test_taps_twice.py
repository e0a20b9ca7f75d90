"""Every tap of walks by seed comes twice, also after a restart: the end is that of one tap."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from bot.library.content import Content
from tests.conversations.conftest import Chat, conversation, fast_settings, pretended_telegram
from tests.conversations.planning import given_plan
from tests.conversations.tapping import FIRST_WORDS, Way, state, walk, walk_twice

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
