"""Sends what is due: one broadcast at a time, evenly spaced, with every outcome as a row.

What is claimed is a row 'sending' until its outcome is stored. Where the bot dies in between, the
row is queued again: a message that was on its way then comes twice, and nobody is left out.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import Sequence

import structlog

from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.chat.serving import Serving
from bot.domain.broadcast import store as broadcasts
from bot.domain.broadcast import store_sending as store
from bot.domain.broadcast import work_sending as work
from bot.domain.broadcast.model import Attempt, Broadcast, Fate, Place, Taken
from bot.domain.broadcast.rules import RATE_SHARE, is_worth_telling, next_try
from bot.features.broadcast import screens_sending as screens
from bot.features.broadcast.screens import message
from bot.routes import Job
from bot.services import Services

_log = structlog.get_logger()

EVERY_S = 0.5
_TICK_S = 3.0  # between two looks at the progress, and two signs of life
_MOST_CALLS = 100  # at once: as many as the transport keeps connections
_SLICE = 50
_CATCH_UP = 5  # calls that may follow at once where the bot was held up
_MOST_REFUSALS = 20  # in a row; then it is the message and not the people
_MOST_TURNED_AWAY = 5  # in a row; then it is the bot, and not a slip of somebody between

_LATER = frozenset({Outcome.RETRY, Outcome.TURNED_AWAY})
_FATES = {
    Outcome.SENT: Fate.SENT,
    Outcome.BLOCKED: Fate.BLOCKED,
    Outcome.UNKNOWN: Fate.UNKNOWN,
    Outcome.RETRY: Fate.QUEUED,
    Outcome.TURNED_AWAY: Fate.QUEUED,
}


async def send_due(services: Services, outbox: Outbox) -> None:
    """Send until nothing is due; cancelled, it stores the outcomes of what is on its way."""
    if not await services.db.run(broadcasts.is_work, services.clock()):
        return
    token = secrets.token_hex(8)
    if not await services.db.run(store.take_turn, token, services.clock()):
        return
    sender = _Sender(services, outbox, token)
    try:
        await sender.serving.to_the_end(sender.run())
    finally:
        await services.db.run(store.leave_turn, token)


class _Sender:
    """One turn of sending: calls on their way, outcomes to be stored, and what admins see."""

    def __init__(self, services: Services, outbox: Outbox, token: str) -> None:
        self.serving = Serving(_MOST_CALLS)
        self._services = services
        self._db = services.db
        self._outbox = outbox
        self._token = token
        self._per_second = services.settings.messages_per_second
        self._next_call = 0.0  # by the loop's clock
        self._results: list[Attempt] = []
        self._arrived = asyncio.Event()
        self._ended = False
        self._refusals: Counter[int] = Counter()  # in a row, by broadcast
        self._turned_away = 0  # in a row, of all
        self._shown: dict[int, str] = {}  # the progress that stands in an admin's chat

    async def run(self) -> None:
        """Send until nothing is due or it is told to stop."""
        settling = asyncio.create_task(self._settling())
        ticking = asyncio.create_task(self._ticking())
        self._beside = (settling, ticking)
        try:
            await self.serving.until_done(self._slice)
        finally:
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
            self._ended = True
            self._arrived.set()
            await settling
            if self.serving.faults:  # ours: they would happen again and again
                await self._db.run(work.pause, tuple(self._shown))
        if not self.serving.stopping:
            await self._show_all()

    async def _slice(self) -> bool:
        """Send to the next few; False where nobody is to be sent to now."""
        if self.serving.faults or any(task.done() for task in self._beside):
            return False
        most = max(1, self._per_second // 2) if self._per_second else _SLICE
        refused = {each for each, times in self._refusals.items() if times >= _MOST_REFUSALS}
        if turned_away := self._turned_away >= _MOST_TURNED_AWAY:
            refused |= self._shown.keys()
        step = await self._db.run(work.step, self._services.clock(), most, refused)
        if step is None:
            return False
        head = step.broadcast
        if step.is_paused:
            self._refusals[head.broadcast_id] = self._turned_away = 0
            await self._tell_why_paused(head, turned_away=turned_away)
        elif head.broadcast_id not in self._shown:
            await self._show((head.broadcast_id,))
        screen = message(head)
        for taken in step.taken:
            await self.serving.free()
            await self._space()
            if self.serving.stopping:  # whoever is left is queued again with the next turn
                return False
            whom = (head.broadcast_id, taken.person_id)
            self.serving.begin(whom, self._send(head, screen, taken))
        return True

    async def _space(self) -> None:
        """Wait so that calls go out evenly: a person's tap then never waits for a whole burst."""
        if not self._per_second:
            return
        step, now = 1 / (self._per_second * RATE_SHARE), asyncio.get_running_loop().time()
        self._next_call = max(self._next_call, now - _CATCH_UP * step) + step
        if self._next_call > now:
            await asyncio.sleep(self._next_call - now)

    async def _send(self, broadcast: Broadcast, screen: Screen, to: Taken) -> None:
        outcome = await self._outcome(broadcast, screen, to)
        fate = _FATES.get(outcome, Fate.FAILED)
        attempts, due_at = to.attempts, None
        if outcome is Outcome.TURNED_AWAY:  # however often: that is no attempt of this message
            due_at = next_try(1, self._services.clock())
        elif fate is Fate.QUEUED:
            attempts += 1
            due_at = next_try(attempts, self._services.clock())
            fate = fate if due_at else Fate.FAILED
        self._results.append(Attempt(broadcast, to.person_id, fate, attempts, due_at))
        self._arrived.set()

    async def _outcome(self, broadcast: Broadcast, screen: Screen, to: Taken) -> Outcome:
        outcome = (await self._outbox.send(to.person_id, screen, "bulk")).outcome
        if outcome is Outcome.SENT:
            self._refusals[broadcast.broadcast_id] = 0
        elif outcome is Outcome.REJECTED:
            self._refusals[broadcast.broadcast_id] += 1
        self._turned_away = self._turned_away + 1 if outcome is Outcome.TURNED_AWAY else 0
        return outcome

    async def _settling(self) -> None:
        """Store outcomes as they come; those that come meanwhile go together."""
        while not self._ended or self._results:
            await self._arrived.wait()
            if not self._ended:
                self._arrived.clear()
            results, self._results = self._results, []
            if results:
                await self._db.run(store.settle, results, self._services.clock())

    async def _ticking(self) -> None:
        """Show the progress and a sign of life, again and again."""
        while True:
            await asyncio.sleep(_TICK_S)
            if not await self._db.run(store.keep_turn, self._token, self._services.clock()):
                self.serving.stopping = True
            await self._show_all()

    async def _show_all(self) -> None:
        """Conclude what is over, and bring what admins see up to date."""
        for ended, place in await self._db.run(work.conclude, self._services.clock()):
            self._shown.setdefault(ended.broadcast_id, "")
            if place and is_worth_telling(ended):
                await self._outbox.send(place.chat_id, screens.report(ended))
        await self._show(tuple(self._shown))

    async def _show(self, broadcast_ids: Sequence[int]) -> None:
        """Show the progress of some in the one message that there is for each."""
        now, per_second = self._services.clock(), self._per_second
        found = await self._db.survey(work.watched, broadcast_ids, now, per_second)
        for broadcast_id, (at, place) in found.items():
            screen = screens.progress(at) if at and place else None
            text = screen.text if screen else ""
            if text == self._shown.get(broadcast_id):
                continue
            self._shown[broadcast_id] = text
            if screen and place:
                await self._bring_up_to_date(broadcast_id, place, screen)

    async def _bring_up_to_date(self, broadcast_id: int, place: Place, screen: Screen) -> None:
        if place.message_id is not None:
            await self._outbox.edit(place.chat_id, place.message_id, screen)
            return
        sent = await self._outbox.send(place.chat_id, screen)
        if sent.message_id:
            await self._db.run(broadcasts.show_progress_in, broadcast_id, sent.message_id)

    async def _tell_why_paused(self, paused: Broadcast, *, turned_away: bool) -> None:
        """Tell the admin, and the log, why nothing more is sent: for the bot or the message."""
        _log.error("broadcast_paused", broadcast=paused.broadcast_id, turned_away=turned_away)
        place = await self._db.read(broadcasts.progress_place, paused.broadcast_id)
        if place:
            screen = screens.turned_away(paused) if turned_away else screens.refused(paused)
            self.serving.begin(("told", paused.broadcast_id), self._tell(place.chat_id, screen))

    async def _tell(self, chat_id: int, screen: Screen) -> None:
        """Tell an admin, again and again where Telegram does not take it."""
        while (await self._outbox.send(chat_id, screen)).outcome in _LATER:
            await asyncio.sleep(_TICK_S)
            if self.serving.stopping:
                break


JOBS = (Job("broadcasts", EVERY_S, send_due, long=True),)
