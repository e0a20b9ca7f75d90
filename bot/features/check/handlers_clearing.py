"""To have been seen is not to have been cleared: asks what was said, and frees exercises."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.work_holds import clear, fresh_emergency
from bot.domain.people import store as people
from bot.domain.standing import Standing, standing
from bot.features.check import screens_clearing as screens
from bot.library import held
from bot.services import Services
from bot.storage.transaction import Transaction

_MOST_REASONS = 3


async def seen(incoming: Incoming, services: Services) -> Screen:
    """Ask what the clinician said; soon after an emergency, whether there was one at all."""
    found = await services.db.read(_standing, incoming)
    return _too_soon(found, incoming, services) or screens.seen()


async def free(incoming: Incoming, services: Services) -> Screen:
    """Take that a clinician agrees to exercise; what is grave is asked for twice."""
    found = await services.db.read(_standing, incoming)
    grave = [hold for hold in found.holds if hold.holds_exercise and not hold.asks_check]
    if not grave:
        return await cleared(incoming, services)
    reasons = [held.reason(services.content, hold) for hold in grave[:_MOST_REASONS]]
    return _too_soon(found, incoming, services) or screens.sure(reasons)


async def cleared(incoming: Incoming, services: Services) -> Screen:
    """Free the exercises."""
    minutes = await services.db.run(clear, incoming.person_id, incoming.now)
    if minutes is None:
        return screens.freed()
    found = await services.db.read(_standing, incoming)
    return screens.too_soon(minutes, services.content.country(found.person.country))


def _too_soon(found: Standing, incoming: Incoming, services: Services) -> Screen | None:
    minutes = fresh_emergency(found.holds, incoming.now)
    if minutes is None:
        return None
    return screens.too_soon(minutes, services.content.country(found.person.country))


def _standing(tx: Transaction, incoming: Incoming) -> Standing:
    return standing(tx, people.get(tx, incoming.person_id), incoming.now)
