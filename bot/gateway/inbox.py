"""Takes updates: one person's in order, different people's at the same time, nobody's without end.

An update is dealt with when its effect is stored and its answer was shown, or when it is kept as a
row, from which it is taken again after a crash. Only then is it confirmed to Telegram.
"""

import asyncio
import contextlib
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakValueDictionary

import orjson

from bot.gateway import notices
from bot.gateway.errors import Apology, guarded
from bot.gateway.outbox import Outbox
from bot.gateway.queues import Queues
from bot.gateway.reading import Raw, Sought, Tapped, Update, Written, query_of, read
from bot.gateway.showing import Showing
from bot.storage import updates
from bot.storage.database import Database

ALLOWED_UPDATES = (
    "message", "edited_message", "callback_query", "poll_answer", "inline_query", "my_chat_member",
)  # fmt: skip
_KEPT_IDS = 4096  # update ids remembered, against one that comes twice
_PATIENCE_S = 0.15  # what takes longer is kept as a row, so that the next updates can be fetched
_MOST_UNDER_WAY = 2000
_LAST_S = 3.0  # what is under way at the end may take so long
_SILENT_S = 4.0  # whoever waits longer for what is to be said hears that it comes

Answer = Callable[[Update], Awaitable[Showing | None]]


@dataclass(eq=False, slots=True)
class _Case:
    """An update under way.

    `behind` says that another of the same person is, too, `kept` that there is a row of it, `over`
    that a later one stands for it.
    """

    update: Update
    raw: Raw
    behind: bool
    kept: bool
    at: float  # when it came, by the loop's clock
    begun: bool = False
    over: bool = False
    task: asyncio.Task[None] = field(init=False)


class Inbox:
    """What stands between Telegram and the desk."""

    def __init__(self, answer: Answer, db: Database, outbox: Outbox) -> None:
        self._answer = answer
        self._db = db
        self._outbox = outbox
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._under_way: dict[int, _Case] = {}
        self._of_each: Counter[int] = Counter()  # how many are under way of each person
        self._queues = Queues()
        self._sought: dict[int, _Case] = {}  # each person's newest inline query
        self._asides: set[asyncio.Task[Any]] = set()
        self._few = asyncio.Semaphore(4)  # what was turned away must not hold up others' answers

    @property
    def busy(self) -> bool:
        """Say whether an update is under way."""
        return bool(self._under_way or self._asides)

    @property
    def under_way(self) -> int:
        """How many updates are under way."""
        return len(self._under_way)

    async def resume(self) -> None:
        """Take what waited when the process ended."""
        for body in await self._db.read(updates.kept):
            self._begin(orjson.loads(body), kept=True)

    async def room(self) -> None:
        """Wait until fewer updates are under way; Telegram keeps what is new meanwhile."""
        while len(self._under_way) > _MOST_UNDER_WAY:
            await _until(asyncio.FIRST_COMPLETED, self._tasks())

    async def take(self, raws: Iterable[Raw]) -> None:
        """Deal with updates; those that take long are kept, and go on beside the next.

        What the database raises where they cannot be kept is raised: they are not dealt with.
        """
        await self.room()
        cases = [case for raw in raws if (case := self._begin(raw))]
        # Who writes faster than they are answered holds up nobody: only first ones are waited for.
        first = [case.task for case in cases if not case.behind]
        await _until(asyncio.ALL_COMPLETED, first, _PATIENCE_S)
        left = (case for case in cases if not (case.task.done() or case.kept or case.over))
        await self._keep(list(left))

    async def rest(self) -> None:
        """Wait until nothing is under way."""
        while self.busy:
            await _until(asyncio.ALL_COMPLETED, self._tasks())

    async def finish(self) -> None:
        """End what is under way; what takes too long stays a row for the next process."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_S):
                await self._keep([case for case in self._under_way.values() if not case.kept])
                await self.rest()
        left = self._tasks()
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _begin(self, raw: Raw, *, kept: bool = False) -> _Case | None:
        """Begin with an update; return it where it is under way."""
        update = read(raw)
        if update is None:
            if query_id := query_of(raw):
                self._beside(self._outbox.answer(query_id, notices.OLD_BUTTON))
            return None
        if update.update_id in self._seen:
            return self._under_way.get(update.update_id)
        self._seen[update.update_id] = None
        if len(self._seen) > _KEPT_IDS:
            self._seen.popitem(last=False)
        if kept:
            self._queues.add(update)
        elif not self._queues.admit(update):
            self._turn_away(update)
            return None
        person_id, now = update.sender.person_id, asyncio.get_running_loop().time()
        case = _Case(update, raw, self._of_each[person_id] > 0, kept, now)
        self._under_way[update.update_id] = case
        self._of_each[person_id] += 1
        case.task = asyncio.create_task(self._run(case))
        case.task.add_done_callback(lambda _: self._ended(case))
        self._supersede(case)
        return case

    async def _run(self, case: _Case) -> None:
        update = case.update
        async with self._turns.setdefault(update.sender.person_id, asyncio.Lock()):
            case.begun = True
            silence = asyncio.get_running_loop().call_later(_SILENT_S, self._ask_patience, update)
            try:
                showing = await guarded(self._answer(update), "inbox")
            finally:
                silence.cancel()
            if isinstance(showing, Apology):
                private = isinstance(update.what, Written | Tapped) and update.what.private
                showing = Showing(update.chat_id if private else 0, showing)
            if showing is None:
                return
            if not showing.in_place:
                await self._show(showing)
                return
        # The next tap need not wait for the screen of this one, which may go in its place.
        await self._show(showing)

    async def _show(self, showing: Showing) -> None:
        fault = await guarded(self._outbox.present(showing), "show")
        if isinstance(fault, Apology) and showing.chat_id > 0:
            await guarded(self._outbox.send(showing.chat_id, fault), "apology")

    async def _keep(self, cases: Sequence[_Case]) -> None:
        if not cases:
            return
        rows = [
            (case.update.update_id, case.update.sender.person_id, orjson.dumps(case.raw).decode())
            for case in cases
        ]
        for case in cases:  # before there are rows: one that ends meanwhile lets go of its own
            case.kept = True
        try:
            await self._db.run(updates.keep, rows)
        except BaseException:
            for case in cases:
                case.kept = False
            raise

    def _ended(self, case: _Case) -> None:
        update = case.update
        del self._under_way[update.update_id]
        self._of_each[update.sender.person_id] -= 1
        if not self._of_each[update.sender.person_id]:
            del self._of_each[update.sender.person_id]
        self._queues.leave(update)
        took_s = asyncio.get_running_loop().time() - case.at
        self._outbox.tally.note_update(type(update.what).__name__.lower(), took_s)
        if self._sought.get(update.sender.person_id) is case:
            del self._sought[update.sender.person_id]
        if case.kept and (case.over or not case.task.cancelled()):
            self._beside(self._db.run(updates.drop, [update.update_id]))

    def _supersede(self, case: _Case) -> None:
        """Let go of an inline query that waits while the person has typed on."""
        if isinstance(case.update.what, Sought):
            before = self._sought.get(case.update.sender.person_id)
            self._sought[case.update.sender.person_id] = case
            if before is not None and not before.begun:
                before.over = before.task.cancel()

    def _ask_patience(self, update: Update) -> None:
        """Say that the answer comes: another program may hold the database, or a file be large."""
        if isinstance(update.what, Tapped):
            self._beside(self._outbox.answer(update.what.query_id, notices.SOON))
        elif isinstance(update.what, Written) and update.what.private:
            self._beside(self._aside(self._outbox.send(update.chat_id, notices.soon())))

    def _turn_away(self, update: Update) -> None:
        """Say once that it is too fast; what stands for a tap is answered all the same."""
        self._outbox.tally.turned_away += 1
        first = self._queues.is_first_refusal(update)
        if isinstance(update.what, Tapped):
            toast = notices.SLOWER if first else None
            self._beside(self._aside(self._outbox.answer(update.what.query_id, toast)))
        elif first and update.chat_id:
            slower = replace(notices.slower(), topic=update.topic)
            self._beside(self._aside(self._outbox.send(update.chat_id, slower)))

    async def _aside(self, call: Awaitable[object]) -> None:
        async with self._few:
            await call

    def _beside(self, work: Awaitable[object]) -> None:
        task = asyncio.ensure_future(guarded(work, "beside"))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    def _tasks(self) -> list[asyncio.Task[Any]]:
        return [*(case.task for case in self._under_way.values()), *self._asides]


async def _until(
    when: str, tasks: Sequence[asyncio.Task[Any]], timeout_s: float | None = None
) -> None:
    if tasks:
        await asyncio.wait(tasks, timeout=timeout_s, return_when=when)
