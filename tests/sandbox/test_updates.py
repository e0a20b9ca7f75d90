"""How updates reach the bot: long polling, confirmation, conflict, expiry, webhook."""

import asyncio

import pytest

from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.updates import Updates
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk

CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)


def _texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_they_are_confirmed(desk: Desk) -> None:
    first = await desk.call("getUpdates")
    assert _texts(first) == ["/start", "/start"]
    assert await desk.call("getUpdates") == first
    assert await desk.call("getUpdates", offset=first[1]["update_id"]) == first[1:]
    assert await desk.call("getUpdates", offset=first[1]["update_id"] + 1) == []
    assert desk.telegram.pending == 0


async def test_updates_are_numbered_one_after_the_other(desk: Desk) -> None:
    for number in range(3):
        desk.telegram.say(ANA, str(number))
    ids = [update["update_id"] for update in await desk.updates()]
    assert ids == list(range(ids[0], ids[0] + 5))


async def test_limit_and_negative_offset(desk: Desk) -> None:
    for number in range(3):
        desk.telegram.say(ANA, str(number))
    assert _texts(await desk.call("getUpdates", limit=1)) == ["/start"]
    assert _texts(await desk.call("getUpdates", offset=-2)) == ["1", "2"]
    assert desk.telegram.pending == 2


async def test_at_most_a_hundred_come_at_once(desk: Desk) -> None:
    for number in range(120):
        desk.telegram.say(ANA, str(number))
    assert len(await desk.call("getUpdates", limit=1000)) == 100


async def test_a_long_poll_ends_when_something_happens(desk: Desk) -> None:
    await desk.updates()
    poll = asyncio.create_task(desk.call("getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert not poll.done()
    desk.telegram.say(ANA, "ouch")
    desk.telegram.say(BEN, "me too")
    assert _texts(await asyncio.wait_for(poll, 1)) == ["ouch", "me too"]


async def test_a_long_poll_ends_with_nothing_when_its_time_is_over() -> None:
    updates = Updates()
    assert await updates.fetch(0, limit=100, timeout_s=0.001, now=0.0) == []
    updates.add("message", {}, now=0.0)
    assert len(await updates.fetch(0, limit=100, timeout_s=0.001, now=0.0)) == 1


async def test_a_second_poll_ends_the_first(desk: Desk) -> None:
    await desk.updates()
    first = asyncio.create_task(desk.refused("getUpdates", timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(desk.call("getUpdates", timeout=30))
    assert await asyncio.wait_for(first, 1) == CONFLICT
    desk.telegram.say(ANA, "ouch")
    assert _texts(await asyncio.wait_for(second, 1)) == ["ouch"]


async def test_a_poll_that_is_given_up_leaves_no_trace(desk: Desk) -> None:
    await desk.updates()
    poll = asyncio.create_task(desk.call("getUpdates", timeout=30))
    await asyncio.sleep(0)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    desk.telegram.say(ANA, "ouch")
    assert _texts(await desk.call("getUpdates", timeout=30)) == ["ouch"]


async def test_updates_are_forgotten_after_a_day(desk: Desk) -> None:
    desk.clock.forward(23 * 3600)
    desk.telegram.say(ANA, "late")
    desk.clock.forward(3600)
    assert _texts(await desk.call("getUpdates")) == ["late"]


async def test_only_the_kinds_that_were_asked_for_are_queued(desk: Desk) -> None:
    await desk.call("getUpdates", offset=-1, allowed_updates=["callback_query"])
    await desk.updates()
    desk.telegram.say(ANA, "ouch")
    desk.telegram.tap(ANA, 1, "x")
    assert [set(update) - {"update_id"} for update in await desk.updates()] == [{"callback_query"}]
    await desk.ask("getUpdates", allowed_updates=["messages"])
    assert desk.telegram.violations == ["allowed_updates has messages: no kind of update"]
    desk.telegram.violations.clear()
    await desk.call("getUpdates", allowed_updates=[])
    desk.telegram.say(ANA, "ouch")
    assert _texts(await desk.updates()) == ["ouch"]


async def test_a_pushed_update_goes_out_as_it_is_also_twice(desk: Desk) -> None:
    (_, last) = await desk.updates()
    desk.telegram.push(last)
    desk.telegram.push({"message": {"strange": True}})
    answer = await desk.telegram.call(desk.telegram.token, "getUpdates", {}, {})
    again, strange = answer.body["result"]
    assert again == last
    assert strange == {"update_id": last["update_id"] + 1, "message": {"strange": True}}
    offset = {"offset": strange["update_id"] + 1}
    answer = await desk.telegram.call(desk.telegram.token, "getUpdates", offset, {})
    assert answer.body["result"] == []


async def test_a_webhook_takes_the_place_of_polling(desk: Desk) -> None:
    await desk.updates()
    poll = asyncio.create_task(desk.refused("getUpdates", timeout=30))
    await asyncio.sleep(0)
    due = asyncio.create_task(desk.telegram.webhook_due())
    params = {"url": "https://example.org/hook", "secret_token": "s-1", "max_connections": 5}
    params |= {"ip_address": "192.0.2.1"}
    await desk.call("setWebhook", **params, allowed_updates=["message"])

    assert await asyncio.wait_for(poll, 1) == "Conflict: terminated by setWebhook request"
    assert await desk.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
        " delete the webhook first"
    )
    desk.telegram.say(ANA, "ouch")
    delivery = await asyncio.wait_for(due, 1)
    assert (delivery.url, delivery.secret_token) == ("https://example.org/hook", "s-1")
    assert delivery.update["message"]["text"] == "ouch"

    desk.telegram.webhook_done(delivery, "Connection refused")
    info = await desk.call("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Connection refused"
    assert (info["max_connections"], info["allowed_updates"]) == (5, ["message"])
    assert info["ip_address"] == "192.0.2.1"
    desk.telegram.webhook_done(await desk.telegram.webhook_due())
    assert desk.telegram.pending == 0

    await desk.call("deleteWebhook")
    assert (await desk.call("getWebhookInfo"))["url"] == ""
    assert await desk.call("getUpdates") == []


async def test_a_webhook_waits_until_there_is_one(desk: Desk) -> None:
    due = asyncio.create_task(desk.telegram.webhook_due())
    await asyncio.sleep(0)
    assert not due.done()
    await desk.call("setWebhook", url="http://127.0.0.1:8081/hook")
    delivery = await asyncio.wait_for(due, 1)
    assert delivery.update["message"]["text"] == "/start"


async def test_an_empty_address_takes_the_webhook_away_and_updates_can_be_dropped(
    desk: Desk,
) -> None:
    await desk.call("setWebhook", url="https://example.org/hook")
    await desk.call("setWebhook", url="", drop_pending_updates=True)
    assert await desk.call("getUpdates") == []
    desk.telegram.say(ANA, "ouch")
    await desk.call("deleteWebhook", drop_pending_updates=True)
    assert await desk.call("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        (
            {"url": "http://example.org"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://x.org", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
        ({"url": "https://x.org", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_webhooks_that_are_refused(desk: Desk, params: Json, reason: str) -> None:
    assert await desk.refused("setWebhook", **params) == f"Bad Request: {reason}"


async def test_who_calls_must_have_the_token_and_the_method_must_exist(desk: Desk) -> None:
    telegram = desk.telegram
    other = "1:" + "x" * 35
    for token, method, status, words in [
        (other, "getMe", 401, "Unauthorized"),
        ("x", "getMe", 404, "Not Found"),
        (telegram.token, "sendRun", 404, "Not Found"),
    ]:
        answer = await telegram.call(token, method, {}, {})
        assert (answer.status, answer.body["description"]) == (status, words)
    answer = await telegram.call(telegram.token, "GETME", {}, {})
    assert answer.body["result"]["id"] == telegram.bot.id


async def test_after_log_out_nothing_is_answered(desk: Desk) -> None:
    assert await desk.call("close") is True
    assert await desk.call("logOut") is True
    assert await desk.refused("getMe") == "Logged out"


async def test_in_groups_the_bot_reads_what_is_meant_for_it(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA, BEN])
    sent = await desk.call("sendMessage", chat_id=CLUB, text="Hello")
    assert [set(each) - {"update_id"} for each in await desk.updates()][-1] == {"my_chat_member"}
    desk.telegram.say(ANA, "private talk", chat_id=CLUB)
    desk.telegram.say(ANA, "/check", chat_id=CLUB)
    desk.telegram.say(ANA, "/check@flexor_sandbox_bot", chat_id=CLUB)
    desk.telegram.say(ANA, "/check@other_bot", chat_id=CLUB)
    desk.telegram.say(BEN, "to you", chat_id=CLUB, reply_to=sent["message_id"])
    assert _texts(await desk.updates()) == ["/check", "/check@flexor_sandbox_bot", "to you"]
