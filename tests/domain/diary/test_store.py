"""The diary as it is stored."""

from dataclasses import replace

from bot.domain.diary import store
from bot.domain.diary import store_weekly as impacts
from bot.domain.diary.model import Compared, Entry, Move
from bot.domain.people.store_export import everything
from bot.domain.plan.model import DayKind, Effort, Plan, Zone
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from tests.domain.diary.noted import ANA, BEN, NOW, TODAY, noted, ran

_PLAN = Plan(ANA, NOW, TODAY, shifts={TODAY: DayKind.RUN}, greens=frozenset({TODAY}))
_FULL = Entry(
    0, ANA, TODAY, NOW, NOW.add(seconds=1), Effort.RUN,
    pain=1, worst=2, morning=3, limp=True, night=True, landing=True, minutes=30, metres=5000,
    note="{not json}", sign="fever", compared=Compared.WORSE, settled=Zone.RED,
    move=Move(_PLAN, replace(_PLAN, zone=Zone.RED)),
)  # fmt: skip


async def _add(db: Database, *entries: Entry) -> list[Entry]:
    return [await db.run(store.add, e, f"{number}{e.on}") for number, e in enumerate(entries)]


async def test_an_entry_comes_back_as_it_went(db: Database) -> None:
    saved = await db.run(store.add, _FULL, "m1")
    assert saved == replace(_FULL, entry_id=saved.entry_id)
    assert await db.run(store.one, ANA, saved.entry_id) == saved
    bare = replace(noted(), entry_id=saved.entry_id)
    await db.run(store.save, bare)
    assert await db.run(store.one, ANA, saved.entry_id) == bare


async def test_one_token_makes_one_entry(db: Database) -> None:
    first = await db.run(store.add, noted(pain=4), "m1")
    assert await db.run(store.add, noted(pain=9), "m1") == first
    assert await db.run(store.add, replace(noted(pain=9), person_id=BEN), "m1") != first
    assert (await db.run(store.latest, ANA, 0, 10))[1] == 1


async def test_nobody_reads_or_changes_somebody_elses(db: Database) -> None:
    saved = await db.run(store.add, noted(pain=4), "m1")
    assert await db.run(store.one, BEN, saved.entry_id) is None
    await db.run(store.save, replace(saved, person_id=BEN, pain=0))
    await db.run(store.delete, replace(saved, person_id=BEN))
    assert await db.run(store.one, ANA, saved.entry_id) == saved
    assert not await db.run(store.entries, BEN, TODAY, TODAY)


async def test_entries_of_days_come_in_order(db: Database) -> None:
    found = await _add(db, noted(0, 1), noted(9, 2), ran(3), noted(10, 4))
    days = (TODAY.subtract(days=9), TODAY)
    assert await db.run(store.entries, ANA, *days) == [found[1], found[2], found[0]]
    assert await db.run(store.efforts, ANA, *days) == [found[2]]
    assert await db.run(store.latest, ANA, 1, 2) == ([found[2], found[1]], 4)
    assert await db.run(store.latest, ANA, 4, 2) == ([], 0)
    assert await db.run(store.logged_on, ANA, TODAY)
    assert not await db.run(store.logged_on, ANA, TODAY.subtract(days=1))


async def test_the_open_effort_is_the_newest_of_yesterday(db: Database) -> None:
    assert await db.run(store.open_effort, ANA, TODAY) is None
    *_, newest = await _add(db, ran(2), ran(0), noted(1, 4), ran(1), ran(1, 4))
    assert await db.run(store.open_effort, ANA, TODAY) == newest
    assert await db.run(store.open_effort, BEN, TODAY) is None
    for told in ({"compared": Compared.SAME}, {"settled": Zone.RED}):
        await db.run(store.save, replace(newest, **told))
        found = await db.run(store.open_effort, ANA, TODAY)
        assert found is not None
        assert found.entry_id != newest.entry_id


async def test_unsettled_are_earlier_efforts_alone(db: Database) -> None:
    found = await _add(db, ran(3), ran(1), ran(0), noted(2, 9), ran(2, settled=Zone.GREEN))
    assert await db.run(store.unsettled, ANA, TODAY) == found[:2]


async def test_evidence_is_newer_than_an_instant(db: Database) -> None:
    old, new = await _add(db, noted(1, 6), replace(noted(1, 7), evident_at=NOW.add(seconds=1)))
    day = TODAY.subtract(days=1)
    assert await db.run(store.evidence, ANA, day, NOW.subtract(seconds=1)) == [old, new]
    assert await db.run(store.evidence, ANA, day, NOW) == [new]
    assert not await db.run(store.evidence, ANA, TODAY, NOW.subtract(seconds=1))


async def test_weeks_are_begun_resumed_and_done(db: Database) -> None:
    begun = await db.run(impacts.begin, ANA, TODAY.subtract(days=8))
    await db.run(impacts.save, replace(begun, answers=(1, 2)))
    assert await db.run(impacts.under_way, ANA) == replace(begun, answers=(1, 2))
    assert await db.run(impacts.last_weekly, ANA) is None
    first = replace(begun, answers=(1, 2, 3, 0))
    await db.run(impacts.save, first)
    second = replace(await db.run(impacts.begin, ANA, TODAY), answers=(0, 0, 0, 0))
    await db.run(impacts.save, second)
    assert await db.run(impacts.last_weekly, ANA) == second
    assert await db.run(impacts.before, second) == first
    assert await db.run(impacts.impacts, ANA, first.on, TODAY) == [first, second]
    assert await db.run(impacts.impacts, ANA, TODAY, TODAY) == [second]
    assert await db.run(impacts.one, BEN, second.impact_id) is None


async def test_a_person_takes_all_of_it_along(db: Database) -> None:
    await db.run(store.add, _FULL, "m1")
    await db.run(impacts.begin, ANA, TODAY)
    kept = await db.run(everything, ANA)
    assert kept["diary_entries"][0]["note"] == "{not json}"
    assert len(kept["diary_impacts"]) == 1
    await db.run(Transaction.run, "DELETE FROM people WHERE person_id = :person_id", person_id=ANA)
    assert not any((await db.run(everything, ANA)).values())
