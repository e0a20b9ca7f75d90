"""Laws over any life of a reminder: edits, moves, answers, outages, crashes and wrong clocks."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Date, Instant, Time

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import store_settings as settings_rows
from bot.domain.reminders import work, work_answers, work_due
from bot.domain.reminders.model import EVERY_DAY, Habits, Reminder, Schedule
from bot.domain.reminders.model_due import Occurrence
from bot.storage.transaction import Transaction
from tests.domain.reminders.office import Office
from tests.domain.reminders.zones import TWELVE
from tests.storage.conftest import opened

Step = tuple[str, Any]

_times = st.builds(Time, st.integers(0, 23), st.sampled_from((0, 15, 30)))
_weekdays = st.frozensets(st.integers(1, 7), min_size=1) | st.just(EVERY_DAY)
_firsts = st.integers(-5, 40).map(lambda ahead: Date(2026, 3, 20).add(days=ahead))
_schedules = st.one_of(
    st.builds(Schedule, _times, _weekdays),
    st.builds(Schedule, _times, st.just(EVERY_DAY), _firsts),
    st.builds(Schedule, _times, st.just(EVERY_DAY), _firsts, st.integers(1, 20)),
    st.builds(Schedule, _times, _weekdays, _firsts, st.sampled_from((14, 21))),
)
_seconds = st.sampled_from((30, 600, 7200, 50_000, 86_400, 200_000, 2_000_000))
_steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("wait"), _seconds),
    st.tuples(st.just("wait"), _seconds),
    st.tuples(st.just("back"), st.sampled_from((60, 3600, 90_000, 250_000))),
    st.tuples(st.just("crash"), st.sampled_from(("claimed", "sent"))),
    st.tuples(st.just("edit"), _schedules),
    st.tuples(st.just("move"), st.sampled_from(TWELVE)),
    st.tuples(st.just("answer"), st.none()),
    st.tuples(st.just("snooze"), st.sampled_from((1800, 7200, 40_000))),
    st.tuples(st.just("block"), st.booleans()),
    st.tuples(st.just("pause"), st.integers(0, 5)),
    st.tuples(st.just("switch"), st.booleans()),
)


@dataclass
class _Life:
    """What happened to two reminders of one person; `doubled` may have come twice."""

    office: Office
    made: list[Reminder]
    doubled: Counter[tuple[int, Date]] = field(default_factory=Counter)

    async def step(self, name: str, value: Any) -> None:
        steps: dict[str, Callable[[Any], Awaitable[None]]] = {
            "wait": self._wait, "back": self._back, "crash": self._crash, "edit": self._edit,
            "move": self._move, "answer": self._answer, "snooze": self._snooze,
            "block": self._block, "pause": self._pause, "switch": self._switch,
        }  # fmt: skip
        await steps[name](value)
        if name != "crash":
            await self._tick()

    async def _tick(self) -> None:
        """Send what is due: nothing that was due and free may be left out."""
        office = self.office
        due = await office.db.run(
            Transaction.all,
            """
            SELECT r.reminder_id, r.next_on FROM reminders AS r
            JOIN reminder_queue AS q ON q.reminder_id = r.reminder_id AND q.leased_until <= :now
            LEFT JOIN reminder_settings AS s ON s.person_id = r.person_id
            WHERE r.next_at <= :now AND q.wake_at <= :now AND s.paused_until IS NULL
              AND NOT EXISTS (SELECT 1 FROM reminder_fires AS f
                WHERE f.reminder_id = r.reminder_id AND f.local_date = r.next_on)
            """,
            now=office.now.timestamp(unit="millisecond"),
        )
        sent = {(sent.reminder_id, sent.on) for sent in await office.tick()}
        assert {(row["reminder_id"], Date.parse_iso(row["next_on"])) for row in due} <= sent
        assert await office.tick() == []

    async def _wait(self, seconds: int) -> None:
        self.office.now = self.office.now.add(seconds=seconds)

    async def _back(self, seconds: int) -> None:
        self.office.now = self.office.now.subtract(seconds=seconds)

    async def _crash(self, after: str) -> None:
        for due in await self.office.claimed():
            if after == "sent":
                self.office.send(due)
                self.doubled[due.reminder.reminder_id, due.on] += 1

    async def _edit(self, schedule: Schedule) -> None:
        changed = replace(await self.office.one(self.made[0]), schedule=schedule)
        await self.office.db.run(work.save, changed, self.office.now)

    async def _switch(self, on: bool) -> None:  # noqa: FBT001
        changed = replace(await self.office.one(self.made[0]), is_on=on)
        await self.office.db.run(work.save, changed, self.office.now)

    async def _move(self, zone: str) -> None:
        await self.office.db.run(people.save, Person(1, zone=zone))
        await self.office.db.run(work.rezone, 1, self.office.now)

    async def _answer(self, _: None) -> None:
        if self.office.sent:
            await self.office.db.run(work_answers.answer, self._latest(), self.office.now, "done")

    async def _snooze(self, seconds: int) -> None:
        if self.office.sent:
            until = self.office.now.add(seconds=seconds)
            await self.office.db.run(work_answers.put_off, self._latest(), self.office.now, until)

    async def _block(self, blocks: bool) -> None:  # noqa: FBT001
        if blocks:
            await self.office.db.run(people.block, 1, self.office.now)
        else:
            await self.office.db.run(people.note, 1, "en", self.office.now)

    async def _pause(self, days: int) -> None:
        until = self.office.now.to_tz("UTC").date().add(days=days) if days else None
        await self.office.db.run(settings_rows.save_habits, 1, Habits(paused_until=until))

    def _latest(self) -> Occurrence:
        sent = self.office.sent[-1]
        return Occurrence(1, sent.reminder_id, sent.on)


async def _live(steps: list[Step]) -> None:
    async with opened(":memory:") as db:
        office = Office(db, Instant.from_utc(2026, 3, 20, 9))
        await office.join(1)
        life = _Life(office, [await office.make(at=Time(7, 30)), await office.make(at=Time(2, 15))])
        for name, value in steps:
            await life.step(name, value)
            await _queue_is_right(office)
        series = Counter((sent.reminder_id, sent.on) for sent in office.sent if not sent.again)
        # A date comes once, and once more only where the bot died between sending and settling.
        assert all(times <= 1 + life.doubled[key] for key, times in series.items())


async def _queue_is_right(office: Office) -> None:
    """The queue holds what is awake, each once, and what is on and free has a next date.

    What came once may be over.
    """
    rows = await office.db.run(
        Transaction.all,
        """
        SELECT r.*, q.wake_at AS queued, p.blocked_at FROM reminders AS r
        JOIN people AS p ON p.person_id = r.person_id
        LEFT JOIN reminder_queue AS q ON q.reminder_id = r.reminder_id
        """,
    )
    assert len(rows) == len({row["reminder_id"] for row in rows})
    for row in rows:
        assert row["queued"] == row["wake_at"]
        if row["first_on"] and not row["every_days"] and row["next_at"] is None:
            continue
        assert (row["wake_at"] is not None) == bool(row["is_on"] and row["blocked_at"] is None)
        assert (row["next_at"] is not None) == bool(row["is_on"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_steps, min_size=6, max_size=25))
def test_nothing_is_lost_and_nothing_comes_twice(steps: list[Step]) -> None:
    asyncio.run(_live(steps))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60))
def test_a_settlement_that_is_cancelled_is_whole_or_none(turns: int) -> None:
    asyncio.run(_cancelled(turns))


async def _cancelled(turns: int) -> None:
    async with opened(":memory:") as db:
        office = Office(db, Instant.from_utc(2026, 3, 2, 9))
        await office.join(1)
        made = await office.make(at=Time(11))
        office.now = Instant.from_utc(2026, 3, 2, 10)
        (due,) = await office.claimed()
        task = asyncio.create_task(db.run(work_due.settle, due, office.now))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        fires = await db.run(Transaction.all, "SELECT * FROM reminder_fires")
        settled = (await office.one(made)).next_on == Date(2026, 3, 3)
        assert len(fires) == settled
        office.now = office.now.add(seconds=121)
        assert len(await office.tick()) == (not settled)
