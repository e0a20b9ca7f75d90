"""What is kept of a person, gathered in one unit of work that reads much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.diary import store as diaries
from bot.domain.diary import store_weekly as weekly
from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, Summary, summary
from bot.domain.people.model import Person
from bot.domain.plan import store_session as guided
from bot.domain.plan.work import Outlook, of_person
from bot.domain.quiz import store as rounds
from bot.domain.quiz import store_memory as memory
from bot.domain.quiz.model import MemoryCard, Score
from bot.storage.transaction import Transaction

_FIRST_DAY = Date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Learning:
    """The quiz: what is remembered by question, the score of each round, days with an answer."""

    cards: Mapping[str, MemoryCard]
    tries: Sequence[Score]
    days: Sequence[Date]


@dataclass(frozen=True, slots=True)
class History:
    """Where a person stands today, and what they noted in the longest span.

    `exercises` counts those done in guided sessions, the most often first.
    """

    found: Outlook
    entries: Sequence[Entry]
    scores: Mapping[Date, int]
    exercises: Mapping[str, int]
    learning: Learning

    @property
    def person(self) -> Person:
        """Return whose it is."""
        return self.found.standing.person

    @property
    def on(self) -> Date:
        """Return the person's own date."""
        return self.found.on

    def over(self, days: int) -> Summary:
        """Return what so many days until today amount to."""
        return summary(self.entries, self.on, days, self.scores)

    @property
    def latest(self) -> Summary | None:
        """Return the shortest span that holds anything; None where none does."""
        return next((found for found in map(self.over, SPANS) if not found.is_empty), None)

    @property
    def whole(self) -> Summary:
        """Return the shortest span that holds everything."""
        days = [*(entry.on for entry in self.entries), *self.scores]
        first = min(days, default=self.on)
        return next(found for found in map(self.over, SPANS) if found.since <= first)


def history(tx: Transaction, person_id: int, now: Instant) -> History:
    """Return what a person noted and learnt up to now."""
    found = of_person(tx, person_id, now)
    since = found.on.subtract(days=SPANS[-1] - 1)
    return History(
        found,
        entries=diaries.entries(tx, person_id, since, found.on),
        scores={w.on: w.score for w in weekly.impacts(tx, person_id, since, found.on)},
        exercises=guided.exercises_done(tx, person_id, since),
        learning=Learning(
            memory.cards(tx, person_id),
            rounds.first_tries(tx, person_id),
            memory.days(tx, person_id),
        ),
    )


def every_entry(tx: Transaction, person_id: int, now: Instant) -> tuple[Outlook, Sequence[Entry]]:
    """Return all that a person has ever noted."""
    found = of_person(tx, person_id, now)
    return found, diaries.entries(tx, person_id, _FIRST_DAY, found.on)
