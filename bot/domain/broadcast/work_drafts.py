"""Drafts: begun, changed, confirmed, and their audience frozen, each as one unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.broadcast import store, store_audience, store_drafts
from bot.domain.broadcast.model import Broadcast, CopiedMessage, Fate, Reach
from bot.domain.broadcast.rules import at_night, due
from bot.domain.broadcast.rules_drafts import Wrong
from bot.domain.people import store as people
from bot.storage.transaction import Transaction

UNDO_S = 10  # so long what goes at once can be taken back
SLICE = 500  # people who are looked at in one transaction: others wait for it

Edit = Callable[[Broadcast], Broadcast | Wrong | None]
"""Returns a draft as it is to be; None, or what is the matter, where it stays as it is."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """What an admin wants to send; `advises_exercise` is how it reads."""

    person_id: int
    content: str | CopiedMessage
    advises_exercise: bool


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft after an edit, and whether it was taken; `wrong` says why not."""

    draft: Broadcast
    is_taken: bool
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The button that an admin pressed: under which draft, as it was then, for how many people.

    What goes at once can be taken back for `undo_s` seconds.
    """

    broadcast_id: int
    revision: str
    person_id: int
    people: int
    undo_s: int = 0


def begin(tx: Transaction, written: DraftText, now: Instant) -> Broadcast:
    """Begin a draft, on the clock of the admin; of a message that is one already, go on with it."""
    if not isinstance(written.content, str):
        same = store_drafts.of_message(tx, written.content)
        if same is not None:
            return same
    zone = people.get(tx, written.person_id).zone or "UTC"
    draft = store_drafts.create(tx, zone, now, written.content)
    if not written.advises_exercise:
        return draft
    return store_drafts.change(tx, replace(draft, advises_exercise=True))


def at_home(tx: Transaction, broadcast_id: int, person_id: int) -> Broadcast | None:
    """Return a draft on the clock of the admin who looks at it."""
    draft = store.draft(tx, broadcast_id)
    if draft is None:
        return None
    return replace(draft, home_zone=people.get(tx, person_id).zone or draft.home_zone)


def edit(tx: Transaction, broadcast_id: int, person_id: int, change: Edit) -> Edited | None:
    """Change a draft; None where it is none any more. The same again changes nothing."""
    before, draft = store.draft(tx, broadcast_id), at_home(tx, broadcast_id, person_id)
    if before is None or draft is None:
        return None
    wanted = change(draft)
    if not isinstance(wanted, Broadcast):
        return Edited(draft, is_taken=False, wrong=wanted)
    if wanted.timing == before.timing:  # another admin's clock is none of its business
        wanted = replace(wanted, home_zone=before.home_zone)
    if wanted == before:
        return Edited(before, is_taken=True)
    return Edited(store_drafts.change(tx, wanted), is_taken=True)


def reach(tx: Transaction, broadcast_id: int, now: Instant) -> tuple[Broadcast, Reach] | None:
    """Return a draft, and whom it would reach."""
    draft = store.draft(tx, broadcast_id)
    return (draft, reach_of(tx, draft, now)) if draft else None


def reach_of(tx: Transaction, draft: Broadcast, now: Instant) -> Reach:
    """Return whom a draft would reach, and for how many of them it is night then."""
    by_zone = {} if draft.timing.local else store_audience.zones(tx, draft, now)
    reached = store_audience.reach(tx, draft, now)
    return replace(reached, at_night=at_night(draft.timing, by_zone, now))


def take_back(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Make a draft again of what has begun with nobody; None where it has, or is none."""
    found = store.one(tx, broadcast_id)
    if found is None or not found.is_open or found.started_at is not None:
        return None
    return store_drafts.take_back(tx, broadcast_id)


def discard(tx: Transaction, broadcast_id: int) -> bool:
    """Delete a draft; False where it is none any more."""
    is_draft = store.draft(tx, broadcast_id) is not None
    if is_draft:
        store_drafts.remove(tx, broadcast_id)
    return is_draft


def confirm(tx: Transaction, pressed: Confirmation, now: Instant) -> Broadcast | None:
    """Confirm a draft as it was shown, and freeze the first slice of its audience.

    A draft that comes back was changed meanwhile; None where it is none any more. What goes at once
    counts as confirmed in a few seconds: until then it can be undone.
    """
    draft = store.draft(tx, pressed.broadcast_id)
    if draft is None or pressed.revision != str(draft.revision):
        return draft
    stands = now.add(seconds=pressed.undo_s) if draft.timing.at_once else now
    found = store_drafts.confirm(tx, draft, pressed.person_id, pressed.people, stands)
    return _frozen(tx, found, SLICE)


def freeze_on(tx: Transaction, most: int = SLICE) -> bool:
    """Freeze the next slice of an audience that is not complete; False where there is none.

    The row of whom it has come to stands or falls with the slice: a kill leaves out nobody.
    """
    found = store.freezing(tx)
    if found:
        _frozen(tx, found, most)
    return found is not None


def _frozen(tx: Transaction, confirmed: Broadcast, most: int) -> Broadcast:
    now = confirmed.confirmed_at or confirmed.made_at
    count, last = store_audience.slice_after(tx, confirmed.frozen_to or 0, most)
    chosen = store_audience.chosen(tx, confirmed, last, now)
    due_in = {zone: due(confirmed.timing, zone, now) for zone in {each.zone for each in chosen}}
    rows = [
        (each.person_id, Fate.HELD if each.is_held else Fate.QUEUED, due_in[each.zone])
        for each in chosen
    ]
    store_audience.add(tx, confirmed.broadcast_id, rows)
    return store.freeze(tx, confirmed.broadcast_id, last if count == most else None)
