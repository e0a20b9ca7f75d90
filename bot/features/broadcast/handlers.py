"""Broadcasts, tips and counts: the feature's commands, buttons and jobs, from its parts."""

from bot.chat.routes import Command, Feature, Incoming
from bot.chat.screen import Screen
from bot.features.broadcast.compose import handlers as compose
from bot.features.broadcast.compose.choosing import handlers as choosing
from bot.features.broadcast.sending import handlers as sending
from bot.features.broadcast.sending import jobs as sending_jobs
from bot.features.broadcast.stats import handlers as stats
from bot.features.broadcast.stats import jobs as stats_jobs
from bot.features.broadcast.tips import handlers as tips
from bot.features.broadcast.tips import jobs as tips_jobs
from bot.services import Services


async def broadcast(incoming: Incoming, services: Services) -> Screen:
    """Begin a broadcast with what was written or replied to; without either list them."""
    return await compose.composed(incoming, services) or await sending.listing(incoming, services)


FEATURE = Feature(
    "broadcast",
    commands=(
        Command("tips", "tips and news: how often, about what", tips.settings),
        Command("broadcast", "send a message to everybody or to some", broadcast, admins_only=True),
        Command("stats", "people, checks and messages in numbers", stats.stats, admins_only=True),
    ),
    taps=tips.TAPS,
    admin_taps={**compose.TAPS, **choosing.TAPS, **sending.TAPS},
    jobs=(*sending_jobs.JOBS, *tips_jobs.JOBS, *stats_jobs.JOBS),
)
