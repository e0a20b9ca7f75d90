"""Keeps count of the days while they can be counted, and forgets who was sent what long ago."""

from bot.chat.sending import Outbox
from bot.domain.broadcast import store_stats as store
from bot.domain.broadcast.store import forget
from bot.routes import Job
from bot.services import Services

_EVERY_S = 600.0


async def count(services: Services, _: Outbox) -> None:
    """Store how many people were seen today, and tidy up."""
    await services.db.run(store.note_activity, services.clock())
    await services.db.run(forget, services.clock())


JOBS = (Job("activity", _EVERY_S, count),)
