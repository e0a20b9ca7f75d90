"""The command that hands out the calendar, and its private address."""

import hashlib
import secrets

from bot.chat.incoming import Incoming
from bot.chat.screen import Document, Screen
from bot.domain.people.work import hand_file
from bot.domain.reminders import work_calendar as work
from bot.domain.reminders.model import Visit
from bot.domain.reminders.model_calendar import CalendarKept, CalendarView
from bot.features.calendar import screens
from bot.features.calendar.events import events
from bot.library.held import held
from bot.routes import Command, Feature
from bot.services import Services

_TAG_BYTES, _SECRET_BYTES = 9, 32
_LONGEST_KEY = 64


async def calendar(incoming: Incoming, services: Services) -> Screen:
    """Send plan and reminders as a file."""
    return await _handed(incoming, services)


async def titles(incoming: Incoming, services: Services) -> Screen:
    """Send it with titles that say what it is about, or with plain ones."""
    return await _handed(incoming, services, in_words=incoming.args == ("words",))


async def address(incoming: Incoming, services: Services) -> Screen:
    """Say what a private address is, and whether there is one."""
    kept = await services.db.run(work.opened, incoming.person_id, _tag())
    return _about_address(kept, services)


async def new_address(incoming: Incoming, services: Services) -> Screen:
    """Make a private address; the one before ends. It is shown this once."""
    if not services.settings.calendar_url:
        return screens.no_address()
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    await services.db.run(work.give_feed, incoming.person_id, _tag(), _hashed(secret))
    return screens.new_address(f"{services.settings.calendar_url}/calendar/{secret}.ics")


async def no_address(incoming: Incoming, services: Services) -> Screen:
    """End the private address."""
    kept = await services.db.run(work.give_feed, incoming.person_id, _tag(), None)
    return _about_address(kept, services)


async def feed(key: str, services: Services) -> Document | None:
    """Return the calendar behind a private address; None where there is none."""
    if len(key) > _LONGEST_KEY or not key.endswith(".ics"):
        return None
    now, workouts = services.clock(), services.content.plan.workouts
    wanted = _hashed(key.removesuffix(".ics"))
    view = await services.db.read(work.read, wanted, Visit(0, now, workouts))
    return _file(view, Visit(0, now, workouts), services) if view else None


async def _handed(
    incoming: Incoming, services: Services, *, in_words: bool | None = None
) -> Screen:
    await services.db.run(hand_file, incoming.person_id, incoming.now)
    visit = Visit(incoming.person_id, incoming.now, services.content.plan.workouts)
    view = await services.db.run(lambda tx: work.hand(tx, visit, _tag(), in_words=in_words))
    if view is None:
        return screens.no_clock()
    waits = held(services.content, view.standing)
    document = _file(view, visit, services)
    has_address = bool(services.settings.calendar_url)
    return screens.handed(view, document, waits, has_address=has_address)


def _file(view: CalendarView, visit: Visit, services: Services) -> Document:
    return Document("training.ics", lambda: _made(view, visit, services))


def _made(view: CalendarView, visit: Visit, services: Services) -> bytes:
    from bot.features.calendar import ics  # noqa: PLC0415  # its library is loaded where it is used

    zone = view.standing.person.zone or "UTC"
    told = events(services.content, view)
    return ics.written(told, ics.Stamp(view.kept.tag, zone, visit.now))


def _about_address(kept: CalendarKept, services: Services) -> Screen:
    if not services.settings.calendar_url:
        return screens.no_address()
    return screens.address(has_one=kept.has_feed)


def _tag() -> str:
    return secrets.token_hex(_TAG_BYTES)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


FEATURE = Feature(
    "calendar",
    commands=(Command("calendar", "plan and reminders for your calendar", calendar),),
    taps={
        "file": calendar,
        "titles": titles,
        "address": address,
        "new": new_address,
        "end": no_address,
    },
    feeds={"calendar": feed},
)
