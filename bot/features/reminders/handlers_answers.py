"""Takes what people answer to a reminder."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply
from bot.domain.people import store as people
from bot.domain.reminders import rules
from bot.domain.reminders import store_answers as store
from bot.domain.reminders import store_habits as habits
from bot.domain.reminders.rules import Snooze
from bot.domain.reminders.store_answers import Occurrence
from bot.features.reminders import screens_answers as screens
from bot.features.reminders.handlers_due import OVER, occurrence
from bot.services import Services


async def done(incoming: Incoming, services: Services) -> Reply:
    """Note that it is done."""
    reminder, on = await occurrence(incoming, services)
    if reminder is None or on is None:
        return OVER
    which = Occurrence(incoming.person_id, reminder.reminder_id, on)
    if not await services.db.run(store.answer, which, incoming.now, "done"):
        return OVER
    await services.db.run(habits.heard, incoming.person_id, incoming.now)
    return screens.done(reminder)


async def later(incoming: Incoming, services: Services) -> Reply:
    """Put it off; the series does not move."""
    reminder, on = await occurrence(incoming, services)
    snooze = _SNOOZES.get(incoming.args[2]) if len(incoming.args) > 2 else None  # noqa: PLR2004
    if reminder is None or on is None or snooze is None:
        return OVER
    person = await services.db.run(people.get, incoming.person_id)
    zone = person.zone or "UTC"
    until = rules.snoozed_until(snooze, incoming.now, zone)
    which = Occurrence(incoming.person_id, reminder.reminder_id, on)
    if not await services.db.run(store.snooze, which, incoming.now, until):
        return OVER
    await services.db.run(habits.heard, incoming.person_id, incoming.now)
    return screens.later(reminder, on, until.to_tz(zone).time())


async def skip(incoming: Incoming, services: Services) -> Reply:
    """Ask why not today, or note the reason."""
    reminder, on = await occurrence(incoming, services)
    if reminder is None or on is None:
        return OVER
    reason = incoming.args[2] if len(incoming.args) > 2 else ""  # noqa: PLR2004
    if reason not in screens.REASONS:
        return screens.why_not(reminder, on)
    which = Occurrence(incoming.person_id, reminder.reminder_id, on)
    if not await services.db.run(store.answer, which, incoming.now, "skipped", reason):
        return OVER
    await services.db.run(habits.heard, incoming.person_id, incoming.now)
    return screens.skipped(reason, services.content.reminders)


_SNOOZES = {snooze.value: snooze for snooze in Snooze}
