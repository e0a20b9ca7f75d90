"""Settings, privacy, export, deletion."""

import json

from bot.domain.people import store as people
from bot.storage.schema import tables_with
from bot.storage.transaction import Transaction
from tests.conversations.conftest import Chat


async def _open(chat: Chat, field: str) -> None:
    await chat.say("/settings")
    await chat.tap(field)


async def test_settings_are_chosen_by_button(ana: Chat) -> None:
    await _open(ana, "Sore side")
    assert "Sore side: left" in await ana.tap("Left")
    await _open(ana, "Country")
    while "United Kingdom" not in ana.buttons:
        await ana.tap("More")
    assert "Emergency number: 999\n" in await ana.tap("United Kingdom")
    await _open(ana, "Distances")
    assert "Distances: miles" in await ana.tap("Miles")


async def test_the_country_of_ones_clock_comes_first(ana: Chat) -> None:
    await ana.say("/timezone Asia/Tokyo")
    await _open(ana, "Country")
    assert ana.buttons[0] == "Japan"
    assert "Emergency number: 119\n" in await ana.tap("Japan")


async def test_plain_words_set_the_clock(ana: Chat) -> None:
    assert "Europe/Berlin (now 10:30)" in await ana.say("set timezone to Berlin")
    assert "Which of these?" in await ana.say("my time zone is CET")
    assert "Choose by region" in ana.buttons
    assert "America/New_York" in await ana.say("i live in nyc")
    assert "Try a large city nearby" in await ana.say("/timezone asdfgh")
    assert "Choose by region" in ana.buttons


async def test_a_zone_is_chosen_by_region_and_city(ana: Chat) -> None:
    await _open(ana, "Time zone")
    await ana.tap("Choose by region")
    await ana.tap("Europe")
    while "Berlin" not in ana.buttons:
        await ana.tap("More")
    assert "Europe/Berlin (now 10:30)" in await ana.tap("Berlin")


async def test_a_zone_is_typed(ana: Chat) -> None:
    assert "Europe/Berlin (now 10:30)" in await ana.say("/timezone Europe/Berlin")
    assert "Asia/Kathmandu (now 15:15)" in await ana.say("/timezone kathmandu")
    assert "Europe/Berlin" in await ana.say("/timezone Berlinn")
    assert "I know no place “<b>Xyzzy</b>”" in await ana.say("/timezone <b>Xyzzy</b>")


async def test_a_city_or_a_time_is_typed_where_it_is_asked_for(ana: Chat) -> None:
    await _open(ana, "Time zone")
    assert "Europe/London (now 09:30)" in await ana.say("Leeds")
    await _open(ana, "Time zone")
    assert "Which clock is yours?" in await ana.say("it is 10.31 here")
    assert "10:30 Berlin" in ana.buttons
    assert "Europe/Berlin (now 10:30)" in await ana.tap("10:30 Berlin")


async def test_the_first_guess_is_one_tap(ana: Chat) -> None:
    await _open(ana, "Time zone")
    assert "now 09:30" in await ana.tap("09:30")


async def test_a_shared_place_gives_the_zone_and_is_forgotten(ana: Chat) -> None:
    ana.telegram.send_location(ana.person_id, 27.7172, 85.3240)
    assert "Asia/Kathmandu (now 15:15)" in await ana.read()
    await ana.say("/export")
    exported = ana.telegram.file(ana.messages[-1]["document"]["file_id"]).decode()
    assert "27.7" not in exported
    ana.telegram.send_location(ana.person_id, 0, -30)
    assert "no clock for that place" in await ana.read()


async def test_a_warning_sign_is_heeded_where_something_else_was_asked(ana: Chat) -> None:
    await _open(ana, "Time zone")
    text = await ana.say("I can't feel my saddle area and can't pee")
    assert "999" in text


async def test_a_forged_setting_changes_nothing(ana: Chat) -> None:
    await ana.say("/settings")
    for forged in (
        "account:set:side:middle",
        "account:set:zone:Mars/Olympus",
        "account:set:person_id:1",
        "account:set:country:zz",
        "account:cities:Europe:99999999999",
        "account:cities:Nowhere:0",
        "account:choose",
        "account:set",
    ):
        await ana.forge(forged)
    assert "Sore side: not set" in await ana.say("/settings")


async def test_privacy_says_what_is_kept(ana: Chat) -> None:
    text = await ana.say("/privacy")
    assert "Not kept: your other messages" in text
    assert "/delete" in text


async def test_export_holds_every_table_with_a_person_in_it(ana: Chat) -> None:
    await ana.say("/check")
    await ana.say("/export")
    document = ana.messages[-1]["document"]
    exported = json.loads(ana.telegram.file(document["file_id"]))
    assert exported["tables"]["people"][0]["person_id"] == ana.person_id
    assert exported["tables"]["triage_sessions"][0]["answers"] == {}


async def test_delete_asks_once_and_removes_everything(ana: Chat, ben: Chat) -> None:
    await ben.say("/check")
    await ana.say("/check")
    await ana.say("/delete")
    assert "Delete everything" in ana.text
    assert "I keep nothing about you" in await ana.tap("Yes, delete everything")
    for table in await _tables(ana):
        rows = await ana.services.db.run(Transaction.all, f"SELECT person_id FROM {table}")  # noqa: S608
        assert ana.person_id not in {row["person_id"] for row in rows}, table
    assert await ana.services.db.run(people.is_known, ben.person_id)


async def test_after_deletion_a_person_can_begin_anew(ana: Chat) -> None:
    await ana.say("/check")
    await ana.say("/delete")
    await ana.tap("Yes, delete everything")
    assert "1 of about" in await ana.say("/check")


async def test_every_table_with_a_person_goes_when_the_person_goes(ana: Chat) -> None:
    """A later feature's table must join in export and deletion."""
    db = ana.services.db
    tables = await db.run(Transaction.all, "SELECT name FROM sqlite_master WHERE type = 'table'")
    personal = set(await _tables(ana))
    for table in (row["name"] for row in tables):
        if table == "people":
            continue
        columns = {
            row["name"] for row in await db.run(Transaction.all, f"PRAGMA table_info({table})")
        }
        suspects = {c for c in columns if "person" in c or "user" in c or "chat" in c}
        assert table in personal or not suspects, f"{table} hides a person in {suspects}"
        if table in personal:
            keys = await db.run(Transaction.all, f"PRAGMA foreign_key_list({table})")
            links = {(k["from"], k["table"], k["on_delete"]) for k in keys}
            assert ("person_id", "people", "CASCADE") in links, table


async def _tables(chat: Chat) -> list[str]:
    return await chat.services.db.run(tables_with, "person_id")
