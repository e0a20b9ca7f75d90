"""Asks people whether they were seen, the next day or some days after a check that said so."""

import asyncio
from collections.abc import Sequence

from whenever import Instant

from bot.chat.sending import Outbox, Outcome
from bot.domain.people.model import Person
from bot.domain.places.guesses import guesses
from bot.domain.reminders import work_seen as work
from bot.domain.standing import Standing
from bot.features.check import screens_clearing as screens
from bot.library.held import held
from bot.routes import Job
from bot.services import Services
from bot.storage.instants import stored

_EVERY_S = 60.0
_AT_ONCE = 50
_ARRIVED = frozenset({Outcome.SENT, Outcome.UNKNOWN})  # the latter was sent twice already


async def ask(services: Services, outbox: Outbox) -> None:
    """Ask everybody who is due; who could not be reached is asked when the lease is over."""
    now = services.clock()
    while (found := await services.db.run(work.claim, _zones, now, _AT_ONCE)) is not None:
        await asyncio.gather(*(_ask(one, services, outbox) for one in found))


async def _ask(found: Standing, services: Services, outbox: Outbox) -> None:
    person, now = found.person, services.clock()
    waits = held(services.content.at(person.country), found)
    outcome = Outcome.REJECTED
    if waits is not None:
        screen = screens.follow_up(waits, stored(now))
        outcome = (await outbox.send(person.person_id, screen, "bulk")).outcome
    if outcome in _ARRIVED or outcome is Outcome.REJECTED:
        arrived = outcome in _ARRIVED
        await services.db.run(work.settle, person.person_id, now, arrived=arrived)


def _zones(person: Person, now: Instant) -> Sequence[str]:
    return [person.zone] if person.zone else guesses("", person.country, now)


JOBS = (Job("were_you_seen", _EVERY_S, ask),)
