"""Advice to exercise leaves out whom their standing forbids it, however it is asked."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.domain import standing
from bot.domain.broadcast import store_audience, store_drafts, work_drafts, work_sending
from bot.domain.broadcast.model import EXERCISE_SUBJECTS, Broadcast, BroadcastKind, Reach
from bot.domain.broadcast.work_drafts import Confirmation
from bot.domain.check import store_holds
from bot.domain.check.model import Hold, Origin, Urgency
from bot.domain.people import store as people
from bot.library.content import Content
from bot.library.loading import load
from bot.library.topics import GROUPS
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.broadcast.inline import Disk
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 2, 12)
DORA, ANA, BEN = 1, 2, 3
GRAVE = Hold(0, ANA, Origin.TYPED, Urgency.URGENT_SAME_DAY, ("limp",), NOON)
ADVICE = {"kind": BroadcastKind.ANNOUNCEMENT, "advises_exercise": True}
HOLDS = st.lists(
    st.builds(
        Hold,
        hold_id=st.just(0),
        person_id=st.integers(1, 5),
        origin=st.sampled_from(Origin),
        urgency=st.sampled_from(Urgency),
        reasons=st.sampled_from((("a",), ("b",), ("c",))),
        since=st.just(NOON),
        check_id=st.none() | st.integers(1, 3),
        asks_check=st.booleans(),
        examine_first=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda hold: (hold.origin, hold.check_id if hold.origin is Origin.CHECK else None,
                            hold.person_id if hold.origin is not Origin.CHECK else 0),
)  # fmt: skip


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        for person in (DORA, ANA, BEN):
            await database.run(people.note, person, "en", NOON)
        yield database


async def drafted(db: Database, **changed: object) -> Broadcast:
    draft = await db.run(store_drafts.create, "UTC", NOON, "Hello")
    return await db.run(store_drafts.change, replace(draft, **changed))  # type: ignore[arg-type]


async def confirmed(db: Database, draft: Broadcast) -> Broadcast:
    press = Confirmation(draft.broadcast_id, str(draft.revision), DORA, 3)
    sent = await db.run(work_drafts.confirm, press, NOON)
    assert sent
    return sent


async def fates(db: Database, broadcast_id: int) -> dict[int, str]:
    rows = await db.run(
        Transaction.all,
        "SELECT person_id, state FROM broadcast_recipients WHERE broadcast_id = :id",
        id=broadcast_id,
    )
    return {row["person_id"]: row["state"] for row in rows}


@given(HOLDS, st.sets(st.integers(0, 7)))
def test_many_are_judged_as_one_by_one(holds: list[Hold], over: set[int]) -> None:
    raw = Disk().raw
    tx = Transaction(raw)
    for person in range(1, 6):
        people.note(tx, person, "en", NOON)
    for hold in holds:
        store_holds.place(tx, hold)
    store_holds.end(tx, over, "over", NOON)
    draft = replace(store_drafts.create(tx, "UTC", NOON, "Hello"), advises_exercise=True)
    found = store_audience.chosen(tx, replace(draft, frozen_to=0), 5, NOON)
    assert {each.person_id: not each.is_held for each in found} == {
        person: standing.of_person(tx, person, NOON).may_exercise for person in range(1, 6)
    }
    held = sum(each.is_held for each in found)
    assert store_audience.reach(tx, draft, NOON) == Reach(5 - held, 0, held)
    raw.close()


@pytest.mark.parametrize(
    ("changed", "fate"),
    [
        (ADVICE, "held"),
        ({"kind": BroadcastKind.TIP, "subject": "strength"}, "held"),
        ({"kind": BroadcastKind.TIP, "subject": "safety", "advises_exercise": True}, "queued"),
        ({"kind": BroadcastKind.ANNOUNCEMENT}, "queued"),
        ({"kind": BroadcastKind.URGENT, "advises_exercise": True}, "queued"),
    ],
)
async def test_who_is_on_hold_is_left_out_of_exercise_alone(
    db: Database, changed: dict[str, object], fate: str
) -> None:
    await db.run(store_holds.place, GRAVE)
    draft = await drafted(db, **changed)
    reach = await db.run(store_audience.reach, draft, NOON)
    assert (reach.people, reach.on_hold) == ((2, 1) if fate == "held" else (3, 0))
    sent = await confirmed(db, draft)
    assert await fates(db, sent.broadcast_id) == {DORA: "queued", ANA: fate, BEN: "queued"}


async def test_who_is_told_to_stop_after_the_confirmation_is_left_out_too(db: Database) -> None:
    sent = await confirmed(db, await drafted(db, **ADVICE))
    await db.run(store_holds.place, GRAVE)
    step = await db.run(work_sending.step, NOON, 10, ())
    assert step
    assert {taken.person_id for taken in step.taken} == {DORA, BEN}
    assert (await fates(db, sent.broadcast_id))[ANA] == "held"
    at = await db.run(work_sending.watch, sent.broadcast_id, NOON, 30)
    assert at
    assert (at.counts.held, at.counts.left) == (1, 2)


def test_a_broadcast_means_by_exercise_what_the_library_does() -> None:
    content: Content = load()
    remedies = {topic.group for topic in content.topics.values() if topic.is_remedy}
    assert remedies == EXERCISE_SUBJECTS <= set(GROUPS)
