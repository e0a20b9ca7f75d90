"""Pauses all reminders, sets quiet hours, ends them."""

from dataclasses import replace

from whenever import Time

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.reminders import store as reminders
from bot.domain.reminders import store_habits as store
from bot.domain.reminders.rules import Quiet, ReminderKind
from bot.features.reminders import screens_habits as screens
from bot.services import Services

_NONE = Quiet(Time(0), Time(0))
_LONGEST = 3  # digits of a number of days


async def pause(incoming: Incoming, services: Services) -> Screen:
    """Ask for how long, or pause for that many days; 0 goes on at once."""
    typed = incoming.words.strip()
    given = typed or "".join(incoming.args[:1])
    if not given:
        return screens.pauses()
    number = given.lower().removesuffix("s").removesuffix("day").strip()
    days = int(number) if number.isdecimal() and len(number) <= _LONGEST else None
    if days is None or days > screens.MOST_DAYS:
        return screens.pauses(wrong=given[:40])
    kept = await services.db.run(store.of, incoming.person_id)
    until = None
    if days:
        person = await services.db.run(people.get, incoming.person_id)
        until = incoming.now.to_tz(person.zone or "UTC").date().add(days=days)
    await services.db.run(store.save, incoming.person_id, replace(kept, paused_until=until))
    return screens.paused(until) if until else screens.kept()


async def quiet(incoming: Incoming, services: Services) -> Screen:
    """Show the quiet hours, or set those of a button such as 22-07."""
    kept = await services.db.run(store.of, incoming.person_id)
    chosen = _quiet("".join(incoming.args[:1]))
    if chosen is not None:
        kept = replace(kept, quiet=chosen)
        await services.db.run(store.save, incoming.person_id, kept)
    return screens.quiets(kept.quiet)


async def keep(incoming: Incoming, services: Services) -> Screen:
    """Go on after the bot asked whether to stop."""
    await services.db.run(store.heard, incoming.person_id, incoming.now)
    return screens.kept()


async def stop(incoming: Incoming, services: Services) -> Screen:
    """Switch every reminder off."""
    await services.db.run(
        reminders.switch, incoming.person_id, tuple(ReminderKind), incoming.now, on=False
    )
    await services.db.run(store.heard, incoming.person_id, incoming.now)
    return screens.stopped()


async def all_on(incoming: Incoming, services: Services) -> Screen:
    """Switch every reminder on again."""
    await services.db.run(
        reminders.switch, incoming.person_id, tuple(ReminderKind), incoming.now, on=True
    )
    await services.db.run(store.heard, incoming.person_id, incoming.now)
    return screens.kept()


def _quiet(hours: str) -> Quiet | None:
    if hours == "none":
        return _NONE
    begins, _, ends = hours.partition("-")
    if not (begins.isdecimal() and ends.isdecimal()) or max(len(begins), len(ends)) > len("24"):
        return None
    last = 23
    return (
        Quiet(Time(int(begins)), Time(int(ends))) if max(int(begins), int(ends)) <= last else None
    )
