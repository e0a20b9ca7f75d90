"""To have been seen is not to have been cleared: asks what was said, and frees exercises."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.work_holds import clear, fresh_emergency, must_wait
from bot.domain.people import store as people
from bot.domain.standing import Standing, standing
from bot.features.check import screens_clearing as screens
from bot.library import held
from bot.services import Services
from bot.storage.instants import restored, stored
from bot.storage.transaction import Transaction

_MOST_REASONS = 3
_LONGEST_INSTANT = 15  # digits of milliseconds


async def seen(incoming: Incoming, services: Services) -> Screen:
    """Ask what the clinician said; soon after an emergency, whether there was one at all."""
    found = await services.db.read(_standing, incoming)
    return _too_soon(found, incoming, services) or screens.seen(stored(incoming.now))


async def free(incoming: Incoming, services: Services) -> Screen:
    """Take that a clinician agrees to exercise; what is grave is asked for twice."""
    told_at = _told_at(incoming)
    if told_at is None:
        return await seen(incoming, services)
    found = await services.db.read(_standing, incoming)
    grave = [hold for hold in found.holds if hold.urgency or hold.examine_first]
    if not grave:
        return await cleared(incoming, services)
    content = services.content.at(found.person.country)
    reasons = [held.reason(content, hold) for hold in grave[:_MOST_REASONS]]
    return _too_soon(found, incoming, services) or screens.sure(reasons, told_at)


async def cleared(incoming: Incoming, services: Services) -> Screen:
    """Free the exercises, unless something came after the question that this answers."""
    told_at = _told_at(incoming)
    if told_at is None:
        return await seen(incoming, services)
    minutes, found = await services.db.run(_cleared, incoming, told_at)
    content = services.content.at(found.person.country)
    if minutes is not None:
        return screens.too_soon(minutes, content.country(found.person.country))
    newer = held.held(content, found) if found.holds else None
    return newer.screen if newer else screens.freed()


async def waits(incoming: Incoming, services: Services) -> Screen:
    """Take that somebody has looked, and that exercises must wait."""
    told_at = _told_at(incoming)
    if told_at is None:
        return await seen(incoming, services)
    minutes, found = await services.db.run(_must_wait, incoming, told_at)
    if minutes is not None:
        return screens.too_soon(minutes, services.content.country(found.person.country))
    return _stands(found, services)


async def unseen(incoming: Incoming, services: Services) -> Screen:
    """Say whom to see, or to call, to somebody whom nobody has seen yet."""
    return _stands(await services.db.read(_standing, incoming), services)


def _stands(found: Standing, services: Services) -> Screen:
    content = services.content.at(found.person.country)
    return screens.stands(held.held(content, found) if found.holds else None)


def _told_at(incoming: Incoming) -> int | None:
    """Return when the question was asked that a button answers; None where it does not say."""
    number = "".join(incoming.args[:1])
    return int(number) if number.isdecimal() and len(number) < _LONGEST_INSTANT else None


def _too_soon(found: Standing, incoming: Incoming, services: Services) -> Screen | None:
    minutes = fresh_emergency(found.holds, incoming.now)
    if minutes is None:
        return None
    return screens.too_soon(minutes, services.content.country(found.person.country))


def _standing(tx: Transaction, incoming: Incoming) -> Standing:
    return standing(tx, people.get(tx, incoming.person_id), incoming.now)


def _cleared(tx: Transaction, incoming: Incoming, told_at: int) -> tuple[int | None, Standing]:
    minutes = clear(tx, incoming.person_id, restored(told_at), incoming.now)
    return minutes, _standing(tx, incoming)


def _must_wait(tx: Transaction, incoming: Incoming, told_at: int) -> tuple[int | None, Standing]:
    minutes = must_wait(tx, incoming.person_id, restored(told_at), incoming.now)
    return minutes, _standing(tx, incoming)
