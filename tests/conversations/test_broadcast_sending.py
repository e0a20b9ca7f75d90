"""Who may send, what is confirmed, and what stops or moves a broadcast."""

import asyncio

import pytest

from bot.domain.people import store as people
from bot.storage.transaction import Transaction
from tests.conversations.broadcasting import (
    DORA,
    UNKNOWN,
    admin,
    begun,
    ended,
    got,
    sent,
    until,
)
from tests.conversations.conftest import (
    ANA,
    BEN,
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
    whole_content,
)


@pytest.fixture
async def dora(ana: Chat, ben: Chat) -> Chat:
    return await admin(ana, ben)


async def test_only_what_was_shown_can_be_confirmed(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Old words")
    control = dora.with_buttons()
    await dora.tap("New text")
    await dora.say("New words")
    await dora.forge("broadcast:send:1:1", control["message_id"])
    assert dora.text.startswith("It was changed meanwhile: this is how it is now.")
    assert not got(ana, "words")
    await sent(dora)
    assert got(ana, "New words")


async def test_over_a_thousand_people_are_confirmed_twice(dora: Chat, ana: Chat) -> None:
    await dora.services.db.run(
        Transaction.each,
        """
        INSERT INTO people (person_id, language, joined_at, seen_on)
        VALUES (:id, 'en', 0, '2026-03-02')
        """,
        [{"id": number} for number in range(50_000, 51_000)],
    )
    assert "Ready for 1,003 people" in await dora.say("/broadcast Hello all")
    assert "Takes about 2 s without a limit." in dora.text
    assert (await dora.tap("Send to 1,003 people")).startswith("Really to 1,003 people?")
    assert not got(ana, "Hello all")
    await dora.tap("No, back")
    await dora.tap("Send to 1,003 people")
    await sent(dora)
    assert got(ana, "Hello all")
    assert "Blocked the bot: 1,000" in got(dora, "Done:")[-1]["text"]


async def test_a_broadcast_is_paused_resumed_and_cancelled(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Tomorrow it is")
    await dora.tap("When")
    await dora.say("tomorrow 9:00")
    assert "When: Tue 3 Mar 09:00 (UTC)" in dora.text
    await dora.tap("Send to")
    assert "It goes Tue 3 Mar 09:00" in dora.text
    assert "goes on Tue 3 Mar 09:00" in await dora.tap("Progress")
    assert "Paused at 0 %" in await dora.tap("Pause")
    assert "goes on Tue" in await dora.tap("Resume")
    progress = dora.with_buttons()
    assert "3 people would not get it" in await dora.tap("Cancel")
    assert progress in dora.messages, "it is brought up to date where it stands"
    assert "Cancelled: sent to 0 of 3" in await dora.tap("Yes, cancel")
    dora.clock.forward(24 * 3600)
    await asyncio.sleep(1)
    assert not got(ana, "Tomorrow it is")


async def test_a_button_that_is_pressed_twice_counts_once(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Only once")
    control = dora.with_buttons()["message_id"]
    for _ in range(2):
        dora.telegram.tap(DORA, control, "broadcast:send:1:1")
    await dora.read()
    begun(dora)
    await until(lambda: bool(ended(dora)))
    assert len(got(ana, "Only once")) == 1
    assert sum(m["text"].startswith("Confirmed for") for m in dora.messages) == 1


async def test_two_admins_press_the_same_button() -> None:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, admin_ids=frozenset({BEN, DORA}))
    async with conversation(telegram, clock, whole_content(), settings) as ana:
        ben = Chat(telegram, BEN, ana.services, clock, ana.busy)
        dora = await admin(ana, ben)
        await dora.say("/broadcast Only once")
        await ben.say("/broadcast")
        assert "Ready for 3 people" in await ben.tap("1 · Only once")
        for chat in (dora, ben):
            control = chat.with_buttons()
            telegram.press(chat.person_id, control["message_id"], "Send to 3 people")
        await dora.read()
        begun(dora)
        await until(lambda: bool(ended(dora) + ended(ben)))
        assert len(got(ana, "Only once")) == 1
        said = [m["text"] for chat in (dora, ben) for m in chat.messages]
        assert sum(text.startswith("Confirmed for") for text in said) == 1
        assert any("was confirmed" in str(each["text"]) for each in telegram.answers)


async def test_strangers_see_no_such_command(dora: Chat, ana: Chat) -> None:
    for command in ("/broadcast", "/broadcast Hello", "/stats"):
        assert (await ana.say(command)).startswith(UNKNOWN)
    assert "/broadcast" not in await ana.say("/help")
    assert not got(dora, "Hello")


async def test_a_strangers_forged_taps_do_nothing(dora: Chat, ana: Chat) -> None:
    await dora.say("/broadcast Secret plans")
    before = len(ana.messages)
    for forged in ("send:1:1", "really:1:1", "show:1", "edit:1", "list:0", "discard:1", "new",
                   "write:1", "who:1:everybody", "pause:1", "cancel:1", "again:1"):  # fmt: skip
        await ana.forge(f"broadcast:{forged}", ana.messages[0]["message_id"])
        assert ana.toast.startswith("That button is from an older message")
    assert len(ana.messages) == before
    assert "Ready for 3" in await dora.tap("Kind") or await dora.tap("Back")
    assert not got(ana, "Secret plans")


async def test_admins_odd_taps_are_answered(dora: Chat) -> None:
    await dora.say("/broadcast Hello")
    for odd in ("send", "send:x:1", "send:99:1", "send:999999999999999999999:1", "kind:1",
                "kind:1:tip:nothing", "who:1:stage:9", "who:1:language:d-e", "who:1:active:0",
                "at:1:home:209913991200", "at:1:own:nonsense", "at:1", "unlabel:1:7", "list:-1",
                "list:99999999999", "open:1", "again:1", "pause:1", "cancel:1", "days:1", "time:1",
                "label:1", "write", "write:77", "more:nothing", "read:nothing"):  # fmt: skip
        await dora.forge(f"broadcast:{odd}")
        assert "went wrong" not in dora.text, odd


async def test_words_that_strangers_could_be_expected_to_type_go_to_the_search(
    dora: Chat, ana: Chat
) -> None:
    await ana.services.db.run(people.expect, ANA, "broadcast:write")
    await ana.say("kneeling stretch")
    assert not got(ana, "Ready for")
    assert "nothing under way" in await dora.say("/broadcast")


async def test_somebody_who_blocked_the_bot_is_marked_and_never_tried_again(
    dora: Chat, ben: Chat
) -> None:
    dora.telegram.block(BEN)
    await dora.read()
    await ben.services.db.run(
        Transaction.run, "UPDATE people SET blocked_at = NULL"
    )  # we do not know yet
    await dora.say("/broadcast Hello")
    await sent(dora)
    assert "Blocked the bot: 1" in got(dora, "Done:")[-1]["text"]
    dora.clock.forward(24 * 3600)
    assert "Ready for 2 people" in await dora.say("/broadcast Once more")
