"""Polls and quizzes: what may be asked, who voted for what, and when it closes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.fake.lengths import (
    POLL_DESCRIPTION,
    POLL_EXPLANATION,
    POLL_EXPLANATION_LINE_FEEDS,
    POLL_OPTION,
    POLL_OPTIONS,
    POLL_QUESTION,
)

OPEN_FOR_S = (5, 2_628_000)


@dataclass(slots=True)
class Poll:
    """A poll: `poll` is its present state in the API's words, replaced and never changed."""

    poll: Json
    chat_id: int
    message_id: int
    closes_at: float | None
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Polls:
    """Polls by id."""

    by_id: dict[str, Poll] = field(default_factory=dict)
    _closing: list[tuple[float, str]] = field(default_factory=list)
    _next: int = 5_200_000_000_000_000_001

    def next_id(self) -> str:
        """Return an id for a new poll."""
        self._next += 1
        return str(self._next)

    def add(self, poll: Poll) -> None:
        """Keep a poll, and remember when it closes by itself."""
        self.by_id[poll.poll["id"]] = poll
        if poll.closes_at is not None:
            heappush(self._closing, (poll.closes_at, poll.poll["id"]))

    def due(self, now: float) -> list[Poll]:
        """Take out the polls whose time is over and that are still open."""
        over = []
        while self._closing and self._closing[0][0] <= now:
            poll = self.by_id[heappop(self._closing)[1]]
            if not poll.poll["is_closed"]:
                over.append(poll)
        return over


def check_question(question: str, explanation: str, description: str) -> None:
    """RefusalError where a question, explanation or description does not fit."""
    if not question:
        raise RefusalError("poll question must be non-empty")
    if len(question) > POLL_QUESTION:
        raise RefusalError(f"poll question length must not exceed {POLL_QUESTION}")
    if len(explanation) > POLL_EXPLANATION:
        raise RefusalError("MESSAGE_TOO_LONG")
    if explanation.count("\n") > POLL_EXPLANATION_LINE_FEEDS:
        raise RefusalError("MESSAGE_TOO_LONG")
    if len(description) > POLL_DESCRIPTION:
        raise RefusalError("MEDIA_CAPTION_TOO_LONG")


def check_options(options: Sequence[str]) -> None:
    """RefusalError where the options are too few, too many, empty or too long."""
    if not options:
        raise RefusalError("poll must have at least 1 option")
    if len(options) > POLL_OPTIONS:
        raise RefusalError(f"poll can't have more than {POLL_OPTIONS} options")
    for option in options:
        if not option:
            raise RefusalError("poll options must be non-empty")
        if len(option) > POLL_OPTION:
            raise RefusalError(f"poll options length must not exceed {POLL_OPTION}")


def check_correct(correct: Sequence[int], options: int, *, several: bool) -> None:
    """RefusalError where a quiz has no right answer, or one that is not there."""
    rising = all(one < two for one, two in pairwise(correct))
    if not correct or not rising or not all(0 <= index < options for index in correct):
        raise RefusalError("wrong correct option ID specified")
    if len(correct) > 1 and not several:
        raise RefusalError("wrong correct option ID specified")


def closing(args: Json, now: float) -> tuple[float | None, Json, str | None]:
    """Return when a poll closes by itself, the fields that say so, and what is wrong with them.

    A time that is not allowed counts as none.
    """
    if "open_period" in args and "close_date" in args:
        return None, {}, "a poll with both open_period and close_date"
    shortest, longest = OPEN_FOR_S
    if "open_period" in args:
        period = args["open_period"]
        if not shortest <= period <= longest:
            return None, {}, f"a poll with open_period {period}"
        return now + period, {"open_period": period, "close_date": int(now + period)}, None
    if "close_date" in args:
        date = args["close_date"]
        if not shortest <= date - int(now) <= longest:
            return None, {}, f"a poll with close_date {date}"
        return float(date), {"close_date": date}, None
    return None, {}, None


def vote(poll: Poll, user_id: int, chosen: list[int]) -> bool:
    """Count a vote, or take it back where `chosen` is empty; tell whether anything changed.

    ValueError where Telegram's app would not let the person vote so.
    """
    state = poll.poll
    if state["is_closed"]:
        raise ValueError("The poll is closed.")
    if any(index not in range(len(state["options"])) for index in chosen):
        raise ValueError("There is no such option.")
    if len(chosen) > 1 and not state["allows_multiple_answers"]:
        raise ValueError("Only one option can be chosen.")
    if user_id in poll.votes and not state["allows_revoting"]:
        raise ValueError("The vote cannot be changed.")
    if poll.votes.get(user_id, []) == chosen:
        return False
    poll.votes.pop(user_id, None)
    if chosen:
        poll.votes[user_id] = chosen
    options = [
        {**option, "voter_count": sum(index in choice for choice in poll.votes.values())}
        for index, option in enumerate(state["options"])
    ]
    poll.poll = {**state, "options": options, "total_voter_count": len(poll.votes)}
    return True
