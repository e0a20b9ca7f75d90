"""Each update is dealt with once, one person's in order, and a fault of ours is answered."""

import asyncio
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Update
from whenever import Instant

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Button, Screen
from bot.domain.people import store as people
from bot.gateway.bot import Bot
from bot.gateway.inbox import Inbox
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.routes import Command, Feature, routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.services import Services
from bot.settings import Settings
from bot.storage.sent import Sent
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 2, 12)
ANA, BEN, CLUB = 1001, 1002, -4001
UNUSED: Any = None  # the inbox hands content and search on without a look


@dataclass(slots=True)
class House:
    """An inbox with one feature, before the pretended Telegram."""

    telegram: Telegram
    bot: Bot
    services: Services
    inbox: Inbox = field(init=False)
    handled: list[tuple[int, str]] = field(default_factory=list)
    at_the_door: asyncio.Event = field(default_factory=asyncio.Event)
    door: asyncio.Event = field(default_factory=asyncio.Event)
    update_id: int = 0

    def __post_init__(self) -> None:
        feature = Feature(
            "house",
            (Command("wait", "waits", self.wait), Command("break", "breaks", self.breaks)),
            {"break": self.breaks},
            typed=self.typed,
        )
        db = self.services.db
        sent = Sent(db, self.bot.id)
        outbox = Outbox(self.bot, sent, lambda person_id: db.run(people.block, person_id, NOON))
        self.inbox = Inbox(routes([feature]), self.services, outbox, sent)

    async def typed(self, incoming: Incoming, _: Services) -> Screen:
        self.handled.append((incoming.person_id, incoming.words))
        button = Button("Break", action("house", "break"))
        return Screen(plain(f"heard {incoming.words}"), ((button,),))

    async def wait(self, incoming: Incoming, services: Services) -> Screen:
        self.at_the_door.set()
        await self.door.wait()
        return await self.typed(incoming, services)

    async def breaks(self, _: Incoming, __: Services) -> Screen:
        raise ValueError("a fault of ours")

    def say(self, person_id: int, text: str, chat_id: int | None = None) -> Update:
        """Return the update that a person's message makes."""
        self.update_id += 1
        chat = {"id": chat_id or person_id, "type": "group" if chat_id else "private"}
        person = {"id": person_id, "is_bot": False, "first_name": "Ana"}
        message = {"message_id": 900 + self.update_id, "date": 1, "chat": chat, "from": person}
        raw = {"update_id": self.update_id, "message": {**message, "text": text}}
        return Update.de_json(raw, self.bot)

    def texts(self, chat_id: int) -> list[str]:
        return [m["text"] for m in self.telegram.history(chat_id) if m["from"]["is_bot"]]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    telegram = Telegram(MovableClock(lambda: NOON), strict_rate=False)
    telegram.add_person(ANA, "Ana")
    telegram.add_person(BEN, "Ben")
    telegram.add_group(CLUB, "Running club", [ANA, BEN])
    for person_id in (ANA, BEN):
        telegram.say(person_id, "/start")
    bot = Bot(telegram.token, (SandboxRequest(telegram), SandboxRequest(telegram)), Pacer(0))
    async with opened(":memory:") as db, bot:
        services = Services(UNUSED, UNUSED, db, lambda: NOON, Settings.model_construct(), ())
        yield House(telegram, bot, services)


async def test_one_persons_updates_are_dealt_with_in_order(house: House) -> None:
    taken = [
        asyncio.create_task(house.inbox.take(house.say(ANA, text)))
        for text in ("/wait 1", "2", "3")
    ]
    await house.at_the_door.wait()
    assert house.handled == []
    house.door.set()
    await asyncio.gather(*taken)
    assert house.handled == [(ANA, "1"), (ANA, "2"), (ANA, "3")]
    assert house.texts(ANA) == ["heard 1", "heard 2", "heard 3"]


async def test_somebody_slow_holds_up_nobody_else(house: House) -> None:
    slow = asyncio.create_task(house.inbox.take(house.say(ANA, "/wait 1")))
    await house.at_the_door.wait()
    await house.inbox.take(house.say(BEN, "hello"))
    assert house.handled == [(BEN, "hello")]
    house.door.set()
    await slow


async def test_an_update_that_comes_twice_is_dealt_with_once(house: House) -> None:
    update = house.say(ANA, "hello")
    await asyncio.gather(house.inbox.take(update), house.inbox.take(update))
    await house.inbox.take(update)
    assert house.texts(ANA) == ["heard hello"]


async def test_nothing_is_kept_of_people_who_are_quiet(house: House) -> None:
    for n in range(20):
        await house.inbox.take(house.say(ANA if n % 2 else BEN, "hello"))
    gc.collect()
    assert not house.inbox.busy


async def test_a_handler_that_breaks_is_apologised_for(house: House) -> None:
    await house.inbox.take(house.say(ANA, "/break"))
    assert "Sorry, that went wrong on my side" in house.texts(ANA)[-1]
    await house.inbox.take(house.say(ANA, "hello"))
    assert house.texts(ANA)[-1] == "heard hello"


async def test_a_fault_before_the_handler_is_apologised_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(people, "note", full)
    await house.inbox.take(house.say(ANA, "hello"))
    (apology,) = house.texts(ANA)
    assert "Sorry, that went wrong on my side" in apology


async def test_in_a_group_nobody_is_apologised_to(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("no way out")

    monkeypatch.setattr(Outbox, "send", broken)
    await house.inbox.take(house.say(ANA, "/start", CLUB))
    assert house.texts(ANA) == house.texts(CLUB) == []


async def test_a_group_is_led_to_the_private_chat(house: House) -> None:
    await house.inbox.take(house.say(ANA, "my groin hurts", CLUB))
    await house.inbox.take(house.say(ANA, "/start", CLUB))
    (answer,) = house.texts(CLUB)
    assert "let us talk in private" in answer
    assert house.handled == []
