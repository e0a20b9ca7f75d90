"""Broadcasts, tips and counts: the feature's commands, buttons and jobs, from its parts."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.features.broadcast import handlers_choosing as choosing
from bot.features.broadcast import handlers_drafts as compose
from bot.features.broadcast import handlers_sending as sending
from bot.features.broadcast import handlers_stats as stats
from bot.features.broadcast import handlers_tips as tips
from bot.features.broadcast import jobs_sending as sending_jobs
from bot.features.broadcast import jobs_tips as tips_jobs
from bot.features.broadcast import jobs_upkeep as upkeep_jobs
from bot.routes import Command, Feature
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
    media=compose.offered,
    jobs=(*sending_jobs.JOBS, *tips_jobs.JOBS, *upkeep_jobs.JOBS),
)
