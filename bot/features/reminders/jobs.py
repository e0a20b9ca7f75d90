"""Sends what is due, oldest first; what is claimed and not settled comes again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whenever import Date, Instant

from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.chat.serving import Serving
from bot.domain.people import store as people
from bot.domain.reminders import rules, silence
from bot.domain.reminders import store_due as store
from bot.domain.reminders import store_habits as habits
from bot.domain.reminders import store_queue as queue
from bot.domain.reminders.moment import Moment, last_missed, moment, said_by
from bot.domain.reminders.rules import SENT_HERE
from bot.domain.reminders.rules_due import NO_ANSWER, Word, is_told_late
from bot.domain.reminders.store_due import Due
from bot.features.reminders import handlers_due as handlers
from bot.features.reminders import screens_due as screens
from bot.services import Services

EVERY_S = 1.0
_AT_ONCE = 64  # people who are served at the same time; the platform takes 30 messages a second
_SOON_S = 3  # when to look again at somebody who is being served
_ONCE_MORE = "Once more, then I am quiet for today."
_ARRIVED = frozenset({Outcome.SENT, Outcome.UNKNOWN})  # the latter might come twice


async def send_due(services: Services, outbox: Outbox) -> None:
    """Send until nothing is due; cancelled, it settles what is on its way and leaves the rest."""
    await services.db.run(store.reaim, services.clock(), _AT_ONCE)
    sender = _Sender(services, outbox)
    await sender.serving.to_the_end(sender.serving.until_done(sender.begin))


@dataclass(slots=True)
class _Sender:
    """One turn of sending: who is being served."""

    services: Services
    outbox: Outbox
    serving: Serving = field(default_factory=lambda: Serving(_AT_ONCE))

    async def begin(self) -> bool:
        """Claim as much as there is room for, and begin to serve those people; False if none."""
        db, now = self.services.db, self.services.clock()
        room = self.serving.room
        claimed = await db.run(queue.claim_late, now, room) if room else []
        if room > len(claimed):
            claimed += await db.run(queue.claim, SENT_HERE, now, room - len(claimed))
        if not claimed:
            return False
        found = await db.run(store.load, claimed, now)
        late = {_person(due) for due in found if rules.is_late(due.planned_at, now)}
        if late:
            found += await db.run(store.load, await db.run(queue.claim_others, late, now), now)
        people: dict[int, list[Due]] = {}
        for due in found:
            people.setdefault(_person(due), []).append(due)
        for person_id, dues in people.items():
            if person_id in self.serving:  # what is on its way may be among it
                for due in dues:
                    await db.run(store.postpone, due, now.add(seconds=_SOON_S))
            else:
                self.serving.begin(person_id, self._serve(person_id, dues))
        return True

    async def _serve(self, person_id: int, dues: Sequence[Due]) -> None:
        """Send one person what is due to them: what is late in one message."""
        at = await self._moment(person_id)
        late = [due for due in dues if _is_late(due, at)]
        if late:
            await self._late(late, at)
        for due in dues:
            if due not in late:
                await self._one(due, await self._moment(person_id))

    async def _late(self, dues: Sequence[Due], at: Moment) -> None:
        """Say once what could not come in time, after quiet hours; the series go on from now."""
        missed = [(due, self._last(due, at)) for due in dues]
        told = [(due, last) for due, last in missed if last and _is_told(due, last, at)]
        until = rules.undisturbed(at.now, at.habits.quiet, at.zone)
        if told and until > at.now:
            for due in dues:
                if due.reminder.kind in SENT_HERE:
                    await self.services.db.run(store.postpone, due, until)
                else:
                    await self.services.db.run(store.settle, due, at.now, None)
            return
        screen = self._late_screen(told, at) if told else None
        outcome = await self._send(dues[0], screen) if screen else Outcome.SENT
        for due, last in missed:
            # Noted for the last date of all, so that its button can still be answered today.
            state: store.Sent | None = "late" if (due, last) in told else None
            await self._settle(replace(due, on=max(due.on, last or due.on)), outcome, state)

    def _late_screen(self, told: Sequence[tuple[Due, Date]], at: Moment) -> Screen:
        (due, last), *others = told
        said = said_by(due.reminder, at)
        if others or last != at.on or said is None:
            missed = [(due.reminder, due.put_off or due.on, last) for due, last in told]
            return screens.late(missed, at.on)
        planned = due.planned_at.to_tz(at.zone).time() if due.again else due.reminder.schedule.at
        before = f"Late: this was for {planned.format('HH:mm')}."
        return handlers.screen((due.reminder, last), said, at, self.services, before)

    def _last(self, due: Due, at: Moment) -> Date | None:
        """Return the last date for which a reminder is late, None where the plan had none."""
        if due.again is not None:
            return due.on
        workouts = self.services.content.plan.workouts
        return last_missed(due.reminder, due.on, at, workouts) or due.put_off

    async def _one(self, due: Due, at: Moment) -> None:
        """Send what is due on time, unless there is nothing to say any more."""
        db, until = self.services.db, _held_until(due, at)
        if until > at.now:
            await db.run(store.postpone, due, until)
            return
        said = said_by(due.reminder, at) if await db.run(silence.is_wanted, due, at) else None
        if said is None:
            await db.run(store.settle, due, at.now, None)
            return
        asks = due.again is None and await db.run(silence.is_unheard, due, at)
        before = _ONCE_MORE if due.again == "nudge" else ""
        shown = handlers.screen((due.reminder, due.on), said, at, self.services, before)
        outcome = await self._send(due, screens.shall_i_go_on() if asks else shown)
        if outcome in _ARRIVED and asks:
            await db.run(habits.asked, _person(due), at.now)
        elif outcome in _ARRIVED and said in {Word.FOLLOW_UP, Word.CHECK}:
            await db.run(habits.followed, _person(due), at.now)
        nudges = due.reminder.nudges and said not in NO_ANSWER and not asks
        nudge_at = rules.nudge_at(at.now, due.on, at.habits.quiet, at.zone) if nudges else None
        await self._settle(due, outcome, "sent", nudge_at)

    async def _send(self, due: Due, screen: Screen) -> Outcome:
        return (await self.outbox.send(_person(due), screen, "bulk")).outcome

    async def _settle(
        self, due: Due, outcome: Outcome, state: store.Sent | None, nudge_at: Instant | None = None
    ) -> None:
        """Settle what arrived, or never will; all else comes again when its lease is over."""
        db, now = self.services.db, self.services.clock()
        if outcome in _ARRIVED:
            await db.run(store.settle, due, now, state, nudge_at)
        elif outcome is Outcome.REJECTED:
            await db.run(store.settle, due, now, None)

    async def _moment(self, person_id: int) -> Moment:
        services = self.services
        person = await services.db.run(people.get, person_id)
        return await services.db.run(
            moment, person, services.clock(), services.content.plan.workouts
        )


def _person(due: Due) -> int:
    return due.reminder.person_id


def _is_told(due: Due, last: Date, at: Moment) -> bool:
    follows_plan, today = due.reminder.schedule.follows_plan, last == at.on
    return is_told_late(due.reminder.kind, at.situation, follows_plan=follows_plan, today=today)


def _held_until(due: Due, at: Moment) -> Instant:
    """Return when what is due may be sent: quiet hours hold a time that the bot chose."""
    if due.again is not None or due.reminder.chosen:
        return at.now
    return rules.undisturbed(at.now, at.habits.quiet, at.zone)


def _is_late(due: Due, at: Moment) -> bool:
    """Say whether something is late, though nothing held it; a nudge never is: it comes or not."""
    planned_at = due.planned_at
    if due.again is None and not due.reminder.chosen:
        planned_at = rules.undisturbed(planned_at, at.habits.quiet, at.zone)
    return due.again != "nudge" and rules.is_late(planned_at, at.now)
