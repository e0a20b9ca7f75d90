"""Sends what is due, oldest first; what is claimed and not settled comes again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from whenever import Instant

from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.chat.serving import Serving
from bot.domain.places.guesses import guesses
from bot.domain.reminders import rules_due as rules
from bot.domain.reminders import work_clock as clocks
from bot.domain.reminders import work_due as work
from bot.domain.reminders.model_due import DueMessage, DueReminder
from bot.features.reminders import screens_clock
from bot.features.reminders import screens_sent as screens
from bot.services import Services

EVERY_S = 1.0
CLOCKS_EVERY_S = 60.0
_MOST_CLOCKS = 4  # places that are offered
_AT_ONCE = 64  # people who are served at the same time; the platform takes 30 messages a second
_SOON_S = 3  # when to look again at somebody who is being served
_AGAIN_S = 2.0  # before what may have been lost is said once more: it may be over then
_ARRIVED = frozenset({Outcome.SENT, Outcome.UNKNOWN})  # the latter was sent twice already


async def send_due(services: Services, outbox: Outbox) -> None:
    """Send until nothing is due; cancelled, it settles what is on its way and leaves the rest."""
    await services.db.run(work.reaim, services.clock(), _AT_ONCE)
    sender = _Sender(services, outbox)
    await sender.serving.to_the_end(sender.serving.until_done(sender.begin))


async def ask_clocks(services: Services, outbox: Outbox) -> None:
    """Ask once more for the clock of who has reminders that wait for it."""
    now = services.clock()
    for person, language in await services.db.run(clocks.claim_clocks, now, _AT_ONCE):
        likely = guesses(language, person.country, now)[:_MOST_CLOCKS]
        screen = screens_clock.clock(likely, now, again=True)
        outcome = (await outbox.send(person.person_id, screen, "bulk")).outcome
        if outcome in _ARRIVED or outcome is Outcome.REJECTED:
            await services.db.run(clocks.settle_clock, person.person_id)


@dataclass(slots=True)
class _Sender:
    """One turn of sending: who is being served."""

    services: Services
    outbox: Outbox
    serving: Serving = field(default_factory=lambda: Serving(_AT_ONCE))

    async def begin(self) -> bool:
        """Claim as much as there is room for, and begin to serve those people; False if none."""
        if self.serving.room <= 0:
            return False
        db, now = self.services.db, self.services.clock()
        found = await db.run(work.claim_sent_here, now, self.serving.room)
        if found is None:
            return False
        people: dict[int, list[DueReminder]] = {}
        for due in found:
            people.setdefault(due.reminder.person_id, []).append(due)
        for person_id, dues in people.items():
            if person_id in self.serving:  # what is on its way may be among it
                await db.run(work.postpone, dues, now.add(seconds=_SOON_S))
            else:
                self.serving.begin(person_id, self._serve(dues))
        return True

    async def _serve(self, dues: Sequence[DueReminder]) -> None:
        """Send one person what is due to them, one message after the other.

        What does not arrive comes again when its lease is over.
        """
        db, content = self.services.db, self.services.content
        while dues:
            now, workouts = self.services.clock(), content.plan.workouts
            message, dues = await db.run(work.next_message, dues, now, workouts)
            if message is None:
                break
            person = message.at.standing.person
            screen = screens.message(message, content.at(person.country))
            outcome = await self._said(person.person_id, screen)
            if outcome in _ARRIVED:
                now = self.services.clock()
                await db.run(work.settle_message, message, now)
                self._note_late(message, now)
            elif outcome is Outcome.REJECTED:
                await db.run(work.settle_refused, message, self.services.clock())

    def _note_late(self, message: DueMessage, now: Instant) -> None:
        for each in message.settlements:
            if each.state:
                late = now - rules.wanted_at(each.due, message.at)
                seconds = max(0.0, late.total("seconds"))  # a clock may have been set back
                self.outbox.note_late(each.due.reminder.kind.value, seconds)

    async def _said(self, person_id: int, screen: Screen) -> Outcome:
        """Send a message, once more where it may have been lost: rather twice than never."""
        outcome = (await self.outbox.send(person_id, screen, "bulk")).outcome
        if outcome is Outcome.UNKNOWN:
            await asyncio.sleep(_AGAIN_S)
            outcome = (await self.outbox.send(person_id, screen, "bulk")).outcome
        return outcome
