"""The whole bot on the pretended Telegram: a test is a transcript."""

import asyncio
import contextlib
import functools
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, fields
from typing import Any

import pytest
from whenever import Instant

from bot import app
from bot.chat.actions import decode, from_payload
from bot.domain.standing import of_person
from bot.features import FEATURES
from bot.library import loading
from bot.library.content import Content
from bot.routes import Routes, routes
from bot.sandbox.clock import MovableClock
from bot.sandbox.request import SandboxRequest
from bot.sandbox.start import populate, sandbox_settings
from bot.sandbox.telegram import Telegram
from bot.search.index import SearchIndex
from bot.services import Services
from bot.settings import Settings

START = Instant.from_utc(2026, 3, 2, 9, 30)
ANA, BEN = 1001, 1002


@dataclass
class Chat:
    """One person's private chat with the bot."""

    telegram: Telegram
    person_id: int
    services: Services
    clock: MovableClock
    busy: Callable[[], bool] = lambda: False  # says whether the bot is at an update

    async def say(self, text: str) -> str:
        self.telegram.say(self.person_id, text)
        return await self.read()

    async def tap(self, label: str, message: dict[str, Any] | None = None) -> str:
        """Press the button whose label holds these words on the newest message with buttons."""
        message = message or self.with_buttons()
        found = [name for name in labels(message) if label in name]
        assert found, f"no button {label!r} among {labels(message)}"
        self.telegram.press(self.person_id, message["message_id"], found[0])
        return await self.read()

    async def forge(self, data: str, message_id: int | None = None) -> str:
        """Tap a button that may never have been there."""
        number = message_id or self.with_buttons()["message_id"]
        self.telegram.tap(self.person_id, number, data)
        return await self.read()

    async def read(self) -> str:
        """Return the newest text of the bot's, once all is quiet."""
        await self.telegram.settle(busy=self.busy, quiet_s=0.002)
        assert self.telegram.violations == []
        return self.text

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [m for m in self.telegram.history(self.person_id) if m["from"]["is_bot"]]

    @property
    def text(self) -> str:
        message = self.messages[-1] if self.messages else {}
        return str(message.get("text", message.get("caption", "")))

    @property
    def toast(self) -> str:
        return str(self.telegram.answers[-1]["text"] or "")

    @property
    def buttons(self) -> list[str]:
        return labels(self.with_buttons())

    async def may_exercise(self) -> bool:
        """Say whether nothing holds this person's exercises now."""
        found = await self.services.db.read(of_person, self.person_id, self.clock())
        return found.may_exercise

    def with_buttons(self) -> dict[str, Any]:
        return next(m for m in reversed(self.messages) if "reply_markup" in m)

    @property
    def poll(self) -> dict[str, Any]:
        """The newest poll, as Telegram's app shows it."""
        return next(m["poll"] for m in reversed(self.messages) if "poll" in m)

    async def vote(self, *chosen: int, poll: dict[str, Any] | None = None) -> str:
        self.telegram.vote(self.person_id, (poll or self.poll)["id"], chosen)
        return await self.read()

    async def answer(self, *, right: bool) -> str:
        """Vote for exactly what is right, or for one thing that is not."""
        key, options = self.poll["correct_option_ids"], range(len(self.poll["options"]))
        wrong = next(place for place in options if place not in key)
        return await self.vote(*(key if right else [wrong]))


def labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


class Warm(Content):
    """The content, whose search is built once for all transcripts."""

    def search(self) -> SearchIndex:
        return _whole_search()


@functools.cache
def _whole_search() -> SearchIndex:
    return loading.load().search_index()


@functools.cache
def whole_content() -> Content:
    loaded = loading.load()
    return Warm(**{field.name: getattr(loaded, field.name) for field in fields(loaded)})


@pytest.fixture
def content() -> Content:
    return whole_content()


def pretended_telegram() -> tuple[Telegram, MovableClock]:
    """Return a Telegram with its people, whose clock stands until it is moved."""
    clock = MovableClock(lambda: START)
    telegram = Telegram(clock, strict_rate=False)
    populate(telegram)
    return telegram, clock


def fast_settings(telegram: Telegram, **changed: object) -> Settings:
    """Return settings without pacing: a transcript is typed faster than anybody types."""
    settings = sandbox_settings(telegram.token)
    return settings.model_copy(update={"messages_per_second": 0, **changed})


@contextlib.asynccontextmanager
async def conversation(
    telegram: Telegram, clock: MovableClock, content: Content, settings: Settings
) -> AsyncIterator[Chat]:
    """Run the bot from start to stop, and hand out Ana's chat with it."""
    stop = asyncio.Event()
    async with app.wired(settings, content, clock, lambda: SandboxRequest(telegram)) as flexor:
        serving = asyncio.create_task(app.serve(flexor, stop))
        await flexor.services.search
        yield Chat(telegram, ANA, flexor.services, clock, lambda: flexor.inbox.busy)
        stop.set()
        await asyncio.wait_for(serving, 5)
    assert dead_buttons(telegram) == set()
    assert unclear_buttons(telegram) == set()


def dead_buttons(telegram: Telegram) -> set[str]:
    """Return what buttons of the bot's carried, and links of theirs, that lead nowhere."""
    keyboards = (call.params.get("reply_markup") or {} for call in telegram.calls)
    rows = (row for keyboard in keyboards for row in keyboard.get("inline_keyboard", ()))
    return {does for row in rows for button in row if (does := _dead(button))}


def unclear_buttons(telegram: Telegram) -> set[str]:
    """Return labels that stand twice on one keyboard, or beside another label for the same."""
    found = set()
    for call in telegram.calls:
        rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", ())
        pairs = [(one["text"], one.get("callback_data", one.get("url"))) for r in rows for one in r]
        names, ways = (
            (Counter(column) for column in zip(*pairs, strict=True)) if pairs else ({}, {})
        )
        found |= {f"{name}: {way}" for name, way in pairs if names[name] > 1 or ways[way] > 1}
    return found


def _dead(button: dict[str, str]) -> str | None:
    known = _routes()
    if data := button.get("callback_data"):
        wanted = decode(data)
        return None if wanted and (wanted.feature, wanted.verb) in known.taps else data
    _, is_link, payload = button.get("url", "").partition("?start=")
    linked = from_payload(payload)
    leads = payload == "group" or (linked and (linked.feature, linked.verb) in known.links)
    return payload if is_link and not leads else None


@functools.cache
def _routes() -> Routes:
    return routes(FEATURES)


@pytest.fixture
async def ana(content: Content) -> AsyncIterator[Chat]:
    telegram, clock = pretended_telegram()
    async with conversation(telegram, clock, content, fast_settings(telegram)) as chat:
        yield chat


@pytest.fixture
def ben(ana: Chat) -> Chat:
    return Chat(ana.telegram, BEN, ana.services, ana.clock, ana.busy)
