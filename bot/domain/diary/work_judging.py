"""Judges efforts, each as soon as it can be, and moves the plan by it."""

from dataclasses import replace

from whenever import Date, Instant

from bot.domain.diary import store
from bot.domain.diary.model import Compared, Entry, Move
from bot.domain.diary.rules import judged, worse_before, zone
from bot.domain.people.model import Person
from bot.domain.plan import store as plans
from bot.domain.plan.model import Effort, Verdict, Zone
from bot.domain.plan.rules import awaits_morning, done, rested
from bot.domain.plan.work import Outlook, judge, outlook
from bot.storage.transaction import Transaction

_BEFORE_DAYS = 14  # how far back a worse morning is still the one before


def settle(tx: Transaction, person: Person, entry: Entry, now: Instant) -> Entry:
    """Judge an effort as far as it can be by now, and return it as it is stored then.

    Red is judged at once, everything else when its next morning is known; until then the plan
    knows only that it took place. Red pain that belongs to no effort lets the plan rest.
    """
    if entry.effort is None:
        return _rest(tx, person, entry, now)
    known = zone(entry) is Zone.RED or entry.compared is not None
    return _move(tx, person, entry, now, _final(tx, entry) if known else None)


def close(tx: Transaction, person: Person, before: Date, now: Instant) -> int:
    """Judge the efforts of earlier days whose next morning nobody told of; return how many."""
    found = store.unsettled(tx, person.person_id, before)
    for entry in found:
        _move(tx, person, entry, now, _final(tx, entry))
    return len(found)


def pass_over(tx: Transaction, found: Outlook) -> bool:
    """Count the plan's latest effort as amber where the diary has no entry of it to ask about."""
    plan = found.plan
    if plan is None or plan.last_effort is None or not awaits_morning(plan, found.on):
        return False
    effort = Effort.RUN if plan.last_run == plan.last_effort else Effort.SESSION
    judge(tx, found, Verdict(effort, Zone.AMBER, plan.last_effort))
    return True


def withdraw(tx: Transaction, entry: Entry) -> bool:
    """Take back what an effort did to the plan; False where something else has moved it since."""
    if entry.move is None:
        return True
    if plans.current(tx, entry.person_id) != entry.move.after:
        return False
    plans.save(tx, entry.move.before)
    return True


def _final(tx: Transaction, entry: Entry) -> Zone:
    since = entry.on.subtract(days=_BEFORE_DAYS)
    efforts = store.efforts(tx, entry.person_id, since, entry.on)
    return judged(entry, worse_before=worse_before(efforts, entry.on))


def _rest(tx: Transaction, person: Person, entry: Entry, now: Instant) -> Entry:
    """Let the plan rest after pain that is red today; take that back where it is corrected."""
    is_red = zone(entry) is Zone.RED
    if is_red == (entry.move is not None):
        return entry
    if not is_red:
        if withdraw(tx, entry):
            entry = replace(entry, move=None)
            store.save(tx, entry)
        return entry
    found = outlook(tx, person, now)
    if found.plan is None or entry.on < found.on.subtract(days=1):
        return entry
    after = rested(found.plan, entry.on)
    plans.save(tx, after)
    entry = replace(entry, move=Move(found.plan, after))
    store.save(tx, entry)
    return entry


def _move(tx: Transaction, person: Person, entry: Entry, now: Instant, final: Zone | None) -> Entry:
    """Move the plan by an effort's zone, None while it is open; return the effort as stored.

    What is judged anew moves the plan from where it was before the first time, unless something
    else has moved it since: then only a graver zone moves it.
    """
    if final is entry.settled and entry.move is not None:
        return entry
    found = outlook(tx, person, now)
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
            plans.save(tx, after)
        else:
            at = replace(found, plan=base)
            worse = entry.compared is Compared.WORSE
            after = judge(tx, at, Verdict(entry.effort, final, entry.on, worse)) or base
        entry = replace(entry, move=Move(base, after))
    store.save(tx, entry)
    return entry
