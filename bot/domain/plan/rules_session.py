"""A guided session: where it is, and when it is enough."""

from dataclasses import dataclass, replace
from typing import Literal

from whenever import Date, Instant

State = Literal["open", "done", "stopped", "left"]
Result = Literal["done", "skipped", "sore", "eased"]
_MOST_SORE = 2
_LATE_HOURS = 4  # a session may go on past midnight


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one person; `results` are (exercise, what came of it), in order.

    Every step adds one result, so their number tells a button that was tapped twice.
    """

    session_id: int
    person_id: int
    day: Date
    started_at: Instant
    exercises: tuple[str, ...]
    position: int = 0
    results: tuple[tuple[str, Result], ...] = ()
    state: State = "open"

    @property
    def exercise(self) -> str:
        """Return the exercise that it is at; only of one that is open."""
        return self.exercises[self.position]

    @property
    def offers_easier(self) -> bool:
        """Say whether the exercise was too sore and its easier form is still to be chosen."""
        return self.state == "open" and self.results[-1:] == ((self.exercise, "sore"),)

    @property
    def done(self) -> int:
        """Return how many exercises were done."""
        return sum(result == "done" for _, result in self.results)

    def is_current(self, on: Date, now: Instant) -> bool:
        """Say whether it can be gone on with."""
        late = (now - self.started_at).total("hours") < _LATE_HOURS
        return self.state == "open" and (self.day == on or late)


def went(session: Session, result: Literal["done", "skipped"]) -> Session:
    """Return the session at its next exercise, or over: left where nothing was done."""
    return _onward(_with(session, result))


def sore(session: Session, easier: str | None) -> Session:
    """Return the session after an exercise was too sore: stopped the second time.

    It stays there if an easier form can be offered.
    """
    if sum(result == "sore" for _, result in session.results) + 1 >= _MOST_SORE:
        return stopped(session)
    session = _with(session, "sore")
    return session if easier else _onward(session)


def stopped(session: Session) -> Session:
    """Return the session ended at the exercise it is at."""
    return replace(_with(session, "sore"), state="stopped")


def eased(session: Session, easier: str) -> Session:
    """Return the session with an easier form in place of its exercise."""
    exercises = list(session.exercises)
    exercises[session.position] = easier
    return replace(_with(session, "eased"), exercises=tuple(exercises))


def _with(session: Session, result: Result) -> Session:
    return replace(session, results=(*session.results, (session.exercise, result)))


def _onward(session: Session) -> Session:
    session = replace(session, position=session.position + 1)
    if session.position < len(session.exercises):
        return session
    return replace(session, state="done" if session.done else "left")
