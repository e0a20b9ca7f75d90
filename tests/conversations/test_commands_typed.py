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


async def test_an_alarm_says_what_was_noted_all_the_same(ana: Chat) -> None:
    assert (await ana.say("/log 3 numb foot")).startswith("You wrote “numb foot”.")
    assert ana.text.endswith("Noted: 3 of 10, with a warning sign in your note.")
    assert len(await entries(ana)) == 1
    assert (await ana.say("/log yesterday 44 numb foot")).startswith("You wrote “numb foot”.")
    assert "3 of 10" not in ana.text


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


async def test_a_run_in_plain_words_is_noted_by_one_tap(ana: Chat) -> None:
    assert (await ana.say("ran 8 km easy, pain 2")).startswith("Note it for today?")
    assert await entries(ana) == []
    assert "2 of 10" in await ana.tap("Note it")
    ana.clock.forward(60)
    text = await ana.say("I ran 5k in 30 min yesterday, pain 3/10")
    assert text.startswith("Note it for Sunday 1 March? run · 5 km · 30 min · 3 of 10 at worst.")
    asked = ana.with_buttons()
    await ana.tap("Note it")
    await ana.forge(asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert await entries(ana) == [(8000, None, 2), (5000, 30, 3)]


async def test_a_run_that_ended_in_a_limp_is_asked_about_and_can_be_noted(ana: Chat) -> None:
    text = await ana.say("ran 8 km, limped home, pain 2")
    assert text.startswith("You wrote “limped”. Is this happening now?")
    assert "Note it" in ana.buttons


async def test_a_forged_run_does_no_harm(ana: Chat) -> None:
    await ana.say("/start")
    for data in ("diary:ran", "diary:ran:x:9:9:2:s1", "diary:ran:20990101:99999999:1:11:s1"):
        await ana.forge(data)
        assert "went wrong" not in ana.text
    assert await entries(ana) == [(9, 9, 2)], "of today: the button names no other day"


@pytest.mark.parametrize("asked", ["/log", "/check", "/timezone"])
async def test_a_reminder_is_understood_whatever_else_is_asked(ana: Chat, asked: str) -> None:
    await ana.say("/timezone Berlin")
    await ana.say(asked)
    assert "Saved." in await ana.say("remind me to stretch every day at 7")
    assert await entries(ana) == []


async def test_under_a_picture_and_in_its_edit_a_sign_is_heeded(ana: Chat) -> None:
    await ana.say("/log")  # whatever is asked
    sent = ana.telegram.send_photo(ANA, caption=SIGN)
    assert "Is this happening now?" in await ana.read()
    await ana.tap("Not me, or not that")
    ana.telegram.edit(ANA, sent["message_id"], f"{SIGN} again")
    assert "Is this happening now?" in await ana.read()


async def test_under_a_video_a_sign_is_heeded(ana: Chat) -> None:
    sent = ana.telegram.send_photo(ANA, caption="my hip")
    await ana.read()
    video = {"file_id": "v", "file_unique_id": "v", "width": 9, "height": 9, "duration": 1}
    shown = {name: value for name, value in sent.items() if name != "photo"}
    message = {**shown, "message_id": 10**6, "video": video, "caption": SIGN}
    for number, kind in enumerate(("message", "edited_message")):
        ana.telegram.push({"update_id": 10**6 + number, kind: message})
        assert "Is this happening now?" in await ana.read()
        await ana.tap("Not me, or not that")


async def entries(chat: Chat) -> list[tuple[int | None, int | None, int | None]]:
    rows = await chat.services.db.run(lambda tx: tx.all("SELECT * FROM diary_entries"))
    return [(row["metres"], row["minutes"], row["worst"]) for row in rows]
