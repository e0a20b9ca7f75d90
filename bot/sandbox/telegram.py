"""The fake Telegram: the Bot API on one side, people on the other; no sockets, no threads."""

import asyncio
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.fake.answering import POLLING, answer, documented_name, with_fault
from bot.sandbox.fake.calls import Answer, Call, Faults, File, Json, RefusalError, refusal
from bot.sandbox.fake.crowd import Crowd
from bot.sandbox.fake.groups import Groups
from bot.sandbox.fake.limits import EDITS_BURST, EDITS_PER_S, Limits
from bot.sandbox.fake.methods_polls import close_due_polls
from bot.sandbox.fake.people import bot_person
from bot.sandbox.fake.watching import Watch
from bot.sandbox.fake.webhook import Delivery
from bot.sandbox.fake.world import World

SANDBOX_TOKEN = "110201543:SandboxSandboxSandboxSandboxSandbox"  # noqa: S105  # opens nothing

_TOKEN = re.compile(r"(\d+):[A-Za-z0-9_-]{35,}")
_PAUSE_S = 0.001


class Telegram(Crowd):
    """One bot's Telegram; `clock` gives all its times, `strict_rate` turns the limits on."""

    def __init__(
        self, clock: Clock, *, token: str = SANDBOX_TOKEN, strict_rate: bool = True
    ) -> None:
        found = _TOKEN.fullmatch(token)
        if found is None:
            raise ValueError("A token is digits, a colon, and 35 characters.")
        self.token = token
        self.bot = bot_person(int(found[1]), "Flexor", "flexor_sandbox_bot")
        self.faults: Faults | None = None
        edits = Limits(strict_rate, EDITS_BURST, EDITS_PER_S)
        super().__init__(World(clock, self.bot, Limits(strict_rate), edits))
        self.groups = Groups(self._world)
        self._world.profile.default_name = self.bot.first_name
        self._in_flight = 0

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, File]
    ) -> Answer:
        """Answer a call of the Bot API as Telegram would.

        Values may be native, or text as in forms. ConnectionLostError and NoAnswerError come from
        injected faults only.
        """
        if token != self.token:
            return refusal(RefusalError("", 401 if _TOKEN.fullmatch(token) else 404))
        name = documented_name(method)
        if name is None:
            return refusal(RefusalError("", 404))
        counted = 0 if name == POLLING else 1
        self._in_flight += counted
        try:
            fault = self.faults(name, dict(params)) if self.faults is not None else None
            if fault is None:
                return await answer(self._world, name, params, files)
            return await with_fault(self._world, (name, params, files), fault)
        finally:
            self._in_flight -= counted

    # What tests and the page look at.

    @property
    def answers(self) -> list[Json]:
        """The answers to taps that were accepted, oldest first; at least the last 5,000."""
        return self._world.answers

    @property
    def calls(self) -> Sequence[Call]:
        """The calls that the bot made, oldest first; the last 5,000 are kept."""
        return self._world.calls

    @property
    def violations(self) -> list[str]:
        """What the bot did outside the documentation of the Bot API."""
        return self._world.violations

    @property
    def pending(self) -> int:
        """The number of updates that the bot has not confirmed."""
        return self._world.updates.pending

    def history(self, chat_id: int) -> list[Json]:
        """Return the visible messages of a chat, oldest first; none where there is no chat."""
        chat = self._world.chats.get(chat_id)
        return list(chat.messages.values()) if chat is not None else []

    def reply_keyboard(self, chat_id: int) -> Json | None:
        """Return the reply keyboard or forced reply that is in force in a chat."""
        return self._world.chats[chat_id].reply_keyboard

    def commands(self, chat_id: int) -> list[Json]:
        """Return the commands that are offered in a chat, in a person's own language there."""
        reader = self._world.people.get(chat_id)
        language = reader.language_code if reader is not None else None
        return self._world.profile.shown_commands(chat_id, language or "")

    def menu_button(self, chat_id: int) -> Json:
        """Return the menu button of a private chat."""
        return self._world.profile.menu_button(chat_id)

    def description(self, language: str = "") -> str:
        """Return what an empty chat shows about the bot."""
        return self._world.profile.text("description", language)

    def votes(self, user_id: int) -> dict[str, list[int]]:
        """Return which options of which polls a person chose."""
        polls = self._world.polls.by_id.items()
        return {poll_id: poll.votes[user_id] for poll_id, poll in polls if user_id in poll.votes}

    def file(self, file_id: str) -> bytes:
        """Return a file's bytes; KeyError where there is none."""
        return self._world.files.find(file_id).file.content

    def path(self, file_path: str) -> bytes:
        """Return the bytes behind the path that getFile gave; KeyError where there are none."""
        return self._world.files.at(file_path).file.content

    def watch(self) -> Watch:
        """Return the events from now on; close it when done."""
        return Watch(self._world.watches)

    async def settle(
        self,
        timeout_s: float = 5.0,
        *,
        quiet_s: float = 0.02,
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Wait until nothing was pending, in flight or busy for `quiet_s`; TimeoutError if never.

        A bot that thinks between two calls cannot be seen from here: `busy` may tell.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout_s
        # Turns of the loop are counted, and not seconds: a turn that takes long is no quiet.
        needed, quiet = math.ceil(quiet_s / _PAUSE_S), 0
        while quiet < needed or self._unsettled(busy):
            quiet = 0 if self._unsettled(busy) else quiet + 1
            if loop.time() >= end:
                waiting = f"{self.pending} updates are pending, {self._in_flight} calls in flight"
                raise TimeoutError(f"The bot has not settled: {waiting}.")
            await asyncio.sleep(_PAUSE_S)

    def _unsettled(self, busy: Callable[[], bool]) -> bool:
        return bool(self.pending or self._in_flight or busy())

    # What the surroundings do.

    def push(self, update: Json) -> None:
        """Queue an update as it is; it goes out once, also with a number that was confirmed."""
        self._world.updates.push(update, self._world.now())

    def moved(self) -> None:
        """Do what has become due after the clock was moved, and tell the onlookers."""
        close_due_polls(self._world)
        self._world.emit("clock", 0, now=self._world.clock().format_iso())

    async def webhook_due(self) -> Delivery:
        """Wait until there is a webhook and an update for it, and return what to deliver."""
        hook = self._world.webhook
        while True:
            update = await self._world.updates.first()
            if hook.url:
                return Delivery(hook.url, hook.secret_token, update)
            hook.changed.clear()
            await hook.changed.wait()

    def webhook_done(self, delivery: Delivery, error: str | None = None) -> None:
        """Take a delivered update out of the queue, or note why it could not be delivered."""
        if error is None:
            self._world.updates.drop_first(delivery.update)
        else:
            self._world.webhook.last_error = (int(self._world.now()), error)
