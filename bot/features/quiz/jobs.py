"""Sends the question of the day, by the reminders' rows of its kind."""

import asyncio

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.domain.reminders import store_due as due_rows
from bot.domain.reminders.rules import Kind
from bot.domain.reminders.store_due import Due
from bot.domain.reminders.store_queue import claim
from bot.routes import Handler
from bot.services import Services

EVERY_S = 1.0
_AT_ONCE = 50
_AGAIN_MINUTES = 15


async def send_questions(daily: Handler, services: Services, outbox: Outbox) -> None:
    """Send every question that is due; `daily` asks somebody's."""
    while claimed := await services.db.run(claim, (Kind.QUIZ,), services.clock(), _AT_ONCE):
        found = await services.db.run(due_rows.load, claimed, services.clock())
        await asyncio.gather(*(_send(due, daily, services, outbox) for due in found))


async def _send(due: Due, daily: Handler, services: Services, outbox: Outbox) -> None:
    """Send somebody's question; none where it was answered before, or an emergency stands."""
    db, person_id, now = services.db, due.reminder.person_id, services.clock()
    screen = await daily(Incoming(person_id, "", "", now, chat_id=person_id), services)
    if not isinstance(screen, Screen) or screen.poll is None:
        await db.run(due_rows.settle, due, now, None)
        return
    outcome = (await outbox.send(person_id, screen, "bulk")).outcome
    match outcome:
        case Outcome.SENT | Outcome.UNKNOWN:
            await db.run(due_rows.settle, due, now, "sent")
        case Outcome.RETRY:
            await db.run(due_rows.postpone, due, now.add(minutes=_AGAIN_MINUTES))
        case Outcome.REJECTED:
            await db.run(due_rows.settle, due, now, None)
        case _:
            return  # somebody who blocked the bot: the row waits for their return
