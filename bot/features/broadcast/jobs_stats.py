"""Keeps count of each day before it is over, and forgets who was sent what long ago."""

from whenever import Time

from bot.chat.sending import Outbox
from bot.domain.broadcast import store_stats as store
from bot.domain.broadcast.store import forget
from bot.routes import Job
from bot.services import Services


async def count(services: Services, _: Outbox) -> None:
    """Store how many people were seen today: from tomorrow on that is known no more."""
    await services.db.run(store.note_activity, services.clock())


async def tidy_up(services: Services, _: Outbox) -> None:
    """Forget what is not kept any longer."""
    await services.db.run(forget, services.clock())


JOBS = (Job("activity", Time(23, 59), count), Job("retention", Time(3, 10), tidy_up))
