"""Whom a broadcast reaches, frozen as rows when it is confirmed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from whenever import Instant

from bot.domain.broadcast import store_audience, work_drafts
from bot.domain.broadcast import store_drafts as store
from bot.domain.broadcast import store_tips as wishes
from bot.domain.broadcast.model import (
    Audience,
    Broadcast,
    BroadcastKind,
    Choice,
    CopiedMessage,
    State,
    Timing,
    Who,
)
from bot.domain.broadcast.rules_tips import Pace
from bot.domain.broadcast.store import one
from bot.domain.broadcast.work_drafts import Confirmation
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.plan import store as plans
from bot.domain.plan.model import Plan
from bot.domain.plan.work_changing import end
from bot.storage.database import Database
from bot.storage.instants import stored
from bot.storage.transaction import Transaction
from tests.storage.conftest import opened

NOON = Instant.from_utc(2026, 3, 2, 12)
DORA, GERMAN, SWISS, IDLE, BLOCKED, PLANNED = 1, 2, 3, 4, 5, 6
EVERYBODY = {DORA, GERMAN, SWISS, IDLE, PLANNED}


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        await database.run(join_all)
        yield database


def join_all(tx: Transaction) -> None:
    for person, language in ((DORA, "en"), (GERMAN, "de"), (SWISS, "de-ch"), (PLANNED, "den")):
        people.note(tx, person, language, NOON)
    people.note(tx, IDLE, "en", NOON.subtract(hours=24 * 8))
    people.note(tx, BLOCKED, "en", NOON)
    people.block(tx, BLOCKED, NOON)
    plans.save(tx, a_plan(PLANNED, 2))
    plans.save(tx, a_plan(GERMAN, 1))


def a_plan(person_id: int, stage: int) -> Plan:
    today = NOON.to_tz("UTC").date()
    return Plan(person_id=person_id, made_at=NOON, begun_on=today, stage=stage)


async def reached(db: Database, **changed: object) -> set[int]:
    """Return whom a draft reaches; what was counted before is what is frozen."""
    draft = await db.run(store.create, "UTC", NOON, "Hello")
    draft = replace(draft, **changed)  # type: ignore[arg-type]
    changed_draft = await db.run(store.change, draft)
    counted = await db.run(store_audience.reach, changed_draft, NOON)
    sent = await pressed(db, changed_draft)
    assert sent
    rows = await db.run(
        Transaction.all,
        "SELECT person_id FROM broadcast_recipients WHERE broadcast_id = :id",
        id=sent.broadcast_id,
    )
    assert sent.total == counted.people == len(rows)
    return {row["person_id"] for row in rows}


async def pressed(db: Database, draft: Broadcast) -> Broadcast | None:
    press = Confirmation(draft.broadcast_id, str(draft.revision), DORA, 0)
    return await db.run(work_drafts.confirm, press, NOON)


async def test_the_default_is_everybody_who_has_not_blocked_the_bot(db: Database) -> None:
    assert await reached(db) == EVERYBODY


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience(Who.LANGUAGE, "de"), {GERMAN, SWISS}),
        (Audience(Who.LANGUAGE, "fr"), set()),
        (Audience(Who.ACTIVE, "7"), EVERYBODY - {IDLE}),
        (Audience(Who.ACTIVE, "9"), EVERYBODY),
        (Audience(Who.STAGE, "2"), {PLANNED}),
        (Audience(Who.STAGE, "0"), set()),
        (Audience(Who.SUBJECT, "strength"), {SWISS}),
    ],
)
async def test_an_audience_is_chosen(db: Database, audience: Audience, expected: set[int]) -> None:
    await db.run(wishes.choose, SWISS, "strength", wanted=True)
    assert await reached(db, audience=audience) == expected


async def test_a_plan_that_has_ended_counts_no_more(db: Database) -> None:
    assert await db.run(end, PLANNED, NOON)
    assert await reached(db, audience=Audience(Who.STAGE, "2")) == set()


async def test_who_said_none_or_paused_is_left_out_unless_it_is_urgent(db: Database) -> None:
    await db.run(wishes.set_pace, GERMAN, Pace.NONE)
    await db.run(wishes.pause, SWISS, NOON.add(hours=1))
    await db.run(wishes.pause, IDLE, NOON)
    assert await reached(db) == EVERYBODY - {GERMAN, SWISS}
    assert await reached(db, kind=BroadcastKind.URGENT) == EVERYBODY


async def test_who_wants_fewer_is_left_out_for_a_week(db: Database) -> None:
    await db.run(wishes.set_pace, GERMAN, Pace.WEEKLY)
    for days, heard in ((6, False), (7, True)):
        await db.run(
            Transaction.run,
            "UPDATE unasked_messages SET last_on = :on",
            on=NOON.to_tz("UTC").date().subtract(days=days).format_iso(),
        )
        assert (GERMAN in await reached(db)) is heard


async def test_a_tip_reaches_those_who_never_had_one_and_those_who_want_more(db: Database) -> None:
    for person in (GERMAN, SWISS):
        await db.run(wishes.choose, person, "strength", wanted=person == SWISS)
        await db.run(wishes.set_pace, person, Pace.DAILY)
    await db.run(Transaction.run, "UPDATE unasked_messages SET first_tip_at = 1")
    assert await reached(db, kind=BroadcastKind.TIP, subject="strength") == EVERYBODY - {GERMAN}


async def test_each_zone_has_its_own_time(db: Database) -> None:
    await db.run(people.save, Person(GERMAN, zone="Europe/Berlin"))
    await db.run(people.save, Person(SWISS, zone="Asia/Tokyo"))
    local = NOON.add(hours=24).to_tz("UTC").to_plain()
    assert await reached(db, timing=Timing(local=local)) == EVERYBODY
    rows = await db.run(Transaction.all, "SELECT person_id, due_at FROM broadcast_recipients")
    due = {row["person_id"]: row["due_at"] for row in rows}
    noon = stored(NOON.add(hours=24))
    assert (due[DORA] - noon, due[GERMAN] - noon) == (0, -3_600_000)
    assert due[SWISS] - noon == -9 * 3_600_000


async def test_a_draft_is_confirmed_once_and_only_as_it_was_shown(db: Database) -> None:
    draft = await db.run(store.create, "UTC", NOON, "Hello")
    newer = await db.run(store.change, replace(draft, markup="Hallo"))
    assert await pressed(db, draft) == newer, "it was changed meanwhile"
    sent = await pressed(db, newer)
    assert sent
    assert sent.state is State.CONFIRMED
    assert await pressed(db, newer) is None
    assert not await db.run(work_drafts.discard, newer.broadcast_id)


async def test_what_is_sent_on_is_remembered_until_a_text_takes_its_place(db: Database) -> None:
    draft = await db.run(store.create, "UTC", NOON, CopiedMessage(DORA, 17))
    assert (draft.source, draft.markup) == (CopiedMessage(DORA, 17), "")
    newer = await db.run(store.change, replace(draft, markup="Hello", source=None))
    assert (newer.source, newer.markup) == (None, "Hello")


async def test_drafts_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "flexor.db"
    async with opened(path) as db:
        draft = await db.run(store.create, "Europe/Berlin", NOON, "<b>Hello</b>")
        later = replace(draft, timing=Timing(at=NOON), choices=(Choice("Go", "ice"),))
        kept = await db.run(store.change, later)
    async with opened(path) as db:
        assert await db.run(one, draft.broadcast_id) == kept


async def test_an_admin_who_deletes_everything_takes_no_broadcast_along(db: Database) -> None:
    assert await reached(db) == EVERYBODY
    await db.run(people.delete, DORA)
    rows = await db.run(Transaction.all, "SELECT person_id FROM broadcast_recipients")
    assert {row["person_id"] for row in rows} == EVERYBODY - {DORA}
