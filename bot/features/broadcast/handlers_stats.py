"""Counts for admins."""

from collections.abc import Mapping
from functools import partial

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.broadcast import store_stats as store
from bot.features.broadcast import screens_stats as screens
from bot.services import Services


async def stats(incoming: Incoming, services: Services) -> Screen:
    """Show the counts, with a plot."""
    found = await services.db.survey(store.figures, incoming.now)
    today = incoming.now.to_tz("UTC").date()
    return screens.stats(found, partial(_drawn, found.by_day, found.by_week, today))


def _drawn(by_day: Mapping[Date, int], by_week: Mapping[Date, int], today: Date) -> bytes:
    """Draw off the event loop, where the import of a second holds up nobody."""
    from bot.features.broadcast import plot  # noqa: PLC0415

    return plot.activity(by_day, by_week, today)
