"""People are served beside each other, no more than so many, and none is broken off at a stop."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.chat.serving import Serving
from tests.gateway import virtual_time


@dataclass
class Counter:
    """Serves people by number; some take long, one has a fault."""

    people: list[int]
    serving: Serving = field(default_factory=lambda: Serving(3))
    slow: frozenset[int] = frozenset()
    broken: int | None = None
    begun: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    most: int = 0

    async def claim(self) -> bool:
        await asyncio.sleep(0)
        if not self.people:
            return False
        await self.serving.free()
        person = self.people.pop(0)
        self.serving.begin(person, self._serve(person))
        self.begun.append(person)
        self.most = max(self.most, 3 - self.serving.room)
        return True

    async def run(self) -> None:
        await self.serving.to_the_end(self.serving.until_done(self.claim))

    async def _serve(self, person: int) -> None:
        await asyncio.sleep(3600 if person in self.slow else 1)
        if person == self.broken:
            raise ValueError
        self.ended.append(person)


def test_so_many_at_the_same_time_and_who_is_slow_keeps_nobody_waiting() -> None:
    counter = Counter(list(range(10)), slow=frozenset({0}))
    virtual_time.run(counter.run())
    assert counter.ended == [*range(1, 10), 0]
    assert counter.most == 3


def test_what_becomes_due_meanwhile_is_served_beside_who_is_slow() -> None:
    counter = Counter([0], slow=frozenset({0}))

    async def live() -> None:
        running = asyncio.create_task(counter.run())
        await asyncio.sleep(60)
        counter.people.append(7)
        await asyncio.sleep(2)
        assert counter.ended == [7]
        await running

    virtual_time.run(live())


def test_a_fault_ends_nobody_elses_turn_and_is_raised() -> None:
    counter = Counter(list(range(6)), broken=2)
    with pytest.raises(ValueError, match=r"^$"):
        virtual_time.run(counter.run())
    assert counter.ended == [0, 1, 3, 4, 5]


def test_a_stop_begins_nobody_more_and_ends_who_was_begun() -> None:
    counter = Counter(list(range(9)))

    async def live() -> None:
        running = asyncio.create_task(counter.run())
        await asyncio.sleep(0.5)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    virtual_time.run(live())
    assert counter.ended == counter.begun
    assert len(counter.ended) < 9


def test_a_second_stop_breaks_off() -> None:
    counter = Counter([0, 1], slow=frozenset({0, 1}))

    async def live() -> None:
        running = asyncio.create_task(counter.run())
        for _ in range(2):
            await asyncio.sleep(0.5)
            running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtual_time.run(live())
    assert counter.ended == []
