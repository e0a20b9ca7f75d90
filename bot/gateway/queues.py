"""Counts what waits, so that nobody who writes without end costs anybody else anything."""

from collections import Counter
from collections.abc import Iterator

from bot.gateway.reading import Blocked, Sought, Tapped, Update, Written

MOST_WAITING = 10  # updates of one person, or commands in one group


class Queues:
    """How many updates of each person, and from each group, are under way."""

    def __init__(self) -> None:
        self._waiting: Counter[int] = Counter()  # people's ids are positive, groups' negative
        self._tapped: dict[int, Tapped] = {}  # the newest tap of each person who waits
        self._told: set[int] = set()

    def admit(self, update: Update) -> bool:
        """Count an update in, unless too many wait already or it is the tap before once more."""
        if any(self._waiting[key] > MOST_WAITING for key in _keys(update)) or self._again(update):
            return False
        self.add(update)
        return True

    def add(self, update: Update) -> None:
        """Count an update in, however many wait."""
        self._waiting.update(_keys(update))
        if isinstance(update.what, Tapped):
            self._tapped[update.sender.person_id] = update.what

    def leave(self, update: Update) -> None:
        """Count an update out."""
        for key in _keys(update):
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
                self._told.discard(key)
                self._tapped.pop(key, None)

    def is_first_refusal(self, update: Update) -> bool:
        """Note that an update was turned away; tell the first one until nothing waits there."""
        what, person_id = update.what, update.sender.person_id
        key = what.chat_id if isinstance(what, Written) else person_id
        first = key not in self._told
        self._told.add(key)
        return first

    def _again(self, update: Update) -> bool:
        """Say whether a tap is the same as the one that still waits behind others."""
        before, tap = self._tapped.get(update.sender.person_id), update.what
        waits = self._waiting[update.sender.person_id] > 1
        return (
            waits
            and isinstance(tap, Tapped)
            and before is not None
            and (tap.data, tap.message_id) == (before.data, before.message_id)
        )


def _keys(update: Update) -> Iterator[int]:
    # What replaces itself, and the news that somebody has left, is always taken.
    if not isinstance(update.what, Sought | Blocked):
        yield update.sender.person_id
    if isinstance(update.what, Written) and not update.what.private:
        yield update.chat_id
