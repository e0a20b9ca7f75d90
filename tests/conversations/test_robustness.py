"""Whatever comes in gets a fitting answer or is ignored on purpose; nothing raises."""

import asyncio
import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage.transaction import Transaction
from tests.conversations.conftest import (
    ANA,
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
    whole_content,
)

_USER = {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "en"}
_CHAT = {"id": ANA, "type": "private", "first_name": "Ana"}
_MESSAGE = {"message_id": 7, "date": 1772443800, "chat": _CHAT, "from": _USER, "text": "ice"}
_REAL: list[dict[str, Any]] = [
    {"message": _MESSAGE},
    {"message": {**_MESSAGE, "text": "/remedies ice"}},
    {
        "callback_query": {
            "id": "4711",
            "from": _USER,
            "chat_instance": "1",
            "data": "check:pick:1:leg_signs:none",
            "message": {**_MESSAGE, "from": {"id": 1, "is_bot": True, "first_name": "Flexor"}},
        }
    },
    {
        "my_chat_member": {
            "chat": _CHAT,
            "from": _USER,
            "date": 1772443800,
            "old_chat_member": {"status": "member", "user": _USER},
            "new_chat_member": {"status": "kicked", "user": _USER, "until_date": 0},
        }
    },
]
_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A real update in which one value is gone or is something else."""
    update: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(_REAL)))
    place: dict[str, Any] = update
    while True:
        key = draw(st.sampled_from(sorted(place)))
        if isinstance(place[key], dict) and place[key] and draw(st.integers(0, 3)):
            place = place[key]
            continue
        if draw(st.booleans()):
            del place[key]
        else:
            place[key] = draw(_JUNK)
        return update


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(updates=st.lists(mutated(), min_size=20, max_size=40))
def test_mutated_updates_do_no_harm(updates: list[dict[str, Any]]) -> None:
    async def transcript() -> None:
        telegram, clock = pretended_telegram()
        async with conversation(telegram, clock, whole_content(), fast_settings(telegram)) as ana:
            await ana.say("/check")
            for number, update in enumerate(updates, start=1000):
                telegram.push({"update_id": number, **update})
            await telegram.settle()
            telegram.violations.clear()  # a query's id that was junk is answered with the junk
            assert "Tap, or type" in await ana.say("/help")

    asyncio.run(transcript())


async def test_an_update_seen_twice_is_dealt_with_once(ana: Chat) -> None:
    await ana.say("/start")
    update = {"update_id": 5000, "message": {**_MESSAGE, "text": "/help"}}
    ana.telegram.push(update)
    ana.telegram.push(update)
    await ana.read()
    assert len([m for m in ana.messages if "Tap, or type" in m["text"]]) == 1


async def test_what_is_not_words_is_answered(ana: Chat) -> None:
    await ana.say("/start")
    sends: list[Callable[[], object]] = [
        lambda: ana.telegram.send_sticker(ANA),
        lambda: ana.telegram.send_voice(ANA),
        lambda: ana.telegram.send_photo(ANA),
    ]
    for send in sends:
        before = len(ana.messages)
        send()
        assert "no pictures or voice" in await ana.read()
        assert len(ana.messages) == before + 1


async def test_the_words_under_a_photo_are_screened_too(ana: Chat) -> None:
    await ana.say("/start")
    ana.telegram.send_photo(ANA, caption="my leg is cold and white since this morning")
    assert (await ana.read()).startswith("Happening now?")


async def test_an_edited_message_is_ignored(ana: Chat) -> None:
    await ana.say("/help")
    mine = next(m for m in ana.telegram.history(ANA) if not m["from"]["is_bot"])
    before = len(ana.messages)
    ana.telegram.edit(ANA, mine["message_id"], "/privacy")
    await ana.read()
    assert len(ana.messages) == before


async def test_in_a_group_nobody_speaks_of_their_health(ana: Chat) -> None:
    ana.telegram.add_group(-100123, "Club", [ANA, 1002])
    ana.telegram.say(ANA, "/check", chat_id=-100123)
    await ana.read()
    answer = ana.telegram.history(-100123)[-1]
    assert "talk in private" in answer["text"]


async def test_channel_posts_are_ignored(ana: Chat) -> None:
    channel = {"id": -100999, "type": "channel", "title": "News"}
    post = {"message_id": 1, "date": 1772443800, "chat": channel, "text": "/start"}
    ana.telegram.push({"update_id": 6000, "channel_post": post})
    await ana.telegram.settle()
    assert ana.messages == []


async def test_somebody_who_blocked_the_bot_comes_back(ana: Chat) -> None:
    await ana.say("/start")
    ana.telegram.block(ANA)
    await ana.telegram.settle()
    row = await ana.services.db.run(Transaction.one, "SELECT blocked_at FROM people")
    assert row is not None
    assert row["blocked_at"] is not None
    ana.telegram.unblock(ANA)
    await ana.say("/start")
    row = await ana.services.db.run(Transaction.one, "SELECT blocked_at FROM people")
    assert row is not None
    assert row["blocked_at"] is None


@pytest.mark.parametrize("text", ["/", "/ check", "//", "/check/", "/CHECK", "/check\nnow"])
async def test_odd_commands_are_answered(ana: Chat, text: str) -> None:
    assert await ana.say(text)
    assert "went wrong" not in ana.text


async def test_nothing_that_a_person_wrote_is_logged(
    ana: Chat, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "zanzibar-7731"  # noqa: S105
    await ana.say(f"{secret} kneeling stretch")
    await ana.say(f"/timezone {secret}")
    await ana.say(f"/{secret}")
    await ana.forge(f"check:pick:{secret}")
    written = capfd.readouterr()
    assert secret not in written.out + written.err
