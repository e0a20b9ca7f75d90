"""Settings, privacy, export and deletion."""

import asyncio
import json
from collections.abc import Sequence

from whenever import Instant

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.store_export import everything
from bot.domain.people.work import change, hand_file
from bot.domain.places import location, zones
from bot.domain.places.cities import gazetteer
from bot.domain.places.finding import find
from bot.domain.places.guesses import guesses
from bot.domain.reminders.work_zone import set_zone
from bot.domain.standing import Standing, standing
from bot.features.account import screens
from bot.features.account.jobs import JOBS
from bot.library.held import held
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage.transaction import Transaction
from bot.typed import local_time

_FIELDS = ("side", "units")


async def settings(incoming: Incoming, services: Services) -> Screen:
    """Show the settings."""
    person = await services.db.read(people.get, incoming.person_id)
    return _settings(person, incoming.now, services)


async def choose(incoming: Incoming, services: Services) -> Reply | None:
    """Ask for one setting."""
    match incoming.args:
        case ("side",):
            return screens.sides()
        case ("country", *page):
            return await _ask_country(page, incoming, services)
        case ("units",):
            return screens.units()
        case ("zone",):
            return await _ask_zone(incoming, services)
        case ("region",):
            return screens.regions(zones.REGIONS)
        case _:
            return await settings(incoming, services)


async def _ask_country(page: Sequence[str], incoming: Incoming, services: Services) -> Screen:
    """Ask for the country, the one of the person's clock first."""
    person = await services.db.read(people.get, incoming.person_id)
    known = services.content.countries
    likely = known.get(zones.country_of_zone(person.zone) or "")
    number = int(page[0]) if page and page[0].isdecimal() and len(page[0]) < 3 else 0  # noqa: PLR2004
    return screens.countries(tuple(known.values()), likely, number)


async def set_one(incoming: Incoming, services: Services) -> Reply:
    """Store one setting that was chosen by button."""
    match incoming.args:
        case ("zone", zone) if _allowed("zone", zone, services):
            return await _in_zone(zone, incoming, services)
        case ("country", country) if _allowed("country", country, services):
            return await _in_country(country, incoming, services)
        case (field, value) if field in _FIELDS and _allowed(field, value, services):
            setting = {field: None if value == "none" else value}
            person = await services.db.run(change, incoming.person_id, **setting)
            return _settings(person, incoming.now, services)
        case _:
            return await settings(incoming, services)


async def cities(incoming: Incoming, services: Services) -> Reply | None:
    """Show one page of a region's cities."""
    match incoming.args:
        case (region, page) if region in zones.REGIONS and page.isdecimal() and len(page) < 4:  # noqa: PLR2004
            await asyncio.to_thread(gazetteer)
            found, pages = zones.page(region, int(page))
            return screens.cities(region, found, min(int(page), pages - 1), pages)
        case _:
            return await settings(incoming, services)


async def timezone(incoming: Incoming, services: Services) -> Screen:
    """Take a typed city, time zone, or time of day."""
    words = incoming.words.strip()
    if not words:
        return await _ask_zone(incoming, services)
    if words.title() in zones.REGIONS:
        return screens.regions(zones.REGIONS)
    likely = await _likely(incoming, services)
    await asyncio.to_thread(gazetteer)  # a tenth of a second, once
    clocks = local_time.by_local_time(words, incoming.now, likely)
    if clocks is not None:
        return screens.clocks(clocks, incoming.now)
    found = find(words, incoming.now)
    if found.zone is None:
        return screens.unknown_zone(words, found.others)
    return await _in_zone(found.zone, incoming, services)


async def placed(incoming: Incoming, services: Services) -> Screen:
    """Take the zone of a shared place, and forget the place."""
    zone = await asyncio.to_thread(location.at, *incoming.place) if incoming.place else None
    if zone is None:
        return screens.no_zone_there()
    return await _in_zone(zone, incoming, services)


async def privacy(_: Incoming, services: Services) -> Screen:
    """Say what is kept."""
    return screens.privacy(services.content.phrases["privacy"])


async def export(incoming: Incoming, services: Services) -> Screen:
    """Send everything that is kept about the person."""
    await services.db.run(hand_file, incoming.person_id, incoming.now)
    document = {
        "exported_at": incoming.now.format_iso(),
        "about": "What Flexor keeps about you. Instants are milliseconds since 1970, UTC.",
        "tables": await services.db.survey(everything, incoming.person_id),
    }
    return screens.export(lambda: json.dumps(document, indent=2, ensure_ascii=False).encode())


async def stay(_: Incoming, __: Services) -> Screen:
    """Keep everything: that somebody tapped is noted already."""
    return screens.stays()


async def ask_delete(_: Incoming, __: Services) -> Screen:
    """Ask before deleting."""
    return screens.ask_delete()


async def delete(incoming: Incoming, services: Services) -> Screen:
    """Remove everything about the person."""
    await services.db.run(people.delete, incoming.person_id)
    await services.db.shred()
    return screens.deleted()


async def _ask_zone(incoming: Incoming, services: Services) -> Screen:
    return screens.zone(await _likely(incoming, services), incoming.now)


async def _likely(incoming: Incoming, services: Services) -> tuple[str, ...]:
    person = await services.db.read(people.get, incoming.person_id)
    return guesses(incoming.language, person.country, incoming.now)


async def _in_zone(zone: str, incoming: Incoming, services: Services) -> Screen:
    await services.db.run(set_zone, incoming.person_id, zone, incoming.now)
    return screens.clock_set(zone, incoming.now.to_tz(zone).time().format("HH:mm"))


async def _in_country(country: str, incoming: Incoming, services: Services) -> Screen:
    """Store where somebody lives; whoever is to call somebody sees at once whom."""
    found = await services.db.run(_live_in, incoming, country)
    waits = held(services.content.at(country), found) if found.must_call else None
    return waits.screen if waits else _settings(found.person, incoming.now, services)


def _live_in(tx: Transaction, incoming: Incoming, country: str) -> Standing:
    return standing(tx, change(tx, incoming.person_id, country=country), incoming.now)


def _settings(person: Person, now: Instant, services: Services) -> Screen:
    country = services.content.country(person.country)
    local = now.to_tz(person.zone).time().format("HH:mm") if person.zone else None
    return screens.settings(person, country, local)


def _allowed(field: str, value: str, services: Services) -> bool:
    match field:
        case "side":
            return value in {"left", "right", "both", "none"}
        case "country":
            return value in services.content.countries
        case "units":
            return value in {"km", "mi"}
        case _:
            return value in zones.names()


FEATURE = Feature(
    "account",
    commands=(
        Command("settings", "side, country, units, time zone", settings),
        Command(
            "timezone",
            "set your clock, such as /timezone Berlin or 21:40",
            timezone,
            plain=r"(?:set|change) (?:the |my )?time ?zone to\s|my time ?zone is\s",
        ),
        Command("privacy", "what I keep about you", privacy),
        Command("export", "get everything I keep about you", export),
        Command("delete", "delete everything I keep about you", ask_delete),
    ),
    taps={
        "settings": settings,
        "choose": choose,
        "set": set_one,
        "cities": cities,
        "typed_zone": timezone,
        "export": export,
        "stay": stay,
        "ask_delete": ask_delete,
        "delete": delete,
    },
    placed=placed,
    jobs=JOBS,
)
