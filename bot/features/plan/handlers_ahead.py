"""Looks at the whole plan ahead, and at a race of the person's own."""

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.plan import work
from bot.domain.plan.ahead import outcomes
from bot.domain.plan.work_changing import keep_race
from bot.features.plan import screens
from bot.features.plan import screens_ahead as of_ahead
from bot.services import Services
from bot.typed import dates

_UNREAD = "I did not get that date. Type it as 14 march or 2027-03-14, later than today."


async def ahead(incoming: Incoming, services: Services) -> Screen:
    """Say from when to when the plan's steps may come."""
    found = await services.db.read(work.of_person, incoming.person_id, incoming.now)
    plan, programme = found.free, services.content.plan
    if plan is None:
        return screens.shown(services.content, found)
    return of_ahead.ahead(programme, plan, outcomes(plan, found.on), found.race)


async def race(incoming: Incoming, services: Services) -> Screen:
    """Keep the race whose date was typed, show the one that is kept, or ask for its date."""
    found = await services.db.read(work.of_person, incoming.person_id, incoming.now)
    words = incoming.words.strip().lower().removeprefix("race").strip()
    if found.free is None:
        return screens.shown(services.content, found)
    match incoming.args:
        case ("none",):
            await services.db.run(keep_race, incoming.person_id, None, incoming.now)
            return await ahead(incoming, services)
        case _ if words:
            return await _typed(words, found.on, incoming, services)
        case () if found.race:
            return of_ahead.race(services.content.plan, outcomes(found.free, found.on), found.race)
        case _:
            return of_ahead.ask_race()


async def _typed(words: str, today: Date, incoming: Incoming, services: Services) -> Screen:
    read = dates.ahead(words, 0, today)
    if read is None or read.fault or read.on <= today:
        return of_ahead.ask_race(_UNREAD)
    found = await services.db.run(keep_race, incoming.person_id, read.on, incoming.now)
    if found.free is None:
        return screens.shown(services.content, found)
    return of_ahead.race(services.content.plan, outcomes(found.free, found.on), read.on)
