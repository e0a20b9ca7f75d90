"""How fast Telegram lets a bot send: overall, to one chat, and to one group."""

import math
from collections import deque
from dataclasses import dataclass, field

OVERALL_PER_S = 30
PAID_PER_S = 1000
CHAT_PER_S = 1.0
CHAT_BURST = 5
EDITS_PER_S = 2.0  # edits are counted apart, and more of them are let through
EDITS_BURST = 20
GROUP_PER_MINUTE = 20
_MINUTE_S = 60.0


@dataclass(slots=True)
class _Pace:
    """One chat: how many it may get at once, as of `at`, and until when it is shut."""

    ready: float
    at: float
    shut_until: float = 0.0
    minute: deque[float] = field(default_factory=deque)


@dataclass(slots=True)
class Limits:
    """Counts sends; times are seconds of the sandbox's clock."""

    strict: bool
    burst: int = CHAT_BURST
    per_s: float = CHAT_PER_S
    _overall: deque[float] = field(default_factory=deque)
    _shut_until: float = 0.0
    _chats: dict[int, _Pace] = field(default_factory=dict)

    def admit(self, now: float, chat_id: int, count: int = 1, *, paid: bool = False) -> int:
        """Count `count` messages to a chat and return 0, or refuse: seconds to wait.

        Whoever sends before those seconds are over is refused again.
        """
        if not self.strict:
            return 0
        pace = self._chats.setdefault(chat_id, _Pace(float(self.burst), now))
        wait = max(
            self._overall_wait(now, count, PAID_PER_S if paid else OVERALL_PER_S),
            self._chat_wait(pace, now, count),
            _group_wait(pace, now, count) if chat_id < 0 else 0.0,
        )
        if wait > 0:
            return math.ceil(wait)
        self._overall.extend([now] * count)
        pace.ready -= count
        if chat_id < 0:
            pace.minute.extend([now] * count)
        return 0

    def _overall_wait(self, now: float, count: int, per_s: int) -> float:
        if now < self._shut_until:
            return self._shut_until - now
        while self._overall and self._overall[0] <= now - 1:
            self._overall.popleft()
        if len(self._overall) + count <= per_s:
            return 0.0
        self._shut_until = now + 1
        return 1.0

    def _chat_wait(self, pace: _Pace, now: float, count: int) -> float:
        if now < pace.shut_until:
            return pace.shut_until - now
        pace.ready = min(float(self.burst), pace.ready + (now - pace.at) * self.per_s)
        pace.at = now
        # An album counts as its parts, but may always go out when the chat has been quiet.
        missing = min(count, self.burst) - pace.ready
        if missing <= 0:
            return 0.0
        wait = math.ceil(missing / self.per_s)
        pace.shut_until = now + wait
        return wait


def _group_wait(pace: _Pace, now: float, count: int) -> float:
    while pace.minute and pace.minute[0] <= now - _MINUTE_S:
        pace.minute.popleft()
    if len(pace.minute) + count <= GROUP_PER_MINUTE:
        return 0.0
    wait = math.ceil(pace.minute[0] + _MINUTE_S - now)
    pace.shut_until = now + wait
    return wait
