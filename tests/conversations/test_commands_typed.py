"""Commands as people type them: odd marks, capitals, words after them, and edited messages."""

import pytest

from tests.conversations.conftest import ANA, Chat

SIGN = "i cant put weight on my leg"


@pytest.mark.parametrize(
    "text",
    [
        "/log\u00a04",
        "/log\t4",
        "/log: 4",
        "/log. 4",
        "/Log 4",
        "/LOG\n4",
        "/log, 4",
        "/log@flexor 4",
    ],
)
async def test_what_stands_after_the_name_ends_it(ana: Chat, text: str) -> None:
    assert "4 of 10" in await ana.say(text)


@pytest.mark.parametrize("command", ["/help", "/plan", "/nosuchcommand", "/quiz", "/check"])
async def test_words_after_every_command_are_heeded(ana: Chat, command: str) -> None:
    assert "Is this happening now?" in await ana.say(f"{command} {SIGN}")
    assert not await ana.may_exercise()


async def test_an_edited_note_corrects_the_entry_and_says_so(ana: Chat) -> None:
    await ana.say("/log 4")
    said = [m for m in ana.telegram.history(ANA) if not m["from"]["is_bot"]][-1]
    ana.telegram.edit(ANA, said["message_id"], "/log 6")
    text = await ana.read()
    assert text.startswith("Corrected.")
    assert "6 of 10" in text
    rows = await ana.services.db.run(lambda tx: tx.all("SELECT pain FROM diary_entries"))
    assert [row["pain"] for row in rows] == [6]


async def test_a_sign_in_an_edit_is_heeded_and_nothing_else_is(ana: Chat) -> None:
    await ana.say("ice")
    said = [m for m in ana.telegram.history(ANA) if not m["from"]["is_bot"]][-1]
    before = len(ana.messages)
    ana.telegram.edit(ANA, said["message_id"], "ice please")
    await ana.read()
    assert len(ana.messages) == before
    ana.telegram.edit(ANA, said["message_id"], SIGN)
    assert "Is this happening now?" in await ana.read()


async def test_a_run_in_plain_words_is_noted(ana: Chat) -> None:
    assert "2 of 10" in await ana.say("ran 8 km easy, pain 2")
