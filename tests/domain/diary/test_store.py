"""The diary as it is stored."""

from dataclasses import replace

from bot.domain.diary import store
from bot.domain.diary import store_weekly as impacts
from bot.domain.diary.rules import Compared, Entry, Move
from bot.domain.people.store_export import everything
from bot.domain.plan.rules import Effort, Kind, Plan, Zone
from bot.storage.database import Database
from tests.domain.diary.noted import ANA, BEN, NOW, TODAY, noted, ran

_PLAN = Plan(ANA, NOW, TODAY, shifts={TODAY: Kind.RUN}, greens=frozenset({TODAY}))
_FULL = Entry(
    0, ANA, TODAY, NOW, NOW.add(seconds=1), Effort.RUN,
    pain=1, worst=2, morning=3, limp=True, night=True, landing=True, minutes=30, metres=5000,
    note="{not json}", sign="fever", compared=Compared.WORSE, settled=Zone.RED,
    move=Move(_PLAN, replace(_PLAN, zone=Zone.RED)),
)  # fmt: skip


async def _add(db: Database, *entries: Entry) -> list[Entry]:
    return [await store.add(db, e, f"{number}{e.on}") for number, e in enumerate(entries)]


async def test_an_entry_comes_back_as_it_went(db: Database) -> None:
    saved = await store.add(db, _FULL, "m1")
    assert saved == replace(_FULL, entry_id=saved.entry_id)
    assert await store.one(db, ANA, saved.entry_id) == saved
    bare = replace(noted(), entry_id=saved.entry_id)
    await store.save(db, bare)
    assert await store.one(db, ANA, saved.entry_id) == bare


async def test_one_token_makes_one_entry(db: Database) -> None:
    first = await store.add(db, noted(pain=4), "m1")
    assert await store.add(db, noted(pain=9), "m1") == first
    assert await store.add(db, replace(noted(pain=9), person_id=BEN), "m1") != first
    assert (await store.latest(db, ANA, 0, 10))[1] == 1


async def test_nobody_reads_or_changes_somebody_elses(db: Database) -> None:
    saved = await store.add(db, noted(pain=4), "m1")
    assert await store.one(db, BEN, saved.entry_id) is None
    await store.save(db, replace(saved, person_id=BEN, pain=0))
    await store.delete(db, replace(saved, person_id=BEN))
    assert await store.one(db, ANA, saved.entry_id) == saved
    assert not await store.entries(db, BEN, TODAY, TODAY)


async def test_entries_of_days_come_in_order(db: Database) -> None:
    found = await _add(db, noted(0, 1), noted(9, 2), ran(3), noted(10, 4))
    days = (TODAY.subtract(days=9), TODAY)
    assert await store.entries(db, ANA, *days) == [found[1], found[2], found[0]]
    assert await store.efforts(db, ANA, *days) == [found[2]]
    assert await store.latest(db, ANA, 1, 2) == ([found[2], found[1]], 4)
    assert await store.latest(db, ANA, 4, 2) == ([], 0)
    assert await store.logged_on(db, ANA, TODAY)
    assert not await store.logged_on(db, ANA, TODAY.subtract(days=1))


async def test_the_open_effort_is_the_newest_of_yesterday(db: Database) -> None:
    assert await store.open_effort(db, ANA, TODAY) is None
    *_, newest = await _add(db, ran(2), ran(0), noted(1, 4), ran(1), ran(1, 4))
    assert await store.open_effort(db, ANA, TODAY) == newest
    assert await store.open_effort(db, BEN, TODAY) is None
    for told in ({"compared": Compared.SAME}, {"settled": Zone.RED}):
        await store.save(db, replace(newest, **told))
        found = await store.open_effort(db, ANA, TODAY)
        assert found is not None
        assert found.entry_id != newest.entry_id


async def test_unsettled_are_earlier_efforts_alone(db: Database) -> None:
    found = await _add(db, ran(3), ran(1), ran(0), noted(2, 9), ran(2, settled=Zone.GREEN))
    assert await store.unsettled(db, ANA, TODAY) == found[:2]


async def test_evidence_is_newer_than_an_instant(db: Database) -> None:
    old, new = await _add(db, noted(1, 6), replace(noted(1, 7), evident_at=NOW.add(seconds=1)))
    day = TODAY.subtract(days=1)
    assert await store.evidence(db, ANA, day, NOW.subtract(seconds=1)) == [old, new]
    assert await store.evidence(db, ANA, day, NOW) == [new]
    assert not await store.evidence(db, ANA, TODAY, NOW.subtract(seconds=1))


async def test_weeks_are_begun_resumed_and_done(db: Database) -> None:
    begun = await impacts.begin(db, ANA, TODAY.subtract(days=8))
    await impacts.save(db, replace(begun, answers=(1, 2)))
    assert await impacts.under_way(db, ANA) == replace(begun, answers=(1, 2))
    assert await impacts.last_weekly(db, ANA) is None
    first = replace(begun, answers=(1, 2, 3, 0))
    await impacts.save(db, first)
    second = replace(await impacts.begin(db, ANA, TODAY), answers=(0, 0, 0, 0))
    await impacts.save(db, second)
    assert await impacts.last_weekly(db, ANA) == second
    assert await impacts.before(db, second) == first
    assert await impacts.impacts(db, ANA, first.on, TODAY) == [first, second]
    assert await impacts.impacts(db, ANA, TODAY, TODAY) == [second]
    assert await impacts.one(db, BEN, second.impact_id) is None


async def test_a_person_takes_all_of_it_along(db: Database) -> None:
    await store.add(db, _FULL, "m1")
    await impacts.begin(db, ANA, TODAY)
    kept = await everything(db, ANA)
    assert kept["diary_entries"][0]["note"] == "{not json}"
    assert len(kept["diary_impacts"]) == 1
    await db.write("DELETE FROM people WHERE person_id = :person_id", person_id=ANA)
    assert not any((await everything(db, ANA)).values())
