"""What people do on the page, and what the page is told."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from whenever import Instant

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Json
from bot.sandbox.server import build, start
from bot.sandbox.telegram import Telegram
from tests.sandbox.serving import ANA, BEN, KEYBOARD, NOON, Served, png, serving

CLUB = -4001


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as sandbox:
        yield sandbox


async def test_state_tells_who_there_is_and_what_was_said(served: Served) -> None:
    served.telegram.add_group(CLUB, "Running club", [ANA, BEN])
    status, said = await served.act("say", person=ANA, text="/start <b>")
    assert status == 200
    await served.call("sendMessage", chat_id=ANA, text="Hello", reply_markup=KEYBOARD)
    await served.call("setMyDescription", description="For sore hips.")
    await served.call("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    state = await served.state(person=ANA)
    assert state["now_ms"] == NOON.timestamp(unit="millisecond")
    assert state["bot"]["description"] == "For sore hips."
    assert [person["first_name"] for person in state["people"]] == ["Ana", "Ben"]
    chats = [(chat["person"], chat["chat"], chat["kind"]) for chat in state["chats"]]
    both = [
        (ANA, ANA, "private"),
        (ANA, CLUB, "group"),
        (BEN, BEN, "private"),
        (BEN, CLUB, "group"),
    ]
    assert chats == both
    assert [message["text"] for message in state["open"]["messages"]] == ["/start <b>", "Hello"]
    assert state["open"]["messages"][0] == said["message"]
    assert state["open"]["commands"] == [{"command": "help", "description": "Help"}]
    assert (await served.state(person=ANA, chat=CLUB))["open"]["title"] == "Running club"


async def test_a_persons_deeds_reach_the_bot_as_updates(served: Served) -> None:
    await served.act("say", person=ANA, text="/start")
    sent = (await served.call("sendMessage", chat_id=ANA, text="?", reply_markup=KEYBOARD))[
        "result"
    ]
    mine = served.telegram.history(ANA)[0]["message_id"]
    await served.act("edit", person=ANA, message_id=mine, text="/help")
    status, tapped = await served.act("tap", person=ANA, message_id=sent["message_id"], data="y")
    assert status == 200
    deeds: dict[str, Json] = {
        "sticker": {"emoji": "👍"},
        "voice": {"duration": 3},
        "location": {"latitude": 52.5, "longitude": 13},
        "block": {},
        "unblock": {},
    }
    for action, values in deeds.items():
        status, answer = await served.act(action, person=ANA, chat=ANA, **values)
        assert status == 200, answer
    updates = (await served.call("getUpdates", timeout=0))["result"]
    kinds = [next(name for name in update if name != "update_id") for update in updates]
    said = ["message"] * 3
    assert kinds == ["message", "edited_message", "callback_query", *said, *["my_chat_member"] * 2]
    assert updates[2]["callback_query"]["id"] == tapped["query_id"]


async def test_a_vote_is_counted_and_remembered(served: Served) -> None:
    await served.act("say", person=ANA, text="/start")
    sent = await served.call(
        "sendPoll",
        chat_id=ANA,
        question="Which?",
        options=[{"text": "One"}, {"text": "Two"}],
        is_anonymous=False,
        type="quiz",
        correct_option_ids=[1],
    )
    poll = sent["result"]["poll"]["id"]
    status, answer = await served.act("vote", person=ANA, poll_id=poll, option_ids=[0])
    assert status == 200, answer
    state = await served.state(person=ANA)
    assert state["open"]["votes"] == {poll: [0]}
    assert state["open"]["messages"][-1]["poll"]["total_voter_count"] == 1


async def test_sends_a_picture_as_a_person(served: Served) -> None:
    await served.act("say", person=ANA, text="/start")
    query = {"person": str(ANA), "chat": str(ANA)}
    async with served.http.post(f"{served.url}/api/photo", params=query, data=png()) as answer:
        assert answer.status == 200
        assert (await answer.json())["message"]["photo"][-1]["width"] == 4
    async with served.http.post(f"{served.url}/api/photo", params=query, data=b"MZ") as answer:
        assert answer.status == 400


async def test_sends_a_file_as_a_person(served: Served) -> None:
    await served.act("say", person=ANA, text="/start")
    query = {"person": str(ANA), "chat": str(ANA), "name": "run.gpx"}
    url = f"{served.url}/api/document"
    async with served.http.post(url, params=query, data=b"<gpx/>") as answer:
        sent = (await answer.json())["message"]["document"]
    assert (sent["file_name"], sent["file_size"]) == ("run.gpx", 6)
    told = await served.call("getFile", file_id=sent["file_id"])
    path = told["result"]["file_path"]
    async with served.http.get(f"{served.url}/file/bot{served.telegram.token}/{path}") as answer:
        assert await answer.read() == b"<gpx/>"
    async with served.http.post(url, params=query, data=b"") as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    ("action", "values", "status"),
    [
        ("say", {"person": ANA}, 400),
        ("say", {"person": "ana", "text": "x"}, 400),
        ("say", {"person": True, "text": "x"}, 400),
        ("say", {"person": 7, "text": "x"}, 404),
        ("edit", {"person": ANA, "message_id": 999, "text": "x"}, 404),
        ("vote", {"person": ANA, "poll_id": "7", "option_ids": [0]}, 404),
        ("vote", {"person": ANA, "poll_id": "7", "option_ids": ["0"]}, 400),
        ("location", {"person": ANA, "latitude": "north", "longitude": 0}, 400),
        ("clock", {"forward_s": -1}, 400),
        ("dance", {}, 404),
    ],
)
async def test_mistakes_are_answered_with_a_sentence(
    served: Served, action: str, values: Json, status: int
) -> None:
    found, answer = await served.act(action, **values)
    assert found == status
    assert answer["error"].endswith(".")


async def test_state_of_nobody_is_not_found(served: Served) -> None:
    for query in ({"person": 7}, {"person": ANA, "chat": -5}, {"person": ANA, "chat": BEN}):
        async with served.http.get(f"{served.url}/api/state", params=query) as answer:
            assert answer.status == 404


async def test_the_clock_goes_forward(served: Served) -> None:
    before = served.clock()
    status, answer = await served.act("clock", forward_s=3600)
    assert status == 200
    assert (served.clock() - before).total("seconds") == 3600
    assert answer["now_ms"] == served.clock().timestamp(unit="millisecond")


async def test_calls_are_listed_with_their_status_and_nothing_else(served: Served) -> None:
    await served.call("getMe")
    await served.call("sendMessage", chat_id=5, text="Private words")
    async with served.http.get(f"{served.url}/api/calls") as answer:
        calls = (await answer.json())["calls"]
    expected = [{"method": "getMe", "status": 200}, {"method": "sendMessage", "status": 400}]
    assert calls == expected


async def test_the_clock_goes_to_the_next_reminder() -> None:
    clock = MovableClock(lambda: NOON)
    telegram = Telegram(clock)
    coming = [NOON.add(hours=7)]

    async def next_wake() -> Instant | None:
        return coming[0] if coming else None

    runner = await start(build(telegram, clock, next_wake), 0)
    address = f"http://{runner.addresses[0][0]}:{runner.addresses[0][1]}/api/next"
    try:
        async with aiohttp.ClientSession() as http:
            async with http.post(address, json={}) as answer:
                assert answer.status == 200
            assert clock() == NOON.add(hours=7)
            coming.clear()
            async with http.post(address, json={}) as answer:
                assert "/reminders" in (await answer.json())["error"]
    finally:
        await runner.cleanup()


async def test_without_the_real_bot_there_is_no_next_reminder(served: Served) -> None:
    status, answer = await served.act("next")
    assert status == 400
    assert "No reminder" in answer["error"]
