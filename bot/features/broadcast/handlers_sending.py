"""The list of broadcasts, and what is done with one that was confirmed."""

from collections.abc import Awaitable, Callable

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.broadcast import work_sending
from bot.domain.broadcast.model import Progress, State
from bot.features.broadcast import screens_sending as screens
from bot.services import Services

_GONE = Toast("That broadcast is gone. /broadcast lists them all.")
_NOT_NOW = Toast("It is not in that state any more. /broadcast shows how it is now.")
_MOST_PAGES = 1000

Tap = Callable[[Incoming, Services], Awaitable[Reply]]


async def listing(incoming: Incoming, services: Services) -> Screen:
    """List broadcasts, newest first."""
    page = min(max(0, incoming.number(0, -1)), _MOST_PAGES)
    found, more = await services.db.survey(
        work_sending.listing, page, incoming.now, services.settings.messages_per_second
    )
    return screens.listing(found, page, more=more, below="below" in incoming.args)


async def show(incoming: Incoming, services: Services) -> Reply:
    """Show how far a broadcast is, or how it ended."""
    at = await _progress(incoming, services)
    return screens.progress(at) if at else _GONE


async def ask_cancel(incoming: Incoming, services: Services) -> Reply:
    """Ask before a broadcast is cancelled."""
    at = await _progress(incoming, services)
    if at is None:
        return _GONE
    return screens.ask_cancel(at) if at.broadcast.is_open else screens.progress(at)


def moving(after: State, *before: State) -> Tap:
    """Make the handler of a tap that moves a broadcast from some states to another."""

    async def handle(incoming: Incoming, services: Services) -> Reply:
        moved = await services.db.run(work_sending.move, incoming.number(0, -1), before, after)
        return await show(incoming, services) if moved else _NOT_NOW

    return handle


async def again(incoming: Incoming, services: Services) -> Reply:
    """Try those again to whom it failed."""
    is_tried = await services.db.run(work_sending.try_again, incoming.number(0, -1))
    return await show(incoming, services) if is_tried else _NOT_NOW


async def _progress(incoming: Incoming, services: Services) -> Progress | None:
    per_second = services.settings.messages_per_second
    return await services.db.survey(
        work_sending.watch, incoming.number(0, -1), incoming.now, per_second
    )


TAPS = {
    "list": listing,
    "open": show,
    "ask_cancel": ask_cancel,
    "pause": moving(State.PAUSED, State.CONFIRMED),
    "resume": moving(State.CONFIRMED, State.PAUSED),
    "cancel": moving(State.CANCELLED, State.CONFIRMED, State.PAUSED),
    "again": again,
}
