"""Whether somebody who is silent is to be reminded once more, asked, or left alone."""

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
from bot.storage.transaction import Transaction


def is_wanted(tx: Transaction, due: Due, at: Moment) -> bool:
    """Say whether something is to be sent; who did not answer whether to stop gets no more."""
    if due.again == "nudge":
        return _is_open(tx, due, at)
    asked_at = at.habits.asked_at
    if due.again or asked_at is None or asked_at.to_tz(at.zone).date() >= at.on:
        return True
    person_id = due.reminder.person_id
    if _wrote_since(tx, person_id, asked_at):
        habits.heard(tx, person_id, at.now)
        return True
    reminders.switch(tx, person_id, SENT_HERE, at.now, on=False)
    return False


def is_unheard(tx: Transaction, due: Due, at: Moment) -> bool:
    """Say whether it is time to ask whether to stop; the diary is a sign of life."""
    person_id = due.reminder.person_id
    if at.habits.asked_at or habits.unanswered_days(tx, person_id) < STOP_DAYS:
        return False
    since = at.habits.heard_at or at.now.subtract(hours=STOP_DAYS * 24)
    if _wrote_since(tx, person_id, since):
        habits.heard(tx, person_id, at.now)
        return False
    return True


def _is_open(tx: Transaction, due: Due, at: Moment) -> bool:
    """Say whether a nudge makes sense; a diary entry of the day is an answer."""
    quiet = at.habits.quiet.holds(at.now.to_tz(at.zone).time())
    if at.on != due.on or quiet or not due.reminder.nudges:
        return False
    said, person_id = said_by(due.reminder, at), due.reminder.person_id
    if said is None or diary.logged_on(tx, person_id, due.on):
        which = Occurrence(person_id, due.reminder.reminder_id, due.on)
        answers.answer(tx, which, at.now, "done")
        habits.heard(tx, person_id, at.now)
        return False
    return said not in NO_ANSWER


def _wrote_since(tx: Transaction, person_id: int, since: Instant) -> bool:
    """Say whether the person wrote into the diary after an instant."""
    newest, _ = diary.latest(tx, person_id, 0, 1)
    return any(entry.written_at > since for entry in newest)
