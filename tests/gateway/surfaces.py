"""A feature that uses everything a conversation can do, behind a real inbox and outbox."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from whenever import Instant

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.markup import Markup, plain
from bot.chat.screen import Button, Card, Copy, Link, Picture, Poll, Reply, Screen, Toast
from bot.domain.people import store as people
from bot.gateway.bot import Bot
from bot.gateway.desk import Desk
from bot.gateway.inbox import ALLOWED_UPDATES, Inbox
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.routes import Command, Feature, routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import Telegram
from bot.services import Services
from bot.settings import Settings
from bot.storage.sent import Sent
from tests.gateway.bot_api import unmoved
from tests.sandbox.serving import png
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 2, 12)
ANA, BEN, ZOE, CLUB = 1001, 1002, 1003, -4001
UNUSED: Any = None
POLL = Poll("Which leg?", ("left", "right", "both"), (1,), "Because.", action("room", "vote", 7))


@dataclass(slots=True)
class Room:
    """A feature that uses everything, and notes what came to it."""

    came: list[tuple[str, Incoming]] = field(default_factory=list)
    drawn: int = 0

    def feature(self) -> Feature:
        return Feature(
            "room",
            (
                Command("poll", "asks", self.poll, in_groups=self.poll),
                Command("picture", "shows", self.picture),
                Command("note", "expects words", self.note),
                Command("copy", "copies", self.copy),
            ),
            taps={"noted": self.noted, "turn": self.picture, "linked": self.noted},
            admin_taps={"rule": self.noted},
            public_taps={"open": self.toast},
            votes={"vote": self.voted},
            links=frozenset({"linked"}),
            inline=self.cards,
            typed=self.typed,
            placed=self.placed,
        )

    async def poll(self, _: Incoming, __: Services) -> Screen:
        stop = Button("Stop", action("room", "open"))
        return Screen(Markup("<b>1 of 5</b>"), ((stop,),), poll=POLL)

    async def voted(self, incoming: Incoming, _: Services) -> Screen:
        self.came.append(("vote", incoming))
        return Screen(plain(f"chosen {incoming.chosen}"))

    async def picture(self, incoming: Incoming, _: Services) -> Screen:
        name = incoming.words or incoming.args[0]
        turn = Button("Turn", action("room", "turn", "second"))
        return Screen(plain(f"shows {name}"), ((turn,),), picture=Picture(self.draw, name, name))

    def draw(self) -> bytes:
        self.drawn += 1
        return png(40, 30)

    async def note(self, _: Incoming, __: Services) -> Screen:
        return Screen(Markup("What?"), expects=action("room", "noted", 5))

    async def noted(self, incoming: Incoming, _: Services) -> Screen:
        self.came.append(("noted", incoming))
        return Screen(Markup("Noted."))

    async def copy(self, incoming: Incoming, _: Services) -> Screen:
        above = incoming.message.replies_to if incoming.message else None
        button = Button("Way in", Link(action("room", "linked", 3)))
        return Screen(Markup(""), ((button,),), copy=Copy(incoming.chat_id, above or 0))

    async def toast(self, incoming: Incoming, _: Services) -> Reply:
        self.came.append(("open", incoming))
        return Toast("Right!", alert=True)

    async def cards(self, incoming: Incoming, _: Services) -> Sequence[Card]:
        way_in = Button("Open", Link(action("room", "linked", 3)))
        shared = Screen(plain(f"about {incoming.words}"), ((way_in,),))
        return [Card("one", "One", "the first", shared)]

    async def typed(self, incoming: Incoming, _: Services) -> Screen:
        self.came.append(("typed", incoming))
        return Screen(Markup("Searched."))

    async def placed(self, incoming: Incoming, _: Services) -> Screen:
        self.came.append(("placed", incoming))
        return Screen(Markup("There."))


@dataclass(slots=True)
class House:
    """The room behind a real inbox and outbox, before the pretended Telegram."""

    telegram: Telegram
    bot: Bot
    room: Room
    inbox: Inbox
    sent: Sent
    offset: int | None = None

    async def read(self) -> str:
        """Let the bot deal with all that waits; return its newest text to Ana."""
        while updates := await self.bot.updates(self.offset, 0, ALLOWED_UPDATES):
            for raw in updates:
                self.offset = raw["update_id"] + 1
                await self.inbox.take([raw])
                await self.inbox.rest()
        assert self.telegram.violations == []
        said = self.said(ANA)
        return str(said[-1].get("text", said[-1].get("caption", ""))) if said else ""

    async def say(self, text: str, person_id: int = ANA, chat_id: int | None = None) -> str:
        self.telegram.say(person_id, text, chat_id=chat_id)
        return await self.read()

    def said(self, chat_id: int) -> list[dict[str, Any]]:
        return [m for m in self.telegram.history(chat_id) if m["from"]["is_bot"]]


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """Open the house; Ana and Ben have spoken to the bot, Zoe has not, and Ben is an admin."""
    telegram = Telegram(MovableClock(lambda: NOON), strict_rate=False)
    for person_id, name in ((ANA, "Ana"), (BEN, "Ben"), (ZOE, "Zoe")):
        telegram.add_person(person_id, name)
    telegram.add_group(CLUB, "Running club", [ANA, BEN, ZOE])
    requests = SandboxRequest(telegram), SandboxRequest(telegram)
    bot = Bot(telegram.token, requests, Pacer(0))
    settings = Settings.model_construct(admin_ids=frozenset({BEN}))
    async with opened(":memory:") as db, bot:
        services = Services(UNUSED, UNUSED, db, lambda: NOON, settings, ())
        sent, room = Sent(db, bot.id), Room()
        outbox = Outbox(bot, sent, lambda person_id: db.run(people.block, person_id, NOON), unmoved)
        desk = Desk(routes([room.feature()]), services, outbox, sent)
        house = House(telegram, bot, room, Inbox(desk.answer, db, outbox), sent)
        for person_id in (ANA, BEN):
            await house.say("hello", person_id)
        room.came.clear()
        yield house
        outbox.close()
