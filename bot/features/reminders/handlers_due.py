"""Shows a reminder as it is at the moment, also when somebody asks for it later that day."""

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Picture, Reply, Screen, Toast
from bot.domain.people import store as people
from bot.domain.reminders import rules, store
from bot.domain.reminders.moment import Moment, moment, said_by
from bot.domain.reminders.rules_due import Word
from bot.domain.reminders.store import Reminder
from bot.features.reminders import screens_due as screens
from bot.features.reminders.screens_due import Shown
from bot.services import Services

OVER = Toast("That reminder is over. /reminders shows what comes next.")
_STRETCH = "kneeling_stretch"  # stands for all of them where there is no plan
_LONGEST_NUMBER = 18  # digits; SQLite's integers end there


async def now(incoming: Incoming, services: Services) -> Reply:
    """Show what a reminder of today says."""
    reminder, on = await occurrence(incoming, services)
    if reminder is None or on is None:
        return OVER
    person = await services.db.run(people.get, incoming.person_id)
    at = await services.db.run(moment, person, incoming.now, services.content.plan.workouts)
    said = said_by(reminder, at)
    if on != at.on or said is None:
        return OVER
    return screen((reminder, on), said, at, services)


async def occurrence(incoming: Incoming, services: Services) -> tuple[Reminder | None, Date | None]:
    """Return the reminder and the local date that a button is about, as far as they are known."""
    return await numbered(incoming, services), _date("".join(incoming.args[1:2]))


async def numbered(incoming: Incoming, services: Services) -> Reminder | None:
    """Return the reminder that a button is about, if it is this person's."""
    number = "".join(incoming.args[:1])
    if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        return None
    return await services.db.run(store.one, incoming.person_id, int(number))


def screen(
    due: tuple[Reminder, Date], said: Word, at: Moment, services: Services, before: str = ""
) -> Screen:
    """Return what a reminder of a date says at a moment; `before` is a line that comes first."""
    content = services.content
    planned = None
    if at.plan is not None and at.day is not None:
        planned = screens.today(at.day, at.plan, content.plan, content.topics)
    return screens.due(
        Shown(
            *due,
            word=said,
            phrases=content.reminders,
            snoozes=rules.snoozes(at.now, at.zone),
            today=planned,
            effort=at.effort,
            before=before,
            picture=None if before else _picture(said, at, services),
        )
    )


def _picture(said: Word, at: Moment, services: Services) -> Picture | None:
    """Return the picture of the first exercise, where exercises are called for."""
    content = services.content
    named = {
        Word.SESSION: at.day.exercises[:1] if at.day else (),
        Word.STRETCH: (_STRETCH,),
    }.get(said, ())
    return content.illustration(content.topics[named[0]], at.side) if named else None


def _date(text: str) -> Date | None:
    try:
        return Date.parse_iso(text)
    except ValueError:
        return None
