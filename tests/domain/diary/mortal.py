"""A database that dies before a chosen statement, and one person's taps with every such death."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from whenever import Date

from bot.chat.actions import Action
from bot.chat.incoming import Incoming, Message
from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Origin
from bot.domain.diary import store
from bot.domain.diary.model import Entry
from bot.domain.diary.rules import zone
from bot.domain.plan import store as plans
from bot.domain.plan.model import Effort, Zone
from bot.features import FEATURES
from bot.library.content import Content
from bot.routes import Handler, routes
from bot.services import Services
from bot.settings import Settings
from bot.storage.database import Database, Work
from bot.storage.transaction import Row, Transaction
from tests.domain.diary.noted import ANA, NOW

_ROUTES = routes(FEATURES)
_FAR = Date(2030, 1, 1)


class DeathError(Exception):
    """The process ends here."""


class Mortal(Database):
    """Dies before its n-th statement, counted over every unit of work since `dies_before`."""

    left: int | None = None

    def dies_before(self, number: int | None) -> None:
        """Die before that statement, counted from 1; None lives on."""
        self.left = number

    def count(self) -> None:
        """Count one statement."""
        if self.left is not None:
            self.left -= 1
            if self.left == 0:
                raise DeathError

    async def run(self, work: Work[Any, Any], *args: Any, **kwargs: Any) -> Any:
        """Do a unit of work, as far as it comes."""
        return await super().run(lambda tx: work(_Counted(tx, self), *args, **kwargs))

    async def read(self, work: Work[Any, Any], *args: Any, **kwargs: Any) -> Any:
        """Do a unit of work that changes nothing, as far as it comes."""
        return await super().read(lambda tx: work(_Counted(tx, self), *args, **kwargs))


class _Counted(Transaction):
    __slots__ = ("_db", "_tx")

    def __init__(self, tx: Transaction, db: Mortal) -> None:
        self._tx, self._db = tx, db

    def one(self, sql: str, /, **values: object) -> Row | None:
        self._db.count()
        return self._tx.one(sql, **values)

    def all(self, sql: str, /, **values: object) -> Sequence[Row]:
        self._db.count()
        return self._tx.all(sql, **values)

    def each(self, sql: str, rows: Sequence[Any]) -> None:
        self._db.count()
        self._tx.each(sql, rows)


def everything(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    tables = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: sorted((tuple(row) for row in tx.all(f"SELECT * FROM {name}")), key=repr)  # noqa: S608
        for (name,) in map(tuple, tables)
    }


Moves = dict[int, Entry]
"""The entries that have moved the plan, by id."""


def moves(tx: Transaction) -> Moves:
    """Return the entries that have moved the plan."""
    found = store.entries(tx, ANA, NOW.to_tz("UTC").date().subtract(days=99), _FAR)
    return {entry.entry_id: entry for entry in found if entry.move}


def disagreements(tx: Transaction, diary: Moves, before: Moves) -> list[str]:
    """Return in words where diary, plan, checks and holds tell different stories."""
    return [*_of_the_plan(tx, diary, before), *_of_the_checks(tx)]


def _of_the_plan(tx: Transaction, diary: Moves, before: Moves) -> Iterator[str]:
    plan = plans.current(tx, ANA)
    moved = [e.move.after for e in diary.values() if e.move and e != before.get(e.entry_id)]
    if [m for m in moved if m not in [b.move.after for b in before.values() if b.move]] and (
        plan not in moved
    ):
        yield "the plan is not where the diary says that an entry moved it"
    for entry in diary.values():
        yield from (f"entry {entry.entry_id}: {fault}" for fault in _of_an_effort(entry))
    done = tx.all("SELECT max(day) AS day FROM plan_sessions WHERE state IN ('done', 'stopped')")
    if done[0]["day"] and plan and done[0]["day"] > str(plan.last_session or ""):
        yield "a guided session is over, and the plan does not know"


def _of_an_effort(entry: Entry) -> Iterator[str]:
    assert entry.move
    before, after = entry.move.before, entry.move.after
    if entry.effort is None:
        if after.rest_until is None or zone(entry) is not Zone.RED:
            yield "only red pain lets the plan rest"
        return
    ran = entry.effort is Effort.RUN
    if ((after.last_run if ran else after.last_session) or entry.on) < entry.on:
        yield "the plan does not know of the effort"
    if entry.settled is not Zone.GREEN or after.zone is not Zone.GREEN or before.rests(entry.on):
        return
    counted = entry.on in (after.green_runs if ran else after.greens)
    is_up = (after.stage, after.level) > (before.stage, before.level)
    if not counted and not is_up and (before.may_run or not ran):
        yield "it was green, and the plan has not counted it"


def _of_the_checks(tx: Transaction) -> Iterator[str]:
    held = holds.of_person(tx, ANA)
    newest, opened = checks.latest(tx, ANA), store.last_reopening(tx, ANA)
    noted = [hold for hold in held if hold.origin is Origin.DIARY]
    is_ours = newest is not None and opened is not None and newest.check_id == opened.check_id
    if is_ours and newest and newest.is_open and not noted:
        yield "the diary's check is open, and nothing waits for it"
    for hold in noted:
        if opened is None or hold.check_id != opened.check_id:
            yield "what waits for the diary is not the check that it opened"
    if newest is None:
        return
    if not newest.is_open and any(h.asks_check and h.since < newest.updated_at for h in held):
        yield "the check is done, and something still waits for it"
    own = [
        hold for hold in held if hold.origin is Origin.CHECK and hold.check_id == newest.check_id
    ]
    if not newest.is_open and newest.urgency and newest.cleared_at is None and not own:
        yield "what the check found holds nothing"
    if (newest.is_open or not newest.urgency) and own and "examine_first" not in newest.facts:
        yield "a check that found nothing holds something"


class Story:
    """What Ana does, one tap after the other: each dies before every statement before it lives."""

    def __init__(self, db: Mortal, content: Content) -> None:
        self.db, self.now = db, NOW
        search: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        search.set_result(content.search_index())
        settings = Settings.model_construct()
        self.services = Services(content, search, db, lambda: self.now, settings, ())
        self.screen = Screen(plain(""))
        self.deaths = self.taps = self.messages = 0
        self.moves: Moves = {}

    async def say(self, command: str, words: str = "") -> str:
        """Send a command."""
        return await self._do(_ROUTES.commands[command].handler, words=words)

    async def write(self, words: str) -> str:
        """Type words that nobody expected."""
        return await self._do(_ROUTES.typed, words=words)

    async def tap(self, label: str) -> str:
        """Press the button of the newest screen whose label holds these words."""
        buttons = [button for row in self.screen.rows for button in row]
        found = [button.does for button in buttons if label in button.label]
        assert found, f"no button {label!r} among {[button.label for button in buttons]}"
        does = found[0]
        assert isinstance(does, Action)
        return await self._do(_ROUTES.taps[does.feature, does.verb], args=does.args)

    def later(self, *, days: int = 0, minutes: int = 1) -> None:
        """Let time go by."""
        self.now = self.now.add(hours=24 * days, minutes=minutes)

    async def _do(self, handler: Handler, words: str = "", args: tuple[str, ...] = ()) -> str:
        self.later()
        self.taps += 1
        self.messages += 1
        message = Message(self.messages, plain(words))
        incoming = Incoming(ANA, "Ana", "en", self.now, words, args, ANA, message=message)
        before = await Database.read(self.db, everything)
        for number in range(1, 10_000):
            self.db.dies_before(number)
            try:
                answer = await handler(incoming, self.services)
            except DeathError:
                self.deaths += 1
                now = await Database.read(self.db, everything)
                assert now == before, f"{words or args}: half done before statement {number}"
                continue
            finally:
                self.db.dies_before(None)
            break
        diary = await Database.read(self.db, moves)
        found = await Database.read(self.db, disagreements, diary, self.moves)
        assert not found, (words or args, found)
        self.moves = diary
        self.screen = answer if isinstance(answer, Screen) else self.screen
        return str(self.screen.text)
