"""Greets, leads home, helps, cancels."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people.model import SIDES
from bot.domain.places import zones
from bot.domain.places.guesses import guesses
from bot.domain.reminders.work_home import Home, at_home, choose_side, choose_zone
from bot.features.start import screens
from bot.library.held import held
from bot.routes import Command, Feature
from bot.services import Services


async def start(incoming: Incoming, services: Services) -> Screen:
    """Greet a newcomer; lead a returning person home."""
    found = await services.db.read(at_home, incoming.person_id, incoming.now)
    return screens.welcome(incoming.name) if found.is_new else _shown(found, incoming, services)


async def ask_side(_: Incoming, __: Services) -> Screen:
    """Ask which side hurts."""
    return screens.side()


async def set_side(incoming: Incoming, services: Services) -> Screen:
    """Store the side, unless it was skipped."""
    side = SIDES.get(incoming.args[0]) if incoming.args else None
    found = await services.db.run(choose_side, incoming.person_id, side, incoming.now)
    return _shown(found, incoming, services)


async def home(incoming: Incoming, services: Services) -> Screen:
    """Show the way to everything."""
    return _shown(
        await services.db.read(at_home, incoming.person_id, incoming.now), incoming, services
    )


async def clock(incoming: Incoming, services: Services) -> Screen:
    """Set the time zone that was guessed, and stay at home."""
    zone = incoming.args[0] if incoming.args else ""
    if zone not in zones.names():
        return await home(incoming, services)
    found = await services.db.run(choose_zone, incoming.person_id, zone, incoming.now)
    note = screens.clock_is_set(zone, incoming.now.to_tz(zone).time().format("HH:mm"))
    return _shown(found, incoming, services, note)


async def help_page(_: Incoming, services: Services) -> Screen:
    """List the commands."""
    return screens.help_page(services.commands)


def _shown(found: Home, incoming: Incoming, services: Services, note: str | None = None) -> Screen:
    person, clocks = found.standing.person, None
    if person.zone is None:
        likely = guesses(incoming.language, person.country, incoming.now)[:1]
        clocks = {zone: incoming.now.to_tz(zone).time().format("HH:mm") for zone in likely}
    content = services.content.at(person.country)
    grave = held(content, found.standing) if found.standing.holds else None
    return screens.home(check_is_open=found.check_is_open, clocks=clocks, grave=grave, note=note)


FEATURE = Feature(
    "start",
    commands=(
        Command("start", "begin here", start),
        Command("help", "what I can do", help_page),
    ),
    taps={"side": ask_side, "set": set_side, "home": home, "clock": clock, "help": help_page},
)
