"""Cards for other chats bring their picture from the first time on."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.features.remedies.jobs import deposit
from bot.library.content import Content
from bot.sandbox.telegram import Telegram
from tests.conversations.conftest import fast_settings, pretended_telegram
from tests.conversations.reminding import Reminded, reminding

SHOWN = {"sendPhoto", "sendMessage", "deleteMessage"}


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Reminded]:
    telegram, clock = pretended_telegram()
    async with reminding(telegram, clock, content, fast_settings(telegram)) as chat:
        await chat.say("/start")
        yield chat


async def deposited(ana: Reminded) -> list[tuple[str, dict[str, Any]]]:
    """Let the clock start the job, and return the calls that it makes."""
    before = len(ana.telegram.calls)
    assert ana.outbox is not None
    await deposit(ana.services, ana.outbox)
    calls = list(ana.telegram.calls)[before:]
    return [(call.method, call.params) for call in calls if call.method in SHOWN]


async def kinds(telegram: Telegram, ana: Reminded, words: str) -> set[str]:
    """Return of which kinds the cards of exercises are that words bring."""
    telegram.inline(ana.person_id, words)
    await ana.read()
    offered = next(c for c in reversed(telegram.calls) if c.method == "answerInlineQuery")
    exercises = ana.services.content.topics
    return {card["type"] for card in offered.params["results"] if card["id"] in exercises}


async def test_every_card_has_its_picture_once_an_admin_has_started_the_bot(
    ana: Reminded, content: Content
) -> None:
    (admin,) = ana.services.settings.admin_ids
    assert await deposited(ana) == [], "nobody to deposit them with"
    ana.telegram.say(admin, "/start")
    await ana.read()
    seen = len(ana.telegram.history(admin))
    calls = await deposited(ana)
    exercises = sum(topic.movement is not None for topic in content.topics.values())
    assert [name for name, _ in calls] == ["sendPhoto", "deleteMessage"] * exercises
    assert all(int(params["chat_id"]) == admin for _, params in calls)
    assert all(params["disable_notification"] for name, params in calls if name == "sendPhoto")
    assert len(ana.telegram.history(admin)) == seen, "they are deleted at once"
    assert await deposited(ana) == [], "once"
    for words in ("stretch", "squat", "band", "march"):
        assert await kinds(ana.telegram, ana, words) == {"photo"}


async def test_an_admin_who_blocks_the_bot_is_left_in_peace(ana: Reminded) -> None:
    (admin,) = ana.services.settings.admin_ids
    ana.telegram.say(admin, "/start")
    await ana.read()
    ana.telegram.block(admin)
    assert [name for name, _ in await deposited(ana)] == ["sendPhoto"]
    assert await deposited(ana) == []
