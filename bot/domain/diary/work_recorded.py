"""What the diary knows of a run that a file brings, before it is kept."""

from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.diary import store
from bot.domain.diary.model import Entry
from bot.domain.people import store as people
from bot.domain.plan.model import Effort
from bot.domain.plan.work import Outlook, outlook
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run out of a file; `token` stands for the file itself, wherever it comes again."""

    began: Instant
    metres: int
    minutes: int
    token: str


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run with the person's own date of it, and what is noted: the file, or a run of that day."""

    run: RecordedRun
    found: Outlook
    on: Date
    kept: Entry | None
    same_day: Entry | None


def look(tx: Transaction, person_id: int, run: RecordedRun, now: Instant) -> RunSeen:
    """Return what is known of a run; nothing is stored."""
    person = people.get(tx, person_id)
    on = person.date(run.began)
    runs = [e for e in store.efforts(tx, person_id, on, on) if e.effort is Effort.RUN]
    kept = store.of_token(tx, person_id, run.token)
    return RunSeen(run, outlook(tx, person, now), on, kept, runs[-1] if runs else None)
