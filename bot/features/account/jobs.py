"""Asks who has been silent for two years whether their data may stay, and forgets what is old."""

from whenever import Instant, Time

from bot.chat.sending import Outbox, Outcome
from bot.domain.check import store as checks
from bot.domain.people import store_retention as people
from bot.domain.people.rules import KEPT_OPEN_DAYS, remembered_since, waits_for_since
from bot.features.account import screens
from bot.routes import Job
from bot.services import Services

_AT_ONCE = 50  # people in one transaction: others wait for it
_LATER = frozenset({Outcome.RETRY, Outcome.TURNED_AWAY})


async def ask_and_forget(services: Services, outbox: Outbox) -> None:
    """Ask the silent, remove whom that did not bring back, and checks that were left half-way."""
    now = services.clock()
    await _ask(services, outbox, now)
    since = remembered_since(now), waits_for_since(now)
    removed = False
    while await services.db.run(people.forget, *since, _AT_ONCE):
        removed = True
    long_ago = now.subtract(hours=24 * KEPT_OPEN_DAYS)
    while await services.db.run(checks.forget, long_ago, _AT_ONCE):
        removed = True
    if removed:
        await services.db.shred()


async def _ask(services: Services, outbox: Outbox, now: Instant) -> None:
    today = now.to_tz("UTC").date()
    since = remembered_since(now)
    while found := await services.db.run(people.silent, since, _AT_ONCE):
        # Noted after it was sent: somebody who was never asked must not be removed.
        asked = [
            person_id
            for person_id, can_be in found
            if not can_be
            or (await outbox.send(person_id, screens.may_it_stay(), "bulk")).outcome not in _LATER
        ]
        await services.db.run(people.asked, asked, today)
        if len(asked) < len(found):
            break  # Telegram is out of reach; tomorrow it goes on


JOBS = (Job("silent_people", Time(9, 20), ask_and_forget),)
