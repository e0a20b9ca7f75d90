"""Edits of messages: in order, the newest alone of those that wait, none that changes nothing."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

import orjson

from bot.chat.sending import Outcome
from bot.gateway.bot import Bot
from bot.gateway.outcomes import Answer

_BARE: Mapping[str, Any] = {}  # what a message without its buttons is remembered as
_REMEMBERED = 4096  # messages of which is known what they show

Place = tuple[int, int]
"""A chat and a message in it."""


@dataclass(eq=False, slots=True)
class _Edit:
    """An edit, whose content may be exchanged until it goes out."""

    data: Mapping[str, Any]
    task: asyncio.Task[Outcome] = field(init=False)


class Edits:
    """Changes what stands in chats."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._waiting: dict[Place, _Edit] = {}
        self._turns: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()
        self._shown: OrderedDict[Place, int] = OrderedDict()

    async def edit(self, place: Place, data: Mapping[str, Any]) -> Outcome:
        """Show something else in a message; what becomes of a later edit holds for this one too."""
        edit = self._waiting.get(place)
        if edit is None:
            edit = self._waiting[place] = _Edit(data)
            edit.task = asyncio.create_task(self._send(place, edit))
        edit.data = data
        return await asyncio.shield(edit.task)

    async def exchange(
        self, place: Place, data: Mapping[str, Any] | None, call: Callable[[], Awaitable[Answer]]
    ) -> Outcome:
        """Make a call that exchanges a picture, unless `data` is what the message shows already.

        Without `data` it is a picture that there was never before.
        """
        async with self._turns.setdefault(place, asyncio.Lock()):
            if data is not None and self._shown.get(place) == _print(data):
                return Outcome.UNCHANGED
            outcome, _ = await call()
            self._settle(place, data, outcome)
            return outcome

    async def strip(self, place: Place) -> None:
        """Take the buttons from a message that something else has come in place of."""
        async with self._turns.setdefault(place, asyncio.Lock()):
            if self._shown.get(place) != _print(_BARE):
                where = {"chat_id": place[0], "message_id": place[1]}
                outcome, _ = await self._bot.attempt("editMessageReplyMarkup", where)
                self._settle(place, _BARE, outcome)

    def note(self, place: Place, data: Mapping[str, Any]) -> None:
        """Remember what a message shows."""
        self._shown[place] = _print(data)
        self._shown.move_to_end(place)
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)

    async def _send(self, place: Place, edit: _Edit) -> Outcome:
        try:
            async with self._turns.setdefault(place, asyncio.Lock()):
                outcome, _ = await self._bot.edit(place, lambda: self._latest(place, edit))
                self._settle(place, edit.data, outcome)
                return outcome
        finally:
            self._let_go(place, edit)

    def _settle(self, place: Place, data: Mapping[str, Any] | None, outcome: Outcome) -> None:
        if data is not None and outcome in {Outcome.SENT, Outcome.UNCHANGED}:
            self.note(place, data)
        else:
            self._shown.pop(place, None)

    def _latest(self, place: Place, edit: _Edit) -> Mapping[str, Any] | None:
        """Return what goes out now, if it changes anything; what comes later is an edit of its own.

        While it waited for its turn a later tap may have led back to what the message shows.
        """
        self._let_go(place, edit)
        return None if self._shown.get(place) == _print(edit.data) else edit.data

    def _let_go(self, place: Place, edit: _Edit) -> None:
        if self._waiting.get(place) is edit:
            del self._waiting[place]


def _print(data: Mapping[str, Any]) -> int:
    return hash(orjson.dumps(data))
