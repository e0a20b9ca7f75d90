"""Sends questions of the day: to people by the reminders' rows of its kind, and to groups."""

import asyncio
from dataclasses import replace

from bot.chat.screen import Screen
from bot.chat.sending import Outbox, Outcome
from bot.domain.people import store as people
from bot.domain.quiz import store_group_days, work, work_group_days
from bot.domain.quiz.model import AskedQuestion, Player
from bot.domain.quiz.rules import shuffled
from bot.domain.quiz.work_group_days import DueQuestion
from bot.domain.reminders import work_due as due_rows
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import DueReminder
from bot.features.quiz import screens, screens_together
from bot.features.quiz.screens_group_days import REFUSED
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


async def ask_groups(services: Services, outbox: Outbox) -> None:
    """Ask the groups whose daily question is due."""
    bank, now = services.content.quiz, services.clock()
    while found := await services.db.run(work_group_days.claim, bank, now, _AT_ONCE):
        await asyncio.gather(*(_ask_group(due, services, outbox) for due in found))


async def _ask_group(due: DueQuestion, services: Services, outbox: Outbox) -> None:
    """Ask one group; where it does not let the bot ask, say so once and leave it."""
    db, day, now = services.db, due.day, services.clock()
    order = shuffled(due.item, f"{due.question_id} {now}")
    screen = replace(screens_together.question(due.item, order, due.question_id), topic=day.topic)
    match (await outbox.send(day.group_id, screen, "bulk")).outcome:
        case Outcome.SENT | Outcome.UNKNOWN:
            await db.run(work_group_days.settle, day, now)
        case Outcome.REJECTED:
            await db.run(store_group_days.stop, day.group_id)
            note = replace(REFUSED, topic=day.topic)
            if (await outbox.send(day.group_id, note)).outcome is Outcome.REJECTED and day.topic:
                await outbox.send(day.group_id, REFUSED)
        case Outcome.BLOCKED:
            await db.run(store_group_days.stop, day.group_id)
        case _:
            return  # it is held for a while, and due again then


JOBS = (
    Job("questions", _EVERY_S, send_questions),
    Job("group questions", _EVERY_S, ask_groups),
)
