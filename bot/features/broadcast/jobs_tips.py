"""Sends the tip of the week, by the reminders' rows of its kind."""

import asyncio

from whenever import Instant, Time

from bot.chat.sending import Outbox, Outcome
from bot.domain import standing
from bot.domain.broadcast import rules_tips as rules
from bot.domain.broadcast import store_tips as store
from bot.domain.broadcast.rules_tips import Often, Tip
from bot.domain.plan import store as plans
from bot.domain.reminders import work_due as due_rows
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import DueReminder
from bot.features.broadcast import screens_tips as screens
from bot.routes import Job
from bot.services import Services

_EVERY_S = 1.0
_AT_ONCE = 50
_AGAIN_MINUTES = 15
_MORNING = Time(9)


async def send_tips(services: Services, outbox: Outbox) -> None:
    """Send every tip that is due."""
    while found := await services.db.run(
        due_rows.claim, (ReminderKind.TIP,), services.clock(), _AT_ONCE
    ):
        await asyncio.gather(*(_send(due, services, outbox) for due in found))


async def _send(due: DueReminder, services: Services, outbox: Outbox) -> None:
    """Send somebody's tip, unless this is no day for one."""
    db, person_id, now = services.db, due.reminder.person_id, services.clock()
    tip = await _choose(due, services, now)
    if tip is None:
        await db.run(due_rows.settle, due, now, None)
        return
    today = now.to_tz(due.zone).date()
    if not await db.run(store.take_day, person_id, today):
        tomorrow = today.add(days=1).at(_MORNING)
        local = tomorrow.assume_tz(due.zone, disambiguation="compatible")
        await db.run(due_rows.postpone, [due], local.to_instant())
        return
    screen = screens.tip(tip, services.content.topics[tip.topic])
    outcome = (await outbox.send(person_id, screen, "bulk")).outcome
    if outcome in {Outcome.SENT, Outcome.UNKNOWN}:
        await db.run(store.note, person_id, tip.id, now)
        await db.run(due_rows.settle, due, now, "sent")
        return
    await db.run(store.give_day_back, person_id)
    if outcome is Outcome.RETRY:
        await db.run(due_rows.postpone, [due], now.add(minutes=_AGAIN_MINUTES))
    else:
        await db.run(due_rows.settle, due, now, None)


async def _choose(due: DueReminder, services: Services, now: Instant) -> Tip | None:
    """Return the tip for somebody now; None where there is none, or none is wanted today."""
    db, person_id = services.db, due.reminder.person_id
    wishes = await db.run(store.wishes, person_id)
    had = await db.run(store.had, person_id)
    last = max(had.values(), default=None)
    last_on = last.to_tz(due.zone).date() if last else None
    is_often = rules.how_often(due.reminder.schedule) is Often.OTHER_DAY
    too_soon = is_often and rules.is_too_soon(last_on, now.to_tz(due.zone).date())
    if wishes.is_paused(now) or too_soon:
        return None
    plan = await db.run(plans.current, person_id)
    holds = await db.run(standing.of_person, person_id, now)
    topics, tips = services.content.topics, services.content.at(holds.person.country).tips
    fitting = rules.suitable(
        (tip.build(topics[tip.topic].group) for tip in tips.values()),
        plan.stage if plan else None,
        wishes.subjects,
        held=not holds.may_exercise,
    )
    return rules.next_tip(fitting, had, person_id)


JOBS = (Job("tips", _EVERY_S, send_tips),)
