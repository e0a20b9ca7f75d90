"""Shows today, moves it to another day, and says how the plan works."""

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.diary.work_asking import red_lately
from bot.domain.plan import work, work_changing
from bot.domain.standing import Access
from bot.features.plan import screens, screens_waiting
from bot.features.plan import screens_today as of_today
from bot.features.plan.screens_days import weekday
from bot.library import signoff
from bot.library.diary import because
from bot.services import Services


async def plan(incoming: Incoming, services: Services) -> Screen:
    """Show today, or the way to a plan."""
    found = await services.db.run(work.today, incoming.person_id, incoming.now)
    if found.free is None or not found.free.rests(found.on):
        return screens.shown(services.content, found)
    red = await services.db.read(red_lately, incoming.person_id, found.on)
    return screens.shown(services.content, found, because(red, found.on) if red else "")


async def postpone(incoming: Incoming, services: Services) -> Reply:
    """Move today's session or run to the next day that can take it."""
    on = _date("".join(incoming.args[:1]))
    if on is None:
        return await plan(incoming, services)
    content, person_id = services.content, incoming.person_id
    found, target = await services.db.run(
        work_changing.postpone, person_id, on, content.plan.workouts, incoming.now
    )
    return screens.shown(content, found, *((f"Moved to {weekday(target)}.",) if target else ()))


async def questions(incoming: Incoming, services: Services) -> Screen:
    """Show what to ask a clinician; today where nothing is to be asked any more."""
    found = await services.db.run(work.today, incoming.person_id, incoming.now)
    if found.access is Access.FREE:
        return screens.shown(services.content, found)
    return screens_waiting.questions(services.content, found)


async def about(_: Incoming, services: Services) -> Screen:
    """Say how the plan works."""
    content = services.content
    cited = content.cite(source for _, sources in content.plan.cited() for source in sources)
    shown = signoff.names(content, "plan phrase", "stage", "level")
    return of_today.about(content.plan, cited, signoff.said(content, shown))


def _date(text: str) -> Date | None:
    try:
        return Date.parse_iso(text)
    except ValueError:
        return None
