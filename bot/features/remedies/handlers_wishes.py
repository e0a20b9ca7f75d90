"""Answers plain words that ask for what a command does: one tap leads there."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.plan import work
from bot.domain.plan.days import week
from bot.features.remedies import screens_wishes as screens
from bot.library.held import held, told_without_plan
from bot.services import Services
from bot.typed.wishes import Wish


async def answer(wish: Wish, incoming: Incoming, services: Services) -> Screen:
    """Lead to what was asked for; what to do is said from the person's own plan and standing."""
    if wish.room not in {"run", "today"}:
        return screens.leading(wish, incoming.now)
    content = services.content
    found = await services.db.read(work.of_person, incoming.person_id, incoming.now)
    if found.free is None:
        waits, told = held(content, found.standing), told_without_plan(content, found.standing)
        line = told.run if told else ""
        return screens.without_a_plan(waits.line if waits else line)
    days = week(found.free, found.on, content.plan.workouts)
    return screens.planned(days, is_tomorrow=wish.room == "run")
