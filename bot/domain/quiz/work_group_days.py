"""A group's daily question: set, taken when due, settled, each as one unit of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Instant, Time

from bot.domain.people import store as people
from bot.domain.quiz import rules, store_groups
from bot.domain.quiz import store_group_days as store
from bot.domain.quiz.model import GroupDay, Item
from bot.domain.quiz.work_learning import ask_group
from bot.storage.transaction import Transaction

_HELD_MINUTES = 15
_LATE_HOURS = 3  # a question of yesterday evening is none of this morning


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """Where a daily question is set, and the admin who does."""

    group_id: int
    topic: int | None
    admin_id: int


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A daily question that is to be asked now."""

    day: GroupDay
    item: Item
    question_id: int


def seen(tx: Transaction, place: GroupPlace) -> tuple[GroupDay | None, str | None]:
    """Return a group's daily question, and the zone of the admin who looks, where it is known."""
    return store.of_group(tx, place.group_id), people.get(tx, place.admin_id).zone


def set_time(tx: Transaction, place: GroupPlace, at: Time, now: Instant) -> GroupDay:
    """Let a question come every day at this time of the admin's clock."""
    zone = people.get(tx, place.admin_id).zone or "UTC"
    next_at = rules.next_day_at(at, zone, now)
    day = GroupDay(0, place.group_id, place.topic, at, zone, next_at)
    store.put(tx, day)
    return day


def claim(
    tx: Transaction, bank: Mapping[str, Item], now: Instant, most: int
) -> Sequence[DueQuestion]:
    """Hold what is due, and choose its questions; what is very late waits for its next day."""
    found = []
    for day in store.due(tx, now, most):
        if day.next_at < now.subtract(hours=_LATE_HOURS):
            settle(tx, day, now)
            continue
        store.hold(tx, day.day_id, now.add(minutes=_HELD_MINUTES))
        asked = ask_group(tx, bank, day.group_id, None)
        if asked is not None:
            found.append(DueQuestion(day, *asked))
    return found


def settle(tx: Transaction, day: GroupDay, now: Instant) -> None:
    """Let it come again the next day."""
    store.settle(tx, day, rules.next_day_at(day.at, day.zone, now))


def move(tx: Transaction, before: int, after: int) -> None:
    """Take all that is stored of a group along to the chat that it has become."""
    store_groups.move(tx, before, after)
    store.move(tx, before, after)
