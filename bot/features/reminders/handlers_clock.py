"""Asks for the clock where reminders wait for it, and takes it."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.places import zones
from bot.domain.places.guesses import guesses
from bot.domain.reminders import work_clock as work
from bot.features.reminders import screens_changing as changing
from bot.features.reminders import screens_clock as screens
from bot.features.reminders.handlers_changing import visit
from bot.services import Services

_MOST = 4  # places that are offered


async def ask(incoming: Incoming, services: Services, then: str = "") -> Screen:
    """Ask what time it is where the person is."""
    person = await services.db.read(people.get, incoming.person_id)
    likely = guesses(incoming.language, person.country, incoming.now)[:_MOST]
    return screens.clock(likely, incoming.now, then)


async def take(incoming: Incoming, services: Services) -> Screen:
    """Store the zone of a button, and show what comes next by it."""
    zone = incoming.args[0] if incoming.args else ""
    if zone not in zones.names():
        return await ask(incoming, services)
    mine = await services.db.run(work.choose_clock, visit(incoming, services), zone)
    at = incoming.now.to_tz(zone).time().format("HH:mm")
    note = f"Your clock: {zones.label(zone)}, {at}. Tap a reminder to change its time."
    again = incoming.args[1:] == ("typed",)
    return changing.overview(mine, screens.typed_again() if again else note)
