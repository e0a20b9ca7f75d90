"""A guided session: where it is, and when it is enough."""

from collections.abc import Callable
from dataclasses import replace

from whenever import Date, Instant

from bot.domain.plan.model import GuidedSession, Result

_MOST_SORE = 2
_LATE_HOURS = 4  # a session may go on past midnight

Step = Callable[[GuidedSession, str | None], GuidedSession]
"""What a button makes of a session, given the easier form of the exercise it is at.

One that has an easier form to choose is at the same exercise still.
"""


def is_current(session: GuidedSession, on: Date, now: Instant) -> bool:
    """Say whether a session can be gone on with."""
    late = (now - session.started_at).total("hours") < _LATE_HOURS
    return session.state == "open" and (session.day == on or late)


def did(session: GuidedSession, _: str | None) -> GuidedSession:
    """Return the session after its exercise was done."""
    return session if session.offers_easier else _onward(_with(session, "done"))


def skipped(session: GuidedSession, _: str | None) -> GuidedSession:
    """Return the session without its exercise, or without its easier form."""
    return _onward(_with(session, "skipped"))


def sore(session: GuidedSession, easier: str | None) -> GuidedSession:
    """Return the session after an exercise was too sore: stopped the second time.

    It stays there if an easier form can be offered.
    """
    if session.offers_easier:
        return session
    if sum(result == "sore" for _, result in session.results) + 1 >= _MOST_SORE:
        return stopped(session, easier)
    session = _with(session, "sore")
    return session if easier else _onward(session)


def stopped(session: GuidedSession, _: str | None) -> GuidedSession:
    """Return the session ended at the exercise it is at."""
    return replace(_with(session, "sore"), state="stopped")


def eased(session: GuidedSession, easier: str | None) -> GuidedSession:
    """Return the session with the easier form in place of its exercise, where there is one."""
    if easier is None:
        return session
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
