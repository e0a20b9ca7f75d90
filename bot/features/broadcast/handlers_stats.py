"""Counts for admins."""

from functools import partial

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.broadcast import store_stats as store
from bot.features.broadcast import plot
from bot.features.broadcast import screens_stats as screens
from bot.services import Services


async def stats(incoming: Incoming, services: Services) -> Screen:
    """Show the counts, with a plot."""
    found = await services.db.survey(store.figures, incoming.now)
    today = incoming.now.to_tz("UTC").date()
    return screens.stats(found, partial(plot.activity, found.by_day, found.by_week, today))
