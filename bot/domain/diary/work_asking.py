"""What the diary asks for and looks back on; only a morning that is passed over is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.diary import store, store_weekly
from bot.domain.diary.model import Entry
from bot.domain.diary.rules import weekly_is_due, zone
from bot.domain.diary.runs import WINDOW_DAYS, Longest, allowed
from bot.domain.diary.work_judging import pass_over
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.plan.model import Zone, days_between
from bot.domain.plan.rules import BREAK_DAYS
from bot.domain.plan.work import Outlook, outlook
from bot.storage.transaction import Transaction

_RED_DAYS = 3  # the longest rest after red


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
    """What the length of the next run goes by: an entry that was red lately, else a run."""

    found: Outlook
    red: Entry | None
    longest: Longest | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, the newest first, and how many there are in all; `number` counts from 0."""

    person: Person
    on: Date
    entries: Sequence[Entry]
    number: int
    total: int


def ask_morning(tx: Transaction, person_id: int, now: Instant) -> Morning:
    """Return the latest effort whose next morning nobody has told of.

    One that the plan knows but the diary does not counts as amber, so that the plan goes on.
    """
    found = outlook(tx, people.get(tx, person_id), now)
    waiting = store.unsettled(tx, person_id, found.on)
    if waiting and days_between(found.on, waiting[-1].on) < BREAK_DAYS:
        return Morning(found.on, waiting[-1])
    return Morning(found.on, passed_over=pass_over(tx, found))


def opening(tx: Transaction, person_id: int, now: Instant) -> Opening:
    """Return what the diary asks for now."""
    found = outlook(tx, people.get(tx, person_id), now)
    last = store_weekly.last_weekly(tx, person_id)
    due = weekly_is_due(last.on if last else None, found.on)
    return Opening(found, store.open_effort(tx, person_id, found.on), due)


def next_run(tx: Transaction, person_id: int, now: Instant) -> NextRun:
    """Return what the length of the next run goes by."""
    found = outlook(tx, people.get(tx, person_id), now)
    known = store.entries(tx, person_id, found.on.subtract(days=WINDOW_DAYS), found.on)
    return NextRun(found, _red(known, found.on), allowed(known, found.on.add(days=1)))


def red_lately(tx: Transaction, person_id: int, on: Date) -> Entry | None:
    """Return the newest entry that was red in the last days, for which the hip rests."""
    return _red(store.entries(tx, person_id, on.subtract(days=_RED_DAYS), on), on)


def _red(entries: Sequence[Entry], on: Date) -> Entry | None:
    lately = (entry for entry in reversed(entries) if entry.on >= on.subtract(days=_RED_DAYS))
    return next((e for e in lately if Zone.RED in {zone(e), e.settled}), None)


def earlier(tx: Transaction, person_id: int, number: int, size: int, now: Instant) -> EntryPage:
    """Return a page of entries; the first where there is none of that number any more."""
    person = people.get(tx, person_id)
    entries, total = store.latest(tx, person_id, number * size, size)
    if not entries and number:
        return earlier(tx, person_id, 0, size, now)
    return EntryPage(person, person.date(now), entries, number, total)
