"""Greets, leads home, helps, cancels."""

from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from bot.domain.people import store as people
from bot.domain.people.model import SIDES
from bot.domain.places import zones
from bot.domain.places.guesses import guesses
from bot.domain.reminders import store as reminders
from bot.features.start import screens
from bot.routes import Command, Feature
from bot.services import Services


async def start(incoming: Incoming, services: Services) -> Screen:
    """Greet a newcomer; lead a returning person home."""
    person = await services.db.run(people.get, incoming.person_id)
    if person.side is None and await services.db.run(checks.latest, incoming.person_id) is None:
        return screens.welcome(incoming.name)
    return await home(incoming, services)


async def ask_side(_: Incoming, __: Services) -> Screen:
    """Ask which side hurts."""
    return screens.side()


async def set_side(incoming: Incoming, services: Services) -> Screen:
    """Store the side, unless it was skipped."""
    side = SIDES.get(incoming.args[0]) if incoming.args else None
    if side:
        person = await services.db.run(people.get, incoming.person_id)
        await services.db.run(people.save, replace(person, side=side))
    return await home(incoming, services)


async def home(incoming: Incoming, services: Services) -> Screen:
    """Show the way to everything."""
    latest = await services.db.run(checks.latest, incoming.person_id)
    person = await services.db.run(people.get, incoming.person_id)
    clocks = None
    if person.zone is None:
        likely = guesses(incoming.language, person.country, incoming.now)[:1]
        clocks = {zone: incoming.now.to_tz(zone).time().format("HH:mm") for zone in likely}
    return screens.home(
        check_is_open=latest is not None and latest.is_open,
        clocks=clocks,
        grave=await _grave(incoming, services),
    )


async def clock(incoming: Incoming, services: Services) -> Screen:
    """Set the time zone that was guessed, and stay at home."""
    zone = incoming.args[0] if incoming.args else ""
    if zone in zones.names():
        person = await services.db.run(people.get, incoming.person_id)
        await services.db.run(people.save, replace(person, zone=zone))
        await services.db.run(reminders.rezone, incoming.person_id, incoming.now)
    return await home(incoming, services)


async def help_page(_: Incoming, services: Services) -> Screen:
    """List the commands."""
    return screens.help_page(services.commands)


async def _grave(incoming: Incoming, services: Services) -> screens.Grave | None:
    """Return the last check's result where somebody must still be called or seen today."""
    check = await services.db.run(checks.last_assessed, incoming.person_id)
    if check is None or check.cleared_at or (check.urgency or 0) < Urgency.URGENT_SAME_DAY:
        return None
    person = await services.db.run(people.get, incoming.person_id)
    country = services.content.country(person.country)
    emergency = check.urgency is Urgency.EMERGENCY
    title = services.content.triage.outcomes[check.urgency or Urgency.EMERGENCY].title
    return screens.Grave(title, country.emergency if emergency else country.advice)


FEATURE = Feature(
    "start",
    commands=(
        Command("start", "begin here", start),
        Command("help", "what I can do", help_page),
    ),
    taps={"side": ask_side, "set": set_side, "home": home, "clock": clock, "help": help_page},
)
