"""What the other rooms keep of a person, gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.diary import store as diaries
from bot.domain.diary import store_weekly as weekly
from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, Summary, summary
from bot.domain.people.model import Person
from bot.domain.plan.work import Outlook, outlook
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class History:
    """Where a person stands today, and what they noted in the longest span."""

    person: Person
    standing: Outlook
    entries: Sequence[Entry]
    scores: Mapping[Date, int]

    def over(self, days: int) -> Summary:
        """Return what so many days until today amount to."""
        return summary(self.entries, self.standing.on, days, self.scores)

    @property
    def latest(self) -> Summary | None:
        """Return the shortest span that holds anything; None where none does."""
        return next((found for found in map(self.over, SPANS) if not found.is_empty), None)

    @property
    def whole(self) -> Summary:
        """Return the shortest span that holds everything."""
        days = [*(entry.on for entry in self.entries), *self.scores]
        first = min(days, default=self.standing.on)
        return next(found for found in map(self.over, SPANS) if found.since <= first)


async def history(db: Database, person: Person, now: Instant) -> History:
    """Return what a person noted up to now."""
    standing = await db.run(outlook, person, now)
    since = standing.on.subtract(days=SPANS[-1] - 1)
    weeks = await db.run(weekly.impacts, person.person_id, since, standing.on)
    return History(
        person=person,
        standing=standing,
        entries=await db.run(diaries.entries, person.person_id, since, standing.on),
        scores={week.on: week.score for week in weeks},
    )
