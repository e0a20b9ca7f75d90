"""Takes what people answer to a reminder, and shows it again when they ask for it that day."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Toast
from bot.domain.reminders import store
from bot.domain.reminders import work_answers as work
from bot.domain.reminders.model import Snooze
from bot.domain.reminders.work_looking import at_this_moment
from bot.features.reminders import screens_answers as screens
from bot.features.reminders.handlers_changing import occurrence, visit
from bot.features.reminders.screens_due import ShownReminder, due
from bot.services import Services

OVER = Toast("That reminder is over. /reminders shows what comes next.")
_SNOOZES = {snooze.value: snooze for snooze in Snooze}


async def done(incoming: Incoming, services: Services) -> Reply:
    """Note that it is done."""
    which = occurrence(incoming)
    if which is None:
        return OVER
    reminder = await services.db.run(work.answer, which, incoming.now, "done")
    return screens.done(reminder) if reminder else OVER


async def later(incoming: Incoming, services: Services) -> Reply:
    """Put it off; the series does not move."""
    which, snooze = occurrence(incoming), _SNOOZES.get("".join(incoming.args[2:3]))
    if which is None or snooze is None:
        return OVER
    put_off = await services.db.run(work.snooze, which, incoming.now, snooze)
    return screens.later(put_off[0], which.on, put_off[1]) if put_off else OVER


async def skip(incoming: Incoming, services: Services) -> Reply:
    """Ask why not today, or note the reason."""
    which, reason = occurrence(incoming), "".join(incoming.args[2:3])
    if which is None:
        return OVER
    if reason not in screens.REASONS:
        reminder = await services.db.read(store.one, which.person_id, which.reminder_id)
        return screens.why_not(reminder, which.on) if reminder else OVER
    skipped = await services.db.run(work.answer, which, incoming.now, "skipped", reason)
    return screens.skipped(reason, services.content.reminders) if skipped else OVER


async def now(incoming: Incoming, services: Services) -> Reply:
    """Show what a reminder of today says."""
    which = occurrence(incoming)
    if which is None:
        return OVER
    found = await services.db.read(at_this_moment, visit(incoming, services), which)
    if found is None:
        return OVER
    reminder, said, at = found
    return due(ShownReminder(reminder, which.on, said, at, services.content))
