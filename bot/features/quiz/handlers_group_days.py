"""Where a group's admins set its daily question."""

from collections.abc import Mapping

from whenever import Time

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply
from bot.domain.quiz import store_group_days as store
from bot.domain.quiz import work_group_days as work
from bot.domain.quiz.work_group_days import GroupPlace
from bot.features.quiz import screens_group_days as screens
from bot.routes import Handler
from bot.services import Services

_HOURS = 24


async def ask(incoming: Incoming, services: Services) -> Reply:
    """Ask for the hour."""
    day, zone = await services.db.read(work.seen, _place(incoming))
    return screens.hours(day, zone, fresh="below" in incoming.args)


async def choose(incoming: Incoming, services: Services) -> Reply:
    """Take the hour."""
    hour = incoming.number(0, _HOURS)
    if hour >= _HOURS:
        return await ask(incoming, services)
    day = await services.db.run(work.set_time, _place(incoming), Time(hour), incoming.now)
    return screens.is_set(day, incoming.now)


async def stop(incoming: Incoming, services: Services) -> Reply:
    """Let no more come."""
    await services.db.run(store.stop, incoming.chat_id)
    return screens.STOPPED


def _place(incoming: Incoming) -> GroupPlace:
    return GroupPlace(incoming.chat_id, incoming.topic, incoming.person_id)


TAPS: Mapping[str, Handler] = {"day": ask, "day_at": choose, "day_off": stop}
