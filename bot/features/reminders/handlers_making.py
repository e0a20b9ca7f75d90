"""Makes reminders, from typed words, button by button, or from the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whenever import Time

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.plan.work import outlook
from bot.domain.reminders import rules_suggesting as rules
from bot.domain.reminders import store as reminders
from bot.domain.reminders import store_drafts as store
from bot.domain.reminders.rules import SENT_HERE, ReminderKind, Schedule
from bot.domain.reminders.store import Reminder, Wanted
from bot.domain.reminders.store_drafts import Draft
from bot.features.reminders import screens_changing as changing
from bot.features.reminders import screens_making as screens
from bot.features.reminders.handlers_changing import four_digits, opened, overview
from bot.features.reminders.handlers_changing import weekdays as weekdays_of
from bot.services import Services
from bot.typed import reminder_line as words
from bot.typed.reminder_line import Asked


async def remind(incoming: Incoming, services: Services) -> Screen:
    """Make what is typed; where a part is missing or wrong, ask for that part alone."""
    asked = words.read(incoming.words)
    weekdays = None if asked.wrong_day else asked.weekdays
    draft = Draft(asked.kind, asked.text, asked.at, weekdays)
    notes = list(_notes(asked))
    if len(asked.text) > words.MOST_LETTERS:
        draft = replace(draft, text="")
    if asked.kind and asked.at and asked.wrong_day:
        await services.db.run(store.save, incoming.person_id, draft)
        return _ask_days(asked.kind, asked.weekdays or frozenset(), notes)
    if asked.kind and asked.at and weekdays is None:
        draft = replace(draft, weekdays=await _usual_days(asked.kind, incoming, services))
    return await _go_on(draft, incoming, services, notes, asked.also_at)


async def add(incoming: Incoming, services: Services) -> Screen:
    """Begin a new one."""
    await services.db.run(store.save, incoming.person_id, Draft())
    return screens.kinds()


async def take_kind(incoming: Incoming, services: Services) -> Screen:
    """Take what it is for."""
    draft = await services.db.run(store.draft, incoming.person_id)
    known = {kind.value: kind for kind in ReminderKind}
    kind = known.get("".join(incoming.args[:1]))
    if kind is None:
        return screens.kinds()
    return await _go_on(replace(draft, kind=kind, text=""), incoming, services)


async def take_text(incoming: Incoming, services: Services) -> Screen:
    """Take the person's own words."""
    text = " ".join(incoming.words.split())
    draft = replace(await services.db.run(store.draft, incoming.person_id), kind=ReminderKind.OWN)
    notes = [_too_long(text)] if len(text) > words.MOST_LETTERS else []
    return await _go_on(replace(draft, text="" if notes else text), incoming, services, notes)


async def take_time(incoming: Incoming, services: Services) -> Screen:
    """Take the time of a button, or a typed one."""
    draft = await services.db.run(store.draft, incoming.person_id)
    at = four_digits("".join(incoming.args[:1])) or words.read_time(incoming.words)
    notes = [_no_time(incoming.words)] if incoming.words and at is None else []
    return await _go_on(replace(draft, at=at), incoming, services, notes)


async def take_days(incoming: Incoming, services: Services) -> Screen:
    """Tick days, or take them."""
    draft = await services.db.run(store.draft, incoming.person_id)
    if draft.kind is None:
        return screens.kinds()
    chosen = weekdays_of(incoming.args[:1], draft.kind)
    if incoming.args[1:] == ("ok",) and chosen is not None:
        return await _go_on(replace(draft, weekdays=chosen), incoming, services)
    return _ask_days(draft.kind, chosen or frozenset())


async def suggest(incoming: Incoming, services: Services) -> Screen:
    """Propose what fits the plan."""
    person = await services.db.run(people.get, incoming.person_id)
    found = await services.db.run(outlook, person, incoming.now)
    if found.free is None:
        return screens.no_plan()
    mine = await services.db.run(reminders.everyone, incoming.person_id)
    proposed = rules.proposed(reminder.kind for reminder in mine)
    return screens.proposal(proposed) if proposed else await overview(incoming, services)


async def accept(incoming: Incoming, services: Services) -> Screen:
    """Make what was proposed; a second tap makes nothing more."""
    mine = await services.db.run(reminders.everyone, incoming.person_id)
    for kind, schedule in rules.proposed(reminder.kind for reminder in mine):
        wanted = Wanted(kind, schedule, chosen=False)
        await services.db.run(reminders.make, incoming.person_id, wanted, incoming.now)
    return await overview(incoming, services, "Done. Tap one to change its time.")


async def _go_on(
    draft: Draft,
    incoming: Incoming,
    services: Services,
    notes: Sequence[str] = (),
    also_at: Sequence[Time] = (),
) -> Screen:
    """Keep what is known and ask for what is missing, or make the reminder."""
    await services.db.run(store.save, incoming.person_id, draft)
    if draft.kind is None:
        return screens.kinds(notes)
    if draft.kind is ReminderKind.OWN and not draft.text:
        return screens.own_text(notes)
    if draft.at is None:
        means, back = action("reminders", "at"), action("reminders", "add")
        return changing.times(draft.text or screens.NAMES[draft.kind], means, back, notes)
    if draft.weekdays is None:
        return _ask_days(draft.kind, frozenset(), notes)
    days = draft.weekdays
    wanted = [Wanted(draft.kind, Schedule(at, days), draft.text) for at in (draft.at, *also_at)]
    await services.db.run(store.drop, incoming.person_id)
    return await _made(wanted, incoming, services, " ".join(("Saved.", *notes)))


async def _made(
    wanted: Sequence[Wanted], incoming: Incoming, services: Services, note: str
) -> Screen:
    made = [await _make(one, incoming, services) for one in wanted]
    first, *others = made
    if first is None or None in others:
        return screens.too_many()
    if others:
        return await overview(incoming, services, note)
    return await opened(first, incoming, services, note)


async def _make(wanted: Wanted, incoming: Incoming, services: Services) -> Reminder | None:
    """Make one reminder; of the kinds of other rooms there is one, which is moved."""
    db, person_id = services.db, incoming.person_id
    if wanted.kind in SENT_HERE:
        return await db.run(reminders.make, person_id, wanted, incoming.now)
    await db.run(reminders.ensure, person_id, wanted.kind, wanted.schedule, incoming.now)
    mine = await db.run(reminders.everyone, person_id)
    return next((reminder for reminder in mine if reminder.kind is wanted.kind), None)


async def _usual_days(kind: ReminderKind, incoming: Incoming, services: Services) -> frozenset[int]:
    person = await services.db.run(people.get, incoming.person_id)
    found = await services.db.run(outlook, person, incoming.now)
    return rules.usual_days(kind, found.on.day_of_week().value, has_plan=found.plan is not None)


def _ask_days(kind: ReminderKind, chosen: frozenset[int], notes: Sequence[str] = ()) -> Screen:
    means, back = action("reminders", "week"), action("reminders", "add")
    return changing.weekdays(kind, chosen, means, back, notes)


def _notes(asked: Asked) -> Iterator[str]:
    """Yield what is said of the parts that could not be taken."""
    if asked.once:
        yield f"I remind every week, not once, so I left out “{asked.once}”."
    if asked.wrong_time:
        yield _no_time(asked.wrong_time)
    if asked.wrong_day:
        yield f"“{asked.wrong_day}” is no weekday. Write mon, wed or mo-fr, or choose below."
    if len(asked.text) > words.MOST_LETTERS:
        yield _too_long(asked.text)


def _no_time(typed: str) -> str:
    return f"“{typed[:40]}” is no time of day."


def _too_long(text: str) -> str:
    return f"That text has {len(text)} letters, and I keep {words.MOST_LETTERS} at most."
