"""Counts what waits, so that nobody who writes without end costs anybody else anything."""

from collections import Counter
from collections.abc import Iterator

from bot.gateway.reading import Blocked, Sought, Tapped, Update, Voted, Written

MOST_WAITING = 10  # updates of one person, or commands in one group


class Queues:
    """How many updates of each person, and from each group, are under way."""

    def __init__(self) -> None:
        self._waiting: Counter[int] = Counter()  # people's ids are positive, groups' negative
        self._tapped: dict[int, Tapped] = {}  # the newest tap of each person who waits
        self._told: dict[int, int] = {}  # chats that were told, and whose queue that was about

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
                self._tapped.pop(key, None)
                for chat in [chat for chat, about in self._told.items() if about == key]:
                    del self._told[chat]

    def is_first_refusal(self, update: Update) -> bool:
        """Say whether a chat is to be told of what was turned away: once until the queue is empty.

        It may be a person's queue where the chat is a group in which nothing else waits.
        """
        what, person_id = update.what, update.sender.person_id
        chat = what.chat_id if isinstance(what, Written) else person_id
        if chat in self._told or isinstance(what, Voted):  # a vote says nothing of where it was
            return False
        full = (key for key in _keys(update) if self._waiting[key] > MOST_WAITING)
        self._told[chat] = next(full, person_id)
        return True

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
