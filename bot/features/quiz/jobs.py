"""Sends the question of the day, by the reminders' rows of its kind."""

import asyncio

from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.domain.people import store as people
from bot.domain.quiz import work
from bot.domain.quiz.model import AskedQuestion, Player
from bot.domain.reminders import work_due as due_rows
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import DueReminder
from bot.features.quiz import screens
from bot.routes import Job
from bot.services import Services

_EVERY_S = 1.0
_AT_ONCE = 50
_AGAIN_MINUTES = 15


async def send_questions(services: Services, outbox: Outbox) -> None:
    """Send every question that is due."""
    while found := await services.db.run(
        due_rows.claim, (ReminderKind.QUIZ,), services.clock(), _AT_ONCE
    ):
        await asyncio.gather(*(_send(due, services, outbox) for due in found))


async def _send(due: DueReminder, services: Services, outbox: Outbox) -> None:
    """Send somebody's question; none where it was answered before, or an emergency stands."""
    db, person_id, now = services.db, due.reminder.person_id, services.clock()
    person = await db.read(people.get, person_id)
    bank = services.content.at(person.country).quiz
    found = await db.run(work.daily, Player(person_id, now, bank))
    screen = screens.step(found, services.content, now)
    if not (isinstance(found, AskedQuestion) and isinstance(screen, Screen)):
        await db.run(due_rows.settle, due, now, None)
        return
    outcome = (await outbox.send(person_id, screen, "bulk")).outcome
    match outcome:
        case Outcome.SENT | Outcome.UNKNOWN:
            await db.run(due_rows.settle, due, now, "sent")
        case Outcome.RETRY | Outcome.TURNED_AWAY:
            await db.run(due_rows.postpone, [due], now.add(minutes=_AGAIN_MINUTES))
        case Outcome.REJECTED:
            await db.run(due_rows.settle, due, now, None)
        case _:
            return  # somebody who blocked the bot: the row waits for their return


JOBS = (Job("questions", _EVERY_S, send_questions),)
