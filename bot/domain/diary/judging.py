"""Judges efforts, each as soon as it can be, and moves the plan by it."""

from dataclasses import replace

from whenever import Date, Instant

from bot.domain.diary import store
from bot.domain.diary.rules import Entry, Move, judged, worse_before, zone
from bot.domain.people.store import Person
from bot.domain.plan import store as plans
from bot.domain.plan.rules import Effort, Zone, done
from bot.domain.plan.store import Standing
from bot.storage.database import Database

_BEFORE_DAYS = 14  # how far back a worse morning is still the one before
_REST_DAYS = 2  # after red pain, as after a red effort


async def settle(db: Database, person: Person, entry: Entry, now: Instant) -> Entry:
    """Judge an effort as far as it can be by now, and return it as it is stored then.

    Red is judged at once, everything else when its next morning is known; until then the plan
    knows only that it took place. Red pain that belongs to no effort lets the plan rest.
    """
    if entry.effort is None:
        return await _rest(db, person, entry, now)
    known = zone(entry) is Zone.RED or entry.compared is not None
    return await _move(db, person, entry, now, await _final(db, entry) if known else None)


async def close(db: Database, person: Person, before: Date, now: Instant) -> int:
    """Judge the efforts of earlier days whose next morning nobody told of; return how many."""
    found = await store.unsettled(db, person.person_id, before)
    for entry in found:
        await _move(db, person, entry, now, await _final(db, entry))
    return len(found)


async def pass_over(db: Database, found: Standing) -> bool:
    """Count the plan's latest effort as amber where the diary has no entry of it to ask about."""
    plan = found.plan
    if plan is None or plan.last_effort is None or not plan.awaits_morning(found.on):
        return False
    effort = Effort.RUN if plan.last_run == plan.last_effort else Effort.SESSION
    await plans.judge(db, found, effort, Zone.AMBER, plan.last_effort)
    return True


async def withdraw(db: Database, person: Person, entry: Entry) -> bool:
    """Take back what an effort did to the plan; False where something else has moved it since."""
    if entry.move is None:
        return True
    if await plans.current(db, person.person_id) != entry.move.after:
        return False
    await plans.save(db, entry.move.before)
    return True


async def _final(db: Database, entry: Entry) -> Zone:
    since = entry.on.subtract(days=_BEFORE_DAYS)
    efforts = await store.efforts(db, entry.person_id, since, entry.on)
    return judged(entry, worse_before=worse_before(efforts, entry.on))


async def _rest(db: Database, person: Person, entry: Entry, now: Instant) -> Entry:
    """Let the plan rest after pain that is red today; take that back where it is corrected."""
    is_red = zone(entry) is Zone.RED
    if is_red == (entry.move is not None):
        return entry
    if not is_red:
        if await withdraw(db, person, entry):
            entry = replace(entry, move=None)
            await store.save(db, entry)
        return entry
    found = await plans.standing(db, person, now)
    if found.plan is None or entry.on < found.on.subtract(days=1):
        return entry
    until = entry.on.add(days=_REST_DAYS)
    rested = replace(found.plan, rest_until=max(until, found.plan.rest_until or until))
    await plans.save(db, rested)
    entry = replace(entry, move=Move(found.plan, rested))
    await store.save(db, entry)
    return entry


async def _move(
    db: Database, person: Person, entry: Entry, now: Instant, final: Zone | None
) -> Entry:
    """Move the plan by an effort's zone, None while it is open; return the effort as stored.

    What is judged anew moves the plan from where it was before the first time, unless something
    else has moved it since: then only a graver zone moves it.
    """
    if final is entry.settled and entry.move is not None:
        return entry
    found = await plans.standing(db, person, now)
    base = found.plan
    if entry.move and found.kept == entry.move.after:
        base = entry.move.before
    elif entry.move and (final is None or (entry.settled is not None and final <= entry.settled)):
        base = None
    entry = replace(entry, settled=final)
    if base is not None and entry.effort:
        after = base
        if final is None:
            after = done(base, entry.effort, entry.on)
            await plans.save(db, after)
        else:
            at = replace(found, plan=base)
            after = await plans.judge(db, at, entry.effort, final, entry.on) or base
        entry = replace(entry, move=Move(base, after))
    await store.save(db, entry)
    return entry
