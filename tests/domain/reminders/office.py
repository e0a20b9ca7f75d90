"""Sends reminders without Telegram, by a clock that is moved: what was sent is a list."""

from dataclasses import dataclass, field

from whenever import Date, Instant, Time

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.reminders import store as reminders
from bot.domain.reminders import work, work_due
from bot.domain.reminders.model import (
    EVERY_DAY,
    NewReminder,
    Reminder,
    ReminderKind,
    Schedule,
)
from bot.domain.reminders.model_due import Again, DueReminder
from bot.storage.database import Database
from bot.storage.instants import restored
from bot.storage.transaction import Transaction

KEY = "0f" * 32
ALL = tuple(ReminderKind)
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Sent:
    """One message about one date of a reminder."""

    reminder_id: int
    on: Date
    at: Instant
    again: Again | None


@dataclass
class Office:
    """A database of reminders, the time, and what was sent."""

    db: Database
    now: Instant
    sent: list[Sent] = field(default_factory=list)

    async def join(self, person_id: int, zone: str | None = "Europe/Berlin") -> None:
        await self.db.run(people.note, person_id, "en", self.now)
        await self.db.run(people.save, Person(person_id, zone=zone))

    async def make(
        self,
        person_id: int = 1,
        at: Time = Time(7, 30),  # noqa: B008  # a value
        weekdays: frozenset[int] = EVERY_DAY,
        kind: ReminderKind = ReminderKind.OWN,
    ) -> Reminder:
        wanted = NewReminder(
            kind, Schedule(at, weekdays), "words" if kind is ReminderKind.OWN else ""
        )
        made = await self.db.run(work.make, person_id, wanted, self.now)
        assert made is not None
        return made

    async def claimed(self) -> list[DueReminder]:
        late = await self.db.run(work_due.claim_late, self.now, _MANY)
        in_time = await self.db.run(work_due.claim, ALL, self.now, _MANY)
        return [*(late or ()), *(in_time or ())]

    async def tick(self) -> list[Sent]:
        """Send and settle what is due; return what was sent."""
        new = []
        for due in await self.claimed():
            new.append(self.send(due))
            await self.db.run(work_due.settle, due, self.now)
        return new

    def send(self, due: DueReminder) -> Sent:
        sent = Sent(due.reminder.reminder_id, due.on, self.now, due.again)
        self.sent.append(sent)
        return sent

    async def next_wake(self) -> Instant:
        row = await self.db.run(Transaction.one, "SELECT min(wake_at) AS at FROM reminder_queue")
        assert row is not None
        return restored(row["at"])

    async def one(self, reminder: Reminder) -> Reminder:
        found = await self.db.run(reminders.one, reminder.person_id, reminder.reminder_id)
        assert found is not None
        return found
