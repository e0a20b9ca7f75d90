"""Entries corrected, deleted, tapped twice, forged, and kept over a restart."""

from pathlib import Path

from bot.domain.plan.model import Effort
from bot.library.content import Content
from tests.conversations.conftest import (
    Chat,
    conversation,
    fast_settings,
    pretended_telegram,
)
from tests.conversations.test_diary import checked, diary, later, newest

FORGED = (
    "diary:pain", "diary:pain:11:s1", "diary:pain:4:x", "diary:effort:run", "diary:effort:x:3",
    "diary:effort:run:11", "diary:set:1:pain:11", "diary:set:1:mood:3", "diary:set:1",
    "diary:set:99:pain:3", "diary:set:x:pain:3", "diary:sign:1:fever:1", "diary:sign:1:limp:2",
    "diary:minutes:1:99999999", "diary:minutes:1:-5", "diary:metres:1:0", "diary:metres:1",
    "diary:open:999999999999999999999", "diary:undo:-1", "diary:undo", "diary:ask:1:mood",
    "diary:compare:1:bad", "diary:compare:1:worse", "diary:compare", "diary:earlier:x",
    "diary:earlier:99999", "diary:length:7", "diary:note:7", "diary:typed_note:7",
    "diary:impact:1:0:0", "diary:impact:x", "diary:impact_back", "diary:morning:1:2:3",
)  # fmt: skip


async def test_everything_can_be_added_and_changed(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 2")
    await ana.tap("Worst in the run")
    assert "Amber: 4 of 10." in await ana.tap("4")
    await ana.tap("This morning")
    await ana.tap("3")
    await ana.tap("Minutes, distance")
    assert "say min or km" in await ana.say("35")
    assert "Run · 5.2 km · 35 min" in await ana.say("about 35 minutes, 5.2 km")
    await ana.tap("Add a note")
    await ana.say("uphill")
    assert "2 now · 4 at worst · 3 this morning" in ana.text
    await ana.tap("Worst in the run")
    assert "Amber: 3 of 10." in await ana.tap("1")
    await ana.tap("This morning")
    assert "Green: 2 of 10." in await ana.tap("Leave it empty")
    await ana.tap("Change note")
    assert "uphill" not in await ana.tap("Remove the note")
    entry = await newest(ana)
    assert (entry.pain, entry.worst, entry.morning, entry.note) == (2, 1, None, "")
    assert (entry.effort, entry.minutes, entry.metres) == (Effort.RUN, 35, 5200)


async def test_undo_takes_it_back_at_once(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 2")
    assert "Deleted." in await ana.tap("Undo")
    assert await diary(ana) == []


async def test_an_earlier_entry_is_found_changed_and_deleted(ana: Chat) -> None:
    await checked(ana)
    for day in range(10):
        await ana.say(f"/log {day % 3} entry {day}")
        later(ana, days=1)
    await ana.say("/log")
    assert ana.buttons.count("Wed 11 Mar · 0 of 10") == 0
    await ana.tap("Earlier entries")
    assert "Wed 11 Mar · 0 of 10" in ana.buttons
    assert "Mon 2 Mar · 0 of 10" not in ana.buttons
    await ana.tap("Older")
    assert "Green: 0 of 10, Monday 2 March." in await ana.tap("Mon 2 Mar")
    await ana.tap("Pain now")
    assert "Amber: 3 of 10" in await ana.tap("3")
    assert "Delete this entry?" in await ana.tap("Delete")
    assert "entry 0" in await ana.tap("Back")
    await ana.tap("Delete")
    assert "Deleted." in await ana.tap("Yes, delete it")
    assert len(await diary(ana)) == 9
    await ana.tap("Earlier entries")
    await ana.tap("Older")
    assert "Mon 2 Mar · 0 of 10" not in ana.buttons


async def test_one_screen_makes_one_entry_however_often_it_is_tapped(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log")
    token = f"s{ana.clock().timestamp(unit='millisecond')}"
    for number in (4, 4, 1):
        await ana.forge(f"diary:pain:{number}:{token}")
    assert [entry.pain for entry in await diary(ana)] == [1]


async def test_a_line_that_telegram_delivers_again_is_noted_once(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4")
    said = next(m for m in reversed(ana.telegram.history(ana.person_id)) if m["text"] == "/log 4")
    ana.telegram.push({"update_id": 990_000, "message": said})
    await ana.read()
    assert len(await diary(ana)) == 1


async def test_forged_buttons_are_harmless(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 2")
    before = await diary(ana)
    for data in FORGED:
        await ana.forge(data)
        assert "went wrong" not in ana.text, data
        assert await diary(ana) == before, data


async def test_nobody_reaches_somebody_elses_diary(ana: Chat, ben: Chat) -> None:
    await checked(ana)
    await ana.say("/log 2 mine alone")
    entry = await newest(ana)
    await ben.say("/start")
    for verb in ("open", "undo", "ask_delete", "note", "no_note", "length"):
        assert "mine alone" not in await ben.forge(f"diary:{verb}:{entry.entry_id}")
    await ben.forge(f"diary:set:{entry.entry_id}:pain:9")
    assert await diary(ana) == [entry]


async def test_a_restart_in_the_middle_loses_nothing(content: Content, tmp_path: Path) -> None:
    telegram, clock = pretended_telegram()
    settings = fast_settings(telegram, database_url=f"sqlite:///{tmp_path}/flexor.db")
    async with conversation(telegram, clock, content, settings) as before:
        await checked(before)
        await before.say("/log run 5k")
        await before.tap("3")
        await before.tap("Add a note")
    async with conversation(telegram, clock, content, settings) as after:
        assert "Run · 5 km · 3 at worst\nuphill" in await after.say("uphill")
        assert (await newest(after)).note == "uphill"
