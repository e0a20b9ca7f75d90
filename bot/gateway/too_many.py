"""Whom Telegram's "too many requests" holds: that chat, or all where it comes for several."""

from collections import deque

from bot.chat.sending import Lane

MOST_S = 30.0  # nobody but that chat is held longer at a time: then one call finds out
_SEVERAL = 3  # so many chats at once that it is not about any of them
_AT_ONCE_S = 5.0
_PEOPLE_FIRST_S = 1.0  # before a call of the bot's own accord may be the one that finds out
_REMEMBERED = 1000  # chats that are held, before those that are free again are dropped
_LOOK_S = 0.1  # while a call finds out, others look so often


class Holds:
    """Which calls must wait, and how long; times are seconds of the loop's clock."""

    def __init__(self) -> None:
        self._chats: dict[int | str, float] = {}
        self._refused: deque[tuple[float, int | str]] = deque(maxlen=50)
        self._all_until: float | None = None
        self._trying = False  # whether one call is finding out if the hold for all is over

    def note(self, key: int | str, seconds: float, now: float) -> None:
        """Note a refusal for a chat, or for a method that belongs to no chat."""
        if len(self._chats) > _REMEMBERED:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        self._chats[key] = max(self._chats.get(key, 0.0), now + seconds)
        self._refused.append((now, key))
        lately = {chat for at, chat in self._refused if now - at <= _AT_ONCE_S}
        if len(lately) >= _SEVERAL or self._trying:
            self._all_until = now + min(seconds, MOST_S)
            self._trying = False

    def chat_wait(self, key: int | str, now: float) -> float:
        """Return the seconds for which a chat is held."""
        return max(0.0, self._chats.get(key, 0.0) - now)

    def wait(self, lane: Lane, now: float) -> float:
        """Return the seconds for which all are held."""
        if self._all_until is None:
            return 0.0
        if self._trying:
            return _LOOK_S
        first = _PEOPLE_FIRST_S if lane == "bulk" else 0.0
        return max(0.0, self._all_until + first - now)

    def begin(self) -> None:
        """Note that a call goes out: after a hold for all the first one finds out."""
        self._trying = self._all_until is not None

    def passed(self) -> None:
        """Note that a call was not refused."""
        if self._trying:
            self._all_until, self._trying = None, False
