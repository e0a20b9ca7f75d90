"""Answers plain words that ask for what a command does: one tap leads there."""

import re

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store_holds
from bot.domain.check.model import Hold
from bot.domain.people import store as people
from bot.domain.plan import work
from bot.domain.plan.ahead import outcomes
from bot.domain.plan.days import week
from bot.domain.plan.model import Effort
from bot.domain.standing import Standing, of_person
from bot.features.remedies import screens_wishes as screens
from bot.library.held import held, told_without_plan
from bot.services import Services
from bot.storage.transaction import Transaction
from bot.typed import dates, diary_line
from bot.typed.wishes import Wish

_STRETCHES = 3
_BEFORE_RUN = re.compile(r"\A(?:\S+\s+){0,6}?(?=(?:ran|jogged|run|jog)\b)", re.IGNORECASE)


async def answer(wish: Wish, incoming: Incoming, services: Services) -> Screen:
    """Lead to what was asked for; what to do is said from the person's own plan and standing."""
    match wish.room:
        case "run" | "when" | "race":
            return await _by_plan(wish, incoming, services)
        case "seen" | "over":
            return await _settling(wish, incoming, services)
        case "ran":
            return await _ran(incoming, services)
        case "stretches":
            return await _stretches(incoming, services)
        case _:
            return screens.leading(wish, incoming.now)


async def _ran(incoming: Incoming, services: Services) -> Screen:
    """Ask by one tap whether a run is to be noted as it was understood."""
    person = await services.db.read(people.get, incoming.person_id)
    line = diary_line.read(
        _BEFORE_RUN.sub("", incoming.words), person.date(incoming.now), person.units
    )
    if line.effort is not Effort.RUN or line.worst is None or line.faults:
        return screens.leading(Wish("diary"), incoming.now)
    return screens.ran(line, person, incoming.now)


async def _by_plan(wish: Wish, incoming: Incoming, services: Services) -> Screen:
    content = services.content
    found = await services.db.read(work.of_person, incoming.person_id, incoming.now)
    if found.free is None:
        waits, told = held(content, found.standing), told_without_plan(content, found.standing)
        line = told.run if told else ""
        return screens.without_a_plan(waits.line if waits else line)
    days = week(found.free, found.on, content.plan.workouts)
    match wish.room:
        case "when":
            return screens.next_run(days, content.plan)
        case "race" if on := dates.coming(incoming.words, found.on):
            return screens.race(days, outcomes(found.free, found.on), on, content.plan)
        case "race":
            return screens.some_race(days, found.free.level, content.plan)
        case _:
            return screens.planned(days, wish.on, content.plan)


async def _settling(wish: Wish, incoming: Incoming, services: Services) -> Screen:
    """Ask by one tap for what the words say: that somebody has looked, or that it is over."""
    standing, asked = await services.db.read(_situation, incoming)
    waits = held(services.content, standing)
    if wish.room == "over" and asked:
        return screens.over(asked[0])
    if not standing.holds or waits is None:
        return screens.nothing_holds()
    return screens.seen(waits) if wish.room == "seen" else waits.screen


async def _stretches(incoming: Incoming, services: Services) -> Screen:
    """Offer the stretches themselves, each one tap from its picture."""
    content = services.content
    standing = await services.db.read(of_person, incoming.person_id, incoming.now)
    waits = None if standing.may_exercise else held(content, standing)
    if waits is not None:
        return waits.screen
    kin = content.topics["stretching"].related
    shown = [content.topics[name] for name in kin if content.topics[name].movement][:_STRETCHES]
    picture = content.picture(shown[0].id, standing.person.side or "right")
    return screens.stretches(shown, picture)


def _situation(tx: Transaction, incoming: Incoming) -> tuple[Standing, tuple[Hold, ...]]:
    standing = of_person(tx, incoming.person_id, incoming.now)
    return standing, store_holds.asked(tx, incoming.person_id)
