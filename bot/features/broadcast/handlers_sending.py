"""The list of broadcasts, and what is done with one that was confirmed."""

from collections.abc import Awaitable, Callable

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.broadcast import store as broadcasts
from bot.domain.broadcast import store_sending as store
from bot.domain.broadcast.rules import Broadcast, State, number
from bot.domain.broadcast.rules_sending import Progress
from bot.features.broadcast import screens_sending as screens
from bot.services import Services

_GONE = Toast("That broadcast is gone. /broadcast lists them all.")
_NOT_NOW = Toast("It is not in that state any more.")
_MOST_PAGES = 1000

Tap = Callable[[Incoming, Services], Awaitable[Reply]]


async def listing(incoming: Incoming, services: Services) -> Screen:
    """List broadcasts, newest first."""
    page = min(max(0, number(incoming.args[0] if incoming.args else "")), _MOST_PAGES)
    found, more = await services.db.run(broadcasts.page, page)
    shown = [await _progress(each, incoming, services) for each in found]
    return screens.listing(shown, page, more=more, below="below" in incoming.args)


async def show(incoming: Incoming, services: Services) -> Reply:
    """Show how far a broadcast is, or how it ended."""
    found = await _found(incoming, services)
    return await _shown(found, incoming, services) if found else _GONE


async def ask_cancel(incoming: Incoming, services: Services) -> Reply:
    """Ask before a broadcast is cancelled."""
    found = await _found(incoming, services)
    if found is None or not found.is_open:
        return _NOT_NOW
    return screens.ask_cancel(await _progress(found, incoming, services))


def moving(after: State, *before: State) -> Tap:
    """Make the handler of a tap that moves a broadcast from one state to another."""

    async def handle(incoming: Incoming, services: Services) -> Reply:
        found = await _found(incoming, services)
        if found is None or found.state not in before:
            return _NOT_NOW
        if not await services.db.run(broadcasts.move, found.broadcast_id, found.state, after):
            return _NOT_NOW
        return await show(incoming, services)

    return handle


async def again(incoming: Incoming, services: Services) -> Reply:
    """Try those again to whom it failed."""
    found = await _found(incoming, services)
    if found is None or not await services.db.run(broadcasts.try_again, found.broadcast_id):
        return _NOT_NOW
    return await show(incoming, services)


async def _found(incoming: Incoming, services: Services) -> Broadcast | None:
    """Return the broadcast that a button names, unless it is a draft still."""
    found = await services.db.run(broadcasts.one, number(incoming.args[0] if incoming.args else ""))
    return None if found is None or found.state is State.DRAFT else found


async def _shown(found: Broadcast, incoming: Incoming, services: Services) -> Screen:
    return screens.progress(await _progress(found, incoming, services))


async def _progress(found: Broadcast, incoming: Incoming, services: Services) -> Progress:
    per_second = services.settings.messages_per_second
    return await services.db.run(store.progress, found, incoming.now, per_second)


TAPS = {
    "list": listing,
    "open": show,
    "ask_cancel": ask_cancel,
    "pause": moving(State.PAUSED, State.CONFIRMED),
    "resume": moving(State.CONFIRMED, State.PAUSED),
    "cancel": moving(State.CANCELLED, State.CONFIRMED, State.PAUSED),
    "again": again,
}
