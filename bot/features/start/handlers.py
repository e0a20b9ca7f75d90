"""Greets, leads home, helps."""

from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.places import zones
from bot.domain.places.guesses import guesses
from bot.domain.reminders.work_home import Home, at_home, choose_zone
from bot.features.start import screens
from bot.library.ahead import race_line
from bot.library.held import held
from bot.library.today import Lead, lead
from bot.routes import Command, Feature
from bot.services import Services


async def start(incoming: Incoming, services: Services) -> Screen:
    """Greet a newcomer; lead a returning person home."""
    found = await _found(incoming, services)
    if not found.is_new:
        return _shown(found, incoming, services)
    return screens.welcome(incoming.name, _emergency(found.standing.person, services))


async def home(incoming: Incoming, services: Services) -> Screen:
    """Say what today is, with what begins it, and show the way to everything."""
    return _shown(await _found(incoming, services), incoming, services)


async def more(_: Incoming, __: Services) -> Screen:
    """Show the rooms that are not on the first screen."""
    return screens.more()


async def clock(incoming: Incoming, services: Services) -> Screen:
    """Set the time zone that was guessed, and stay at home."""
    zone = incoming.args[0] if incoming.args else ""
    if zone not in zones.names():
        return await home(incoming, services)
    workouts = services.content.plan.workouts
    found = await services.db.run(choose_zone, incoming.person_id, zone, workouts, incoming.now)
    note = screens.clock_is_set(zone, incoming.now.to_tz(zone).time().format("HH:mm"))
    return _shown(found, incoming, services, note)


async def help_page(incoming: Incoming, services: Services) -> Screen:
    """List the commands."""
    person = await services.db.read(people.get, incoming.person_id)
    return screens.help_page(services.commands, _emergency(person, services))


def _emergency(person: Person, services: Services) -> str:
    return services.content.at(person.country).phrases["in_an_emergency"].text


async def _found(incoming: Incoming, services: Services) -> Home:
    workouts = services.content.plan.workouts
    return await services.db.read(at_home, incoming.person_id, workouts, incoming.now)


def _shown(found: Home, incoming: Incoming, services: Services, note: str = "") -> Screen:
    person, clocks = found.standing.person, None
    if person.zone is None and found.week:
        likely = guesses(incoming.language, person.country, incoming.now)[:1]
        clocks = {zone: incoming.now.to_tz(zone).time().format("HH:mm") for zone in likely}
    content = services.content.at(person.country)
    grave = held(content, found.standing) if found.standing.holds else None
    first: Lead | None = None
    if not grave or found.check_is_open or found.found.is_quiet:
        first = lead(content, found.found, found.week, checking=found.check_is_open)
        more = " ".join(part for part in (first.more, race_line(found.found)) if part)
        first = replace(first, more=more)
    return screens.home(first, grave, clocks, note)


FEATURE = Feature(
    "start",
    commands=(
        Command("start", "today, and the way to everything", start),
        Command("help", "what I can do", help_page),
    ),
    taps={"home": home, "more": more, "clock": clock, "help": help_page},
)
