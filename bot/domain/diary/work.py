"""What is noted, corrected and undone; plan, check and diary follow in the same unit of work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.diary import store, store_weekly
from bot.domain.diary.model import Compared, Entry, ReopenRule
from bot.domain.diary.rules import is_graver, noticed, weekly_is_due, zone
from bot.domain.diary.runs import WINDOW_DAYS, Longest, Spike, allowed, spike
from bot.domain.diary.work_judging import close, pass_over, settle, withdraw
from bot.domain.diary.work_reopening import reopen
from bot.domain.people import store as people
from bot.domain.people.model import Person, Units
from bot.domain.plan.model import Effort, Zone, days_between
from bot.domain.plan.rules import BREAK_DAYS
from bot.domain.plan.work import Outlook, outlook
from bot.domain.standing import Access
from bot.storage.transaction import Transaction

_NEW_MINUTES = 60  # so long an entry is undone without being asked
_RED_DAYS = 3  # the longest rest after red

Rules = Sequence[ReopenRule]
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


@dataclass(frozen=True, slots=True)
class Opening:
    """What the diary asks for now; `effort` is one whose morning after is not known."""

    found: Outlook
    effort: Entry | None
    asks_weekly: bool


@dataclass(frozen=True, slots=True)
class Morning:
    """The effort whose next morning is asked for, if any; `passed_over` as in `Followed`."""

    on: Date
    effort: Entry | None = None
    passed_over: bool = False


@dataclass(frozen=True, slots=True)
class NextRun:
    """What the length of the next run goes by: pain that was red lately, else an earlier run."""

    found: Outlook
    is_red: bool
    longest: Longest | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, the newest first, and how many there are in all; `number` counts from 0."""

    person: Person
    on: Date
    entries: Sequence[Entry]
    number: int
    total: int


def note(tx: Transaction, rules: Rules, person_id: int, write: Writing, now: Instant) -> Followed:
    """Store a new entry, with all that follows; the first of one screen takes what is new."""
    found = _outlook(tx, person_id, now)
    entry, token = write(found)
    entry = noticed(entry)
    first = store.add(tx, entry, token)
    person = found.standing.person
    passed_over = bool(first.effort) and close(tx, person, first.on, now) > 0
    numbers = {n: p for n in ("pain", "worst") if (p := getattr(entry, n)) is not None}
    followed = _changed(tx, rules, first, replace(first, **numbers), now)
    return replace(followed, passed_over=passed_over)


def change(tx: Transaction, rules: Rules, key: Key, how: Change, now: Instant) -> Followed | None:
    """Change an entry, with all that follows; None where it is not there any more."""
    before = store.one(tx, key.person_id, key.entry_id)
    return _changed(tx, rules, before, how(before), now) if before else None


def compare(
    tx: Transaction, rules: Rules, key: Key, answer: Compared, now: Instant
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
    return _followed(tx, rules, entry, now)


def undo(tx: Transaction, rules: Rules, key: Key, now: Instant) -> Undone | None:
    """Remove an entry and, where it still can be, what it did to plan and check.

    None where it is not there any more.
    """
    entry = store.one(tx, key.person_id, key.entry_id)
    if entry is None:
        return None
    plan_is_back = withdraw(tx, entry)
    store.delete(tx, entry)
    reopen(tx, rules, people.get(tx, key.person_id), now)
    waits = _outlook(tx, key.person_id, now).access is Access.CHECK
    return Undone(plan_is_back, waits)


def show(tx: Transaction, key: Key, now: Instant) -> Followed | None:
    """Return an entry as it is; None where it is not there any more."""
    entry = store.one(tx, key.person_id, key.entry_id)
    return _seen(tx, entry, now) if entry else None


def ask_morning(tx: Transaction, person_id: int, now: Instant) -> Morning:
    """Return the latest effort whose next morning nobody has told of.

    One that the plan knows but the diary does not counts as amber, so that the plan goes on.
    """
    found = _outlook(tx, person_id, now)
    waiting = store.unsettled(tx, person_id, found.on)
    if waiting and days_between(found.on, waiting[-1].on) < BREAK_DAYS:
        return Morning(found.on, waiting[-1])
    return Morning(found.on, passed_over=pass_over(tx, found))


def opening(tx: Transaction, person_id: int, now: Instant) -> Opening:
    """Return what the diary asks for now."""
    found = _outlook(tx, person_id, now)
    last = store_weekly.last_weekly(tx, person_id)
    due = weekly_is_due(last.on if last else None, found.on)
    return Opening(found, store.open_effort(tx, person_id, found.on), due)


def next_run(tx: Transaction, person_id: int, now: Instant) -> NextRun:
    """Return what the length of the next run goes by."""
    found = _outlook(tx, person_id, now)
    known = store.entries(tx, person_id, found.on.subtract(days=WINDOW_DAYS), found.on)
    lately = found.on.subtract(days=_RED_DAYS)
    is_red = any(zone(entry) is Zone.RED for entry in known if entry.on >= lately)
    return NextRun(found, is_red, allowed(known, found.on.add(days=1)))


def earlier(tx: Transaction, person_id: int, number: int, size: int, now: Instant) -> Page:
    """Return a page of entries; the first where there is none of that number any more."""
    person = people.get(tx, person_id)
    entries, total = store.latest(tx, person_id, number * size, size)
    if not entries and number:
        return earlier(tx, person_id, 0, size, now)
    return Page(person, person.date(now), entries, number, total)


def _changed(tx: Transaction, rules: Rules, before: Entry, entry: Entry, now: Instant) -> Followed:
    entry = _dated(entry, before, now)
    if entry != before:
        store.save(tx, entry)
    return _followed(tx, rules, entry, now)


def _dated(entry: Entry, before: Entry, now: Instant) -> Entry:
    """Return an entry with the instant at which it became graver, where it has."""
    return replace(entry, evident_at=now) if is_graver(entry, before) else entry


def _followed(tx: Transaction, rules: Rules, entry: Entry, now: Instant) -> Followed:
    """Move the plan and open or withdraw the check, as the entry asks for it."""
    person = people.get(tx, entry.person_id)
    entry = settle(tx, person, entry, now)
    reopened = reopen(tx, rules, person, now)
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
