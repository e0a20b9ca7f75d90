"""An inbox with one feature, before the pretended Telegram."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whenever import Instant

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Button, Card, Screen
from bot.domain.people import store as people
from bot.gateway.bot import Bot
from bot.gateway.desk import Desk
from bot.gateway.inbox import Inbox
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.gateway.reading import Raw
from bot.routes import Command, Feature, routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Call
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.services import Services
from bot.settings import Settings
from bot.storage.sent import Sent
from bot.storage.transaction import Transaction
from tests.gateway.bot_api import unmoved
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
    outbox: Outbox = field(init=False)
    desk: Desk = field(init=False)
    handled: list[tuple[int, str]] = field(default_factory=list)
    at_the_door: asyncio.Event = field(default_factory=asyncio.Event)
    door: asyncio.Event = field(default_factory=asyncio.Event)
    update_id: int = 0
    looked: int = 0

    def __post_init__(self) -> None:
        self.open(
            Feature(
                "house",
                (Command("wait", "waits", self.wait), Command("break", "breaks", self.breaks)),
                {"break": self.breaks, "look": self.look},
                inline=self.cards,
                typed=self.typed,
            )
        )

    def open(self, feature: Feature) -> None:
        """Put a feature behind the inbox."""
        db = self.services.db
        sent = Sent(db, self.bot.id)
        self.outbox = Outbox(self.bot, sent, lambda who: db.run(people.block, who, NOON), unmoved)
        self.desk = Desk(routes([feature]), self.services, self.outbox, sent)
        self.inbox = self.new_inbox()

    def new_inbox(self) -> Inbox:
        """Return the inbox of a process that has just started."""
        return Inbox(self.desk.answer, self.services.db, self.outbox)

    async def take(self, *raws: Raw) -> None:
        """Deal with updates to their end."""
        await self.inbox.take(raws)
        await self.inbox.rest()

    async def typed(self, incoming: Incoming, _: Services) -> Screen:
        self.handled.append((incoming.person_id, incoming.words))
        button = Button("Break", action("house", "break"))
        return Screen(plain(f"heard {incoming.words}"), ((button,),))

    async def wait(self, incoming: Incoming, services: Services) -> Screen:
        self.at_the_door.set()
        await self.door.wait()
        return await self.typed(incoming, services)

    async def look(self, _: Incoming, __: Services) -> Screen:
        self.looked += 1
        return Screen(plain("seen"))

    async def cards(self, incoming: Incoming, _: Services) -> Sequence[Card]:
        return [Card("one", incoming.words, "the first", Screen(plain("shared")))]

    async def breaks(self, _: Incoming, __: Services) -> Screen:
        raise ValueError("a fault of ours")

    def say(self, person_id: int, text: str, chat_id: int | None = None) -> Raw:
        """Return the update that a person's message makes."""
        self.update_id += 1
        chat = {"id": chat_id or person_id, "type": "group" if chat_id else "private"}
        person = {"id": person_id, "is_bot": False, "first_name": "Ana"}
        message = {"message_id": 900 + self.update_id, "date": 1, "chat": chat, "from": person}
        return {"update_id": self.update_id, "message": {**message, "text": text}}

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.telegram.calls if call.method == method]

    async def is_blocked(self, person_id: int) -> bool:
        sql = "SELECT blocked_at FROM people WHERE person_id = :id"
        row = await self.services.db.run(Transaction.one, sql, id=person_id)
        return row is not None and row["blocked_at"] is not None

    def texts(self, chat_id: int) -> list[str]:
        return [m["text"] for m in self.telegram.history(chat_id) if m["from"]["is_bot"]]


@asynccontextmanager
async def open_house(path: Path | str = ":memory:") -> AsyncIterator[House]:
    """Open the house; Ana and Ben have written to the bot, and there is a club."""
    telegram = Telegram(MovableClock(lambda: NOON), strict_rate=False)
    telegram.add_person(ANA, "Ana")
    telegram.add_person(BEN, "Ben")
    telegram.add_group(CLUB, "Running club", [ANA, BEN])
    for person_id in (ANA, BEN):
        telegram.say(person_id, "/start")
    bot = Bot(telegram.token, (SandboxRequest(telegram), SandboxRequest(telegram)), Pacer(0))
    async with opened(path) as db, bot:
        services = Services(UNUSED, UNUSED, db, lambda: NOON, Settings.model_construct(), ())
        yield House(telegram, bot, services)
