"""Pauses all reminders, sets quiet hours, ends them."""

from whenever import Time

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders import work
from bot.domain.reminders.model import Quiet
from bot.features.reminders import screens_habits as screens
from bot.services import Services

_NONE = Quiet(Time(0), Time(0))
_LONGEST = 3  # digits of a number of days
_LAST_HOUR = 23


async def pause(incoming: Incoming, services: Services) -> Screen:
    """Ask for how long, or pause for that many days; 0 goes on at once."""
    given = incoming.words.strip() or "".join(incoming.args[:1])
    if not given:
        return screens.pauses()
    number = given.lower().removesuffix("s").removesuffix("day").strip()
    days = int(number) if number.isdecimal() and len(number) <= _LONGEST else None
    if days is None or days > screens.MOST_DAYS:
        return screens.pauses(wrong=given[:40])
    kept = await services.db.run(work.pause, incoming.person_id, days, incoming.now)
    return screens.paused(kept.paused_until) if kept.paused_until else screens.kept()


async def quiet(incoming: Incoming, services: Services) -> Screen:
    """Show the quiet hours, or set those of a button such as 22-07."""
    chosen, person_id = _quiet("".join(incoming.args[:1])), incoming.person_id
    if chosen is not None:
        return screens.quiets((await services.db.run(work.set_quiet, person_id, chosen)).quiet)
    return screens.quiets((await services.db.read(settings.habits, person_id)).quiet)


async def keep(incoming: Incoming, services: Services) -> Screen:
    """Go on after the bot asked whether to stop."""
    await services.db.run(work.note_heard, incoming.person_id, incoming.now)
    return screens.kept()


async def stop(incoming: Incoming, services: Services) -> Screen:
    """Switch every reminder off."""
    await services.db.run(work.switch_all, incoming.person_id, incoming.now, on=False)
    return screens.stopped()


async def all_on(incoming: Incoming, services: Services) -> Screen:
    """Switch every reminder on again."""
    await services.db.run(work.switch_all, incoming.person_id, incoming.now, on=True)
    return screens.kept()


def _quiet(hours: str) -> Quiet | None:
    if hours == "none":
        return _NONE
    begins, _, ends = hours.partition("-")
    if not (begins.isdecimal() and ends.isdecimal()) or max(len(begins), len(ends)) > len("24"):
        return None
    if max(int(begins), int(ends)) > _LAST_HOUR:
        return None
    return Quiet(Time(int(begins)), Time(int(ends)))
