"""Sends the tip of the week, by the reminders' rows of its kind."""

import asyncio
from functools import partial

from bot.chat.sending import Outbox, Outcome
from bot.domain.broadcast import work_tips as work
from bot.domain.broadcast.rules_tips import Tip
from bot.domain.reminders import work_due
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import DueReminder
from bot.features.broadcast import screens_tips as screens
from bot.library.content import Content
from bot.routes import Job
from bot.services import Services

_EVERY_S = 1.0
_AT_ONCE = 50


async def send_tips(services: Services, outbox: Outbox) -> None:
    """Send every tip that is due."""
    while found := await services.db.run(
        work_due.claim, (ReminderKind.TIP,), services.clock(), _AT_ONCE
    ):
        await asyncio.gather(*(_send(due, services, outbox) for due in found))


async def _send(due: DueReminder, services: Services, outbox: Outbox) -> None:
    """Send somebody's tip, unless this is no day for one."""
    db, now = services.db, services.clock()
    tip = await db.run(work.take, due, partial(_tips, services.content), now)
    if tip is None:
        return
    screen = screens.tip(tip, services.content.topics[tip.topic])
    outcome = (await outbox.send(due.reminder.person_id, screen, "bulk")).outcome
    if outcome in {Outcome.SENT, Outcome.UNKNOWN}:
        await db.run(work.arrived, due, tip, now)
    else:
        again = outcome in {Outcome.RETRY, Outcome.TURNED_AWAY}
        await db.run(work.failed, due, now, again=again)


def _tips(content: Content, country: str | None) -> list[Tip]:
    """Return the tips as they are worded for a country."""
    return [tip.build(content.topics[tip.topic].group) for tip in content.at(country).tips.values()]


JOBS = (Job("tips", _EVERY_S, send_tips),)
