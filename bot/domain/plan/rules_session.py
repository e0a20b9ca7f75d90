"""A guided session: where it is, and when it is enough."""

from dataclasses import replace
from typing import Literal

from whenever import Date, Instant

from bot.domain.plan.model import GuidedSession, Result

_MOST_SORE = 2
_LATE_HOURS = 4  # a session may go on past midnight


def is_current(session: GuidedSession, on: Date, now: Instant) -> bool:
    """Say whether a session can be gone on with."""
    late = (now - session.started_at).total("hours") < _LATE_HOURS
    return session.state == "open" and (session.day == on or late)


def went(session: GuidedSession, result: Literal["done", "skipped"]) -> GuidedSession:
    """Return the session at its next exercise, or over: left where nothing was done."""
    return _onward(_with(session, result))


def sore(session: GuidedSession, easier: str | None) -> GuidedSession:
    """Return the session after an exercise was too sore: stopped the second time.

    It stays there if an easier form can be offered.
    """
    if sum(result == "sore" for _, result in session.results) + 1 >= _MOST_SORE:
        return stopped(session)
    session = _with(session, "sore")
    return session if easier else _onward(session)


def stopped(session: GuidedSession) -> GuidedSession:
    """Return the session ended at the exercise it is at."""
    return replace(_with(session, "sore"), state="stopped")


def eased(session: GuidedSession, easier: str) -> GuidedSession:
    """Return the session with an easier form in place of its exercise."""
    exercises = list(session.exercises)
    exercises[session.position] = easier
    return replace(_with(session, "eased"), exercises=tuple(exercises))


def _with(session: GuidedSession, result: Result) -> GuidedSession:
    return replace(session, results=(*session.results, (session.exercise, result)))


def _onward(session: GuidedSession) -> GuidedSession:
    session = replace(session, position=session.position + 1)
    if session.position < len(session.exercises):
        return session
    return replace(session, state="done" if session.done else "left")
