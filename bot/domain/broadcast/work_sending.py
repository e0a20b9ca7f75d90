"""A confirmed broadcast: claimed, watched, paused, tried again, ended, each as one unit of work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.broadcast import store, store_sending
from bot.domain.broadcast.model import Broadcast, Counts, Fate, Place, Progress, State, Taken
from bot.domain.broadcast.rules import judge
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SendingStep:
    """What is sent next, to whom; nobody where it stops: `is_paused` for what Telegram says."""

    broadcast: Broadcast
    taken: Sequence[Taken] = ()
    is_paused: bool = False


def step(tx: Transaction, now: Instant, most: int, stopped: Collection[int]) -> SendingStep | None:
    """Take the next recipients of what is due, or stop it where it cannot be sent; None is over.

    What is `stopped` is paused; what has no message any more is cancelled.
    """
    head = store.head(tx, now)
    if head is None:
        return None
    if head.broadcast_id in stopped:
        store.move(tx, head.broadcast_id, State.PAUSED)
        return SendingStep(head, is_paused=True)
    if head.is_empty:
        store.move(tx, head.broadcast_id, State.CANCELLED)
        return SendingStep(head)
    return SendingStep(head, _claim(tx, head, now, most))


def conclude(tx: Transaction, now: Instant) -> Sequence[tuple[Broadcast, Place | None]]:
    """End broadcasts that reach nobody any more, with their report; return those that ended."""
    ended = []
    for over in store.over(tx):
        counts, _ = store_sending.counts(tx, over.broadcast_id)
        state = State.CANCELLED if over.state is State.CANCELLED else State.DONE
        done = store.end(tx, over.broadcast_id, state, counts, now)
        ended.append((done, store.progress_place(tx, over.broadcast_id)))
    return ended


def pause(tx: Transaction, broadcast_ids: Iterable[int]) -> None:
    """Pause what is being sent, for a fault of ours."""
    for broadcast_id in broadcast_ids:
        move(tx, broadcast_id, {State.CONFIRMED}, State.PAUSED)


def watched(
    tx: Transaction, broadcast_ids: Iterable[int], now: Instant, per_second: int
) -> Mapping[int, tuple[Progress | None, Place | None]]:
    """Return how far each is, and where that is shown."""
    return {
        each: (watch(tx, each, now, per_second), store.progress_place(tx, each))
        for each in broadcast_ids
    }


def watch(tx: Transaction, broadcast_id: int, now: Instant, per_second: int) -> Progress | None:
    """Return how far a broadcast is; None where it is not confirmed yet, or gone."""
    found = store.one(tx, broadcast_id)
    if found is None or found.state is State.DRAFT:
        return None
    return _progress(tx, found, now, per_second)


def listing(
    tx: Transaction, page: int, now: Instant, per_second: int
) -> tuple[Sequence[Progress], bool]:
    """Return one page of broadcasts, newest first, and whether more follow."""
    found, more = store.page(tx, page)
    return [_progress(tx, each, now, per_second) for each in found], more


def move(tx: Transaction, broadcast_id: int, before: Collection[State], after: State) -> bool:
    """Pause, resume or cancel; False where it is in none of the states `before` any more.

    Where it is so already, that is fine.
    """
    found = store.one(tx, broadcast_id)
    if found is None or found.state not in {*before, after}:
        return False
    if found.state is not after:
        store.move(tx, broadcast_id, after)
    return True


def try_again(tx: Transaction, broadcast_id: int) -> bool:
    """Queue those again to whom it failed, once it has ended; False where there are none."""
    found = store.one(tx, broadcast_id)
    if found is None or found.state not in {State.PAUSED, State.DONE}:
        return False
    if not store_sending.queue_failed(tx, broadcast_id):
        return False
    store.reopen(tx, broadcast_id)
    return True


def _claim(tx: Transaction, broadcast: Broadcast, now: Instant, most: int) -> list[Taken]:
    """Take the next recipients; those who must not get it now are put off or left out."""
    due = store_sending.due(tx, broadcast, now, most)
    decisions = [judge(broadcast, recipient, now) for recipient in due]
    store_sending.note(tx, broadcast, decisions, now)
    return [
        Taken(decision.person_id, decision.attempts)
        for decision in decisions
        if decision.fate is Fate.SENDING
    ]


def _progress(tx: Transaction, found: Broadcast, now: Instant, per_second: int) -> Progress:
    if found.report or found.state is State.DRAFT:
        return Progress(found, found.report or Counts(), now, per_second)
    counts, next_at = store_sending.counts(tx, found.broadcast_id)
    is_due = next_at is not None and next_at <= now
    first = store.head(tx, now) if is_due else None
    before = first.broadcast_id if first and first.broadcast_id != found.broadcast_id else None
    return Progress(found, counts, now, per_second, next_at, before)
