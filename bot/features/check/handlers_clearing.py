"""To have been seen is not to have been cleared: asks what was said, and frees exercises."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store
from bot.domain.check.model import Urgency
from bot.domain.check.rules import assess
from bot.domain.people import store as people
from bot.features.check import screens_clearing as screens
from bot.services import Services

_SOON_MINUTES = 60  # nobody is examined and back home sooner after an emergency


async def seen(incoming: Incoming, services: Services) -> Screen:
    """Ask what the clinician said; soon after an emergency, whether there was one at all."""
    return await _too_soon(incoming, services) or screens.seen()


async def free(incoming: Incoming, services: Services) -> Screen:
    """Take that a clinician agrees to exercise; after a grave result only when asked twice."""
    check = await services.db.run(store.last_assessed, incoming.person_id)
    if check is None or not check.holds_exercise:
        return await cleared(incoming, services)
    found = assess(services.content.triage, check.answers)
    reasons = [rule.sentence for rule in found.rules[:3]] or ["You said that you are under 16."]
    return await _too_soon(incoming, services) or screens.sure(reasons)


async def cleared(incoming: Incoming, services: Services) -> Screen:
    """Free the exercises."""
    if held := await _too_soon(incoming, services):
        return held
    await services.db.run(store.clear, incoming.person_id, incoming.now)
    return screens.freed()


async def _too_soon(incoming: Incoming, services: Services) -> Screen | None:
    check = await services.db.run(store.last_assessed, incoming.person_id)
    if check is None or check.urgency is not Urgency.EMERGENCY or check.cleared_at is not None:
        return None
    minutes = int((incoming.now - check.updated_at).total("minutes"))
    if not 0 <= minutes < _SOON_MINUTES:
        return None
    person = await services.db.run(people.get, incoming.person_id)
    return screens.too_soon(minutes, services.content.country(person.country))
