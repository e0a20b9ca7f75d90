"""Freezes audiences slice by slice, counts each day, and forgets who was sent what long ago."""

from whenever import Time

from bot.chat.sending import Outbox
from bot.domain.broadcast import store_sending, store_stats, work_drafts
from bot.routes import Job
from bot.services import Services

_FREEZE_EVERY_S = 0.5
_SLICE = 500  # rows that are removed in one transaction: others wait for it


async def freeze(services: Services, _: Outbox) -> None:
    """Freeze what is left of audiences, a slice a transaction: between them others have theirs."""
    while await services.db.run(work_drafts.freeze_on):
        pass


async def count(services: Services, _: Outbox) -> None:
    """Store how many people were seen today: from tomorrow on that is known no more."""
    counted = await services.db.survey(store_stats.activity, services.clock())
    await services.db.run(store_stats.keep_activity, counted)


async def tidy_up(services: Services, _: Outbox) -> None:
    """Forget what is not kept any longer, and leave nothing of what is forgotten in the log."""
    while await services.db.run(store_sending.forget, services.clock(), _SLICE):
        pass
    await services.db.shred()


JOBS = (
    Job("audiences", _FREEZE_EVERY_S, freeze),
    Job("activity", Time(23, 59), count),
    Job("retention", Time(3, 10), tidy_up),
)
