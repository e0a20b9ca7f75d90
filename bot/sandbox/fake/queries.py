"""Taps on buttons and inline queries that wait for the bot's answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.sandbox.fake.calls import RefusalError

# Telegram does not say how long; bots report refusals from about this age on.
ANSWER_WITHIN_S = 15.0
_MOST_WAITING = 10_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who asked, where, and when; `text` is an inline query's words."""

    user_id: int
    chat_id: int
    since: float
    text: str = ""


@dataclass(slots=True)
class Queries:
    """Queries by id, each to be answered once and in time."""

    _waiting: dict[str, Waiting] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(4_382_000_000_000_000_001))

    def ask(self, waiting: Waiting) -> str:
        """Note a query and return its id."""
        query_id = str(next(self._numbers))
        self._waiting[query_id] = waiting
        if len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        return query_id

    def answer(self, query_id: str, now: float) -> Waiting:
        """Take a query out; RefusalError where it is unknown, answered, or too old."""
        waiting = self._waiting.pop(query_id, None)
        if waiting is None or now - waiting.since > ANSWER_WITHIN_S:
            raise RefusalError(
                "query is too old and response timeout expired or query ID is invalid"
            )
        return waiting
