"""Whether somebody who is silent is to be reminded once more, asked, or left alone."""

from typing import TYPE_CHECKING

from whenever import Instant

from bot.domain.diary import store as diary
from bot.domain.reminders import store as reminders
from bot.domain.reminders import store_answers as answers
from bot.domain.reminders import store_habits as habits
from bot.domain.reminders.moment import Moment, said_by
from bot.domain.reminders.rules import SENT_HERE
from bot.domain.reminders.rules_due import NO_ANSWER, STOP_DAYS
from bot.domain.reminders.store_answers import Occurrence
from bot.domain.reminders.store_due import Due

if TYPE_CHECKING:
    from bot.storage.database import Database


async def is_wanted(db: "Database", due: Due, at: Moment) -> bool:
    """Say whether something is to be sent; who did not answer whether to stop gets no more."""
    if due.again == "nudge":
        return await _is_open(db, due, at)
    asked_at = at.habits.asked_at
    if due.again or asked_at is None or asked_at.to_tz(at.zone).date() >= at.on:
        return True
    person_id = due.reminder.person_id
    if await _wrote_since(db, person_id, asked_at):
        await habits.heard(db, person_id, at.now)
        return True
    await reminders.switch(db, person_id, SENT_HERE, at.now, on=False)
    return False


async def is_unheard(db: "Database", due: Due, at: Moment) -> bool:
    """Say whether it is time to ask whether to stop; the diary is a sign of life."""
    person_id = due.reminder.person_id
    if at.habits.asked_at or await habits.unanswered_days(db, person_id) < STOP_DAYS:
        return False
    since = at.habits.heard_at or at.now.subtract(hours=STOP_DAYS * 24)
    if await _wrote_since(db, person_id, since):
        await habits.heard(db, person_id, at.now)
        return False
    return True


async def _is_open(db: "Database", due: Due, at: Moment) -> bool:
    """Say whether a nudge makes sense; a diary entry of the day is an answer."""
    quiet = at.habits.quiet.holds(at.now.to_tz(at.zone).time())
    if at.on != due.on or quiet or not due.reminder.nudges:
        return False
    said, person_id = said_by(due.reminder, at), due.reminder.person_id
    if said is None or await diary.logged_on(db, person_id, due.on):
        which = Occurrence(person_id, due.reminder.reminder_id, due.on)
        await answers.answer(db, which, at.now, "done")
        await habits.heard(db, person_id, at.now)
        return False
    return said not in NO_ANSWER


async def _wrote_since(db: "Database", person_id: int, since: Instant) -> bool:
    """Say whether the person wrote into the diary after an instant."""
    newest, _ = await diary.latest(db, person_id, 0, 1)
    return any(entry.written_at > since for entry in newest)
