"""What is noted, corrected and undone; plan, check and diary follow in the same unit of work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.diary import store
from bot.domain.diary.model import Compared, Entry, ReopenRule, Watch
from bot.domain.diary.rules import is_graver, noticed
from bot.domain.diary.runs import WINDOW_DAYS, Spike, spike
from bot.domain.diary.work_judging import close, settle, withdraw
from bot.domain.diary.work_reopening import reopen
from bot.domain.people import store as people
from bot.domain.people.model import Units
from bot.domain.plan.model import Effort
from bot.domain.plan.work import Outlook, outlook
from bot.domain.standing import Access
from bot.storage.transaction import Transaction

_NEW_MINUTES = 60  # so long an entry is undone without being asked
MOST_A_DAY = 50  # new entries of one person in 24 hours

Writing = Callable[[Outlook], tuple[Entry, str]]
"""Writes a new entry where plan and date are known, and names the screen that it comes from."""
Change = Callable[[Entry], Entry]


@dataclass(frozen=True, slots=True)
class Key:
    """The entry that a button names, of the person who tapped it."""

    person_id: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class Followed:
    """An entry as it is stored, and what holds now that plan and check have followed it.

    `reopened` is why it has opened the check just now, `spike` how far a run went beyond others.
    `passed_over` says that an earlier effort, whose next morning nobody told, counts as amber.
    `is_new` entries are undone, older ones deleted.
    """

    entry: Entry
    found: Outlook
    is_new: bool
    reopened: tuple[ReopenRule, ...] = ()
    spike: Spike | None = None
    passed_over: bool = False

    @property
    def today(self) -> Date:
        """Return the person's own date."""
        return self.found.on

    @property
    def units(self) -> Units:
        """Return what the person counts distances in."""
        return self.found.standing.person.units

    @property
    def may_run(self) -> bool:
        """Say whether no plan keeps running shut."""
        return self.found.plan is None or self.found.plan.may_run


@dataclass(frozen=True, slots=True)
class Undone:
    """What is left of an entry that was deleted."""

    plan_is_back: bool
    check_waits: bool


def note(
    tx: Transaction, watch: Watch, person_id: int, write: Writing, now: Instant
) -> Followed | None:
    """Store a new entry, with all that follows; the first of one screen takes what is new.

    None where there are as many as a day takes.
    """
    found = _outlook(tx, person_id, now)
    entry, token = write(found)
    since = now.subtract(hours=24)
    if store.written(tx, person_id, since, but=token) >= MOST_A_DAY:
        return None
    entry = noticed(entry)
    first = store.add(tx, entry, token)
    person = found.standing.person
    passed_over = bool(first.effort) and close(tx, person, first.on, now) > 0
    written = ("pain", "worst", "morning", "minutes", "metres")
    numbers = {n: p for n in written if (p := getattr(entry, n)) is not None}
    followed = _changed(tx, watch, first, replace(first, **numbers), now)
    return replace(followed, passed_over=passed_over)


def change(tx: Transaction, watch: Watch, key: Key, how: Change, now: Instant) -> Followed | None:
    """Change an entry, with all that follows; None where it is not there any more."""
    before = store.one(tx, key.person_id, key.entry_id)
    return _changed(tx, watch, before, how(before), now) if before else None


def compare(
    tx: Transaction, watch: Watch, key: Key, answer: Compared, now: Instant
) -> Followed | None:
    """Take how the morning after was, for every effort of that day, and judge them.

    What is no effort, or of today, stays as it is; None where it is not there any more.
    """
    entry = store.one(tx, key.person_id, key.entry_id)
    person = people.get(tx, key.person_id)
    if entry is None or entry.effort is None or entry.on >= person.date(now):
        return show(tx, key, now)
    for effort in store.efforts(tx, key.person_id, entry.on, entry.on):
        told = _dated(replace(effort, compared=answer), effort, now)
        store.save(tx, told)
        told = settle(tx, person, told, now)
        entry = told if told.entry_id == entry.entry_id else entry
    return _followed(tx, watch, entry, now)


def undo(tx: Transaction, watch: Watch, key: Key, now: Instant) -> Undone | None:
    """Remove an entry and, where it still can be, what it did to plan and check.

    None where it is not there any more.
    """
    entry = store.one(tx, key.person_id, key.entry_id)
    if entry is None:
        return None
    plan_is_back = withdraw(tx, entry)
    store.delete(tx, entry)
    reopen(tx, watch, people.get(tx, key.person_id), now)
    waits = _outlook(tx, key.person_id, now).access is Access.CHECK
    return Undone(plan_is_back, waits)


def show(tx: Transaction, key: Key, now: Instant) -> Followed | None:
    """Return an entry as it is; None where it is not there any more."""
    entry = store.one(tx, key.person_id, key.entry_id)
    return _seen(tx, entry, now) if entry else None


def _changed(tx: Transaction, watch: Watch, before: Entry, entry: Entry, now: Instant) -> Followed:
    entry = _dated(entry, before, now)
    if entry != before:
        store.save(tx, entry)
    return _followed(tx, watch, entry, now)


def _dated(entry: Entry, before: Entry, now: Instant) -> Entry:
    """Return an entry with the instant at which it became graver, where it has."""
    return replace(entry, evident_at=now) if is_graver(entry, before) else entry


def _followed(tx: Transaction, watch: Watch, entry: Entry, now: Instant) -> Followed:
    """Move the plan and open or withdraw the check, as the entry asks for it."""
    person = people.get(tx, entry.person_id)
    entry = settle(tx, person, entry, now)
    reopened = reopen(tx, watch, person, now)
    return replace(_seen(tx, entry, now), reopened=reopened)


def _seen(tx: Transaction, entry: Entry, now: Instant) -> Followed:
    runs: Sequence[Entry] = ()
    if entry.effort is Effort.RUN:
        runs = store.efforts(tx, entry.person_id, entry.on.subtract(days=WINDOW_DAYS), entry.on)
    is_new = (now - entry.written_at).total("minutes") < _NEW_MINUTES
    found = _outlook(tx, entry.person_id, now)
    return Followed(entry, found, is_new, spike=spike(entry, runs))


def _outlook(tx: Transaction, person_id: int, now: Instant) -> Outlook:
    return outlook(tx, people.get(tx, person_id), now)
