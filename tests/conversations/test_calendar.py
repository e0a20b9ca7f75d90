"""The calendar: a file that a newer one replaces, and a private address."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar

from bot.library.content import Content
from tests.conversations.conftest import Chat, conversation, fast_settings, pretended_telegram
from tests.conversations.planning import given_plan

HEALTH = re.compile(r"hip|pain|sore|flex|stretch|injur|heal", re.IGNORECASE)


def newest(chat: Chat) -> Any:
    sent = next(m for m in reversed(chat.messages) if "document" in m)
    assert sent["document"]["file_name"] == "training.ics"
    return Calendar.from_ical(chat.telegram.file(sent["document"]["file_id"]))


def titles(calendar: Any) -> dict[str, str]:
    return {str(event["uid"]): str(event["summary"]) for event in calendar.events}


async def planned(chat: Chat) -> None:
    await given_plan(chat, stage=2, level=3)
    await chat.say("/timezone Berlin")


async def test_the_plan_and_its_times_are_in_the_file(ana: Chat) -> None:
    await planned(ana)
    await ana.say("/remind run 18:30")
    await ana.say("/remind “ice my hip” 07:30 mon,wed")
    text = await ana.say("/calendar")
    assert text.startswith("Your calendar: 4 weeks of your plan and")
    calendar = newest(ana)
    days = [one for one in calendar.events if str(one["uid"]).startswith("plan-")]
    assert len(days) == 28, "rest days too: a newer file must be able to change any"
    assert {"Rest day", "Exercises"} <= set(titles(calendar).values())
    (zone,) = calendar.timezones
    assert zone["tzid"] == "Europe/Berlin"
    repeated = next(one for one in calendar.events if "rrule" in one)
    assert repeated["rrule"]["byday"] == ["MO", "WE"]
    assert repeated["dtstart"].dt.isoformat() == "2026-03-02T07:30:00+01:00"
    assert repeated.alarms.times
    assert not any(HEALTH.search(title) for title in titles(calendar).values())


async def test_a_newer_file_replaces_the_older(ana: Chat) -> None:
    await planned(ana)
    await ana.say("/calendar")
    before = newest(ana)
    ana.clock.forward(24 * 3600)
    await ana.say("/calendar")
    after = newest(ana)
    same = titles(before).keys() & titles(after).keys()
    assert len(same) >= 27
    assert min(e["sequence"] for e in after.events) > max(e["sequence"] for e in before.events)


async def test_what_an_earlier_file_told_is_taken_back_while_something_holds(ana: Chat) -> None:
    await planned(ana)
    await ana.say("/calendar")
    before = titles(newest(ana))
    await ana.say("my leg is cold and white since this morning")
    text = await ana.say("/calendar")
    assert not text.startswith("Your calendar"), "what holds is said first"
    now = titles(newest(ana))
    assert now.keys() >= {uid for uid in before if uid.startswith("plan-")}
    assert set(now.values()) == {"Ask in the chat first"}


async def test_titles_speak_where_that_is_wanted(ana: Chat) -> None:
    await planned(ana)
    await ana.say("/remind “ice my hip” 07:30 mon,wed")
    await ana.say("/calendar")
    await ana.tap("Titles in words")
    assert "Hip exercises" in titles(newest(ana)).values()
    await ana.say("/calendar")
    assert "Hip exercises" in titles(newest(ana)).values(), "it stays as it was wanted"
    await ana.tap("Plain titles")
    assert "Hip exercises" not in titles(newest(ana)).values()
    assert "Private address" not in ana.buttons
    assert "no private addresses here" in await ana.forge("calendar:new")


async def test_the_clock_is_asked_for_first(ana: Chat) -> None:
    assert (await ana.say("/calendar")).startswith("First your clock")
    assert "Set my clock" in ana.buttons


async def test_odd_repeats_are_told(ana: Chat) -> None:
    await ana.say("/timezone Berlin")
    await ana.say("/remind stretch every 3 days at 8:00")
    await ana.say("/remind drink water every other thursday at 19:00")
    await ana.say("/remind drink water tomorrow at 8:00")
    await ana.say("/calendar")
    rules = [one.get("rrule", {}) for one in newest(ana).events]
    found = sorted((str(r.get("freq", "")), str(r.get("interval", ""))) for r in rules)
    assert found == [("", ""), ("['DAILY']", "[3]"), ("['WEEKLY']", "[2]")]


PORT = 18_573


@pytest.fixture
async def served(content: Content) -> AsyncIterator[Chat]:
    telegram, clock = pretended_telegram()
    where = {"http_port": PORT, "calendar_url": f"http://127.0.0.1:{PORT}"}
    async with conversation(telegram, clock, content, fast_settings(telegram, **where)) as chat:
        yield chat


async def got(url: str, method: str = "GET") -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.request(method, url) as answer:
        return answer.status, await answer.text()


async def test_a_private_address_is_read_only_secret_and_can_be_ended(served: Chat) -> None:
    await planned(served)
    await served.say("/calendar")
    await served.tap("Private address")
    text = await served.tap("Make an address")
    url = re.search(r"http\S+\.ics", text)
    assert url
    first = url[0]
    status, body = await got(first)
    assert status == 200
    assert titles(Calendar.from_ical(body)) == titles(newest(served))
    assert (await got(first, "POST"))[0] == 405
    assert (await got(first.replace(".ics", "x.ics")))[0] == 404
    assert (await got(f"http://127.0.0.1:{PORT}/calendar/{'a' * 2000}.ics"))[0] == 404
    exported = await served.say("/export")
    assert first.rpartition("/")[2] not in exported
    await served.forge("calendar:new")
    assert (await got(first))[0] == 404, "a new one ends the old"
    second = re.search(r"http\S+\.ics", served.text)
    assert second
    assert (await got(second[0]))[0] == 200
    assert "You have one" not in await served.forge("calendar:end")
    assert (await got(second[0]))[0] == 404


async def test_a_deleted_person_has_no_address(served: Chat) -> None:
    await planned(served)
    url = re.search(r"http\S+\.ics", await served.forge("calendar:new"))
    assert url
    await served.forge("account:delete")
    await asyncio.sleep(0)
    assert (await got(url[0]))[0] == 404
