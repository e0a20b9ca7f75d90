"""Looks at the whole plan ahead, and at a race of the person's own."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.plan import work
from bot.domain.plan.ahead import outcomes
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
    return of_ahead.ahead(programme, plan, outcomes(plan, found.on))


async def race(incoming: Incoming, services: Services) -> Screen:
    """Ask for the date of a race, or say whether it is far enough away."""
    found = await services.db.read(work.of_person, incoming.person_id, incoming.now)
    if found.free is None:
        return screens.shown(services.content, found)
    if not incoming.words.strip():
        return of_ahead.ask_race()
    words = incoming.words.strip().lower().removeprefix("race").strip()
    read = dates.ahead(words, 0, found.on)
    if read is None or read.fault or read.on <= found.on:
        return of_ahead.ask_race(_UNREAD)
    return of_ahead.race(services.content.plan, outcomes(found.free, found.on), read.on)
