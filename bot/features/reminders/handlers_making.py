"""Makes reminders, from typed words, button by button, or from the plan."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from whenever import Time

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.markup import plain
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.reminders import rules_making as rules
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders import work_making as work
from bot.domain.reminders.model import Missing, ReminderDraft, ReminderKind, ReminderMaking
from bot.features.reminders import handlers_clock as clock
from bot.features.reminders import screens_changing as changing
from bot.features.reminders import screens_making as screens
from bot.features.reminders import screens_notes as said
from bot.features.reminders.handlers_changing import four_digits, visit
from bot.features.reminders.handlers_changing import weekdays as weekdays_of
from bot.services import Services
from bot.typed import place_time
from bot.typed import reminder_line as words
from bot.typed.reminder_line import ReminderLine
from bot.typed.reminder_text import is_about_exercise, is_about_medicine

_BOOK, _BOOK_AT = "Book a visit about my hip", Time(9)
_KINDS = {kind.value: kind for kind in ReminderKind}


async def remind(incoming: Incoming, services: Services) -> Screen:
    """Make what is typed; where a part is missing or wrong, ask for that part alone."""
    person = await services.db.read(people.get, incoming.person_id)
    now = incoming.now.to_tz(person.zone or "UTC")
    asked = await asyncio.to_thread(place_time.read, incoming.words, now)
    if person.zone is None and (asked.once or asked.at_place):
        return await clock.ask(incoming, services, "typed")
    draft, notes = _draft(asked), [*said.notes(asked), *_of_medicine(asked.text, services)]
    asks_days = bool(asked.wrong_day or asked.refused)
    made = await services.db.run(
        work.make_typed, visit(incoming, services), draft, asks_days=asks_days
    )
    if made.missing == "days" and draft.kind and asked.weekdays:
        return _ask_days(draft.kind, asked.weekdays, notes)
    return await _shown(made, incoming, services, notes, echoes=True)


async def add(incoming: Incoming, services: Services) -> Screen:
    """Begin a new one."""
    await services.db.run(settings.save_draft, incoming.person_id, ReminderDraft())
    return screens.kinds()


async def take_kind(incoming: Incoming, services: Services) -> Screen:
    """Take what it is for."""
    kind = _KINDS.get("".join(incoming.args[:1]))
    if kind is None:
        return screens.kinds()
    return await _go_on(
        lambda draft: replace(draft, kind=kind, text="", is_exercise=False), incoming, services
    )


async def take_text(incoming: Incoming, services: Services) -> Screen:
    """Take the person's own words."""
    text = " ".join(incoming.words.split())
    notes = [said.too_long(text)] if len(text) > words.MOST_LETTERS else []
    kept = "" if notes else text
    notes += _of_medicine(kept, services)
    own, is_exercise = ReminderKind.OWN, is_about_exercise(kept)
    return await _go_on(
        lambda draft: replace(draft, kind=own, text=kept, is_exercise=is_exercise),
        incoming,
        services,
        notes,
    )


async def take_time(incoming: Incoming, services: Services) -> Screen:
    """Take the time of a button, or a typed one."""
    at = four_digits("".join(incoming.args[:1])) or words.read_time(incoming.words)
    notes = [said.no_time(incoming.words)] if incoming.words and at is None else []
    return await _go_on(lambda draft: replace(draft, at=at, also_at=()), incoming, services, notes)


async def take_days(incoming: Incoming, services: Services) -> Screen:
    """Tick days, or take them."""
    if incoming.args[1:] == ("ok",):
        return await _go_on(partial(_on_days, incoming.args[:1]), incoming, services)
    draft = await services.db.read(settings.draft, incoming.person_id)
    if draft.kind is None:
        return screens.kinds()
    return _ask_days(draft.kind, weekdays_of(incoming.args[:1], draft.kind) or frozenset())


async def take_yes(incoming: Incoming, services: Services) -> Screen:
    """Make what was shown first, as it was not clear."""
    return await _go_on(lambda draft: replace(draft, is_unclear=False), incoming, services)


async def take_once(incoming: Incoming, services: Services) -> Screen:
    """Make what was shown once, on the next of its days."""
    person = await services.db.read(people.get, incoming.person_id)
    now = incoming.now.to_tz(person.zone or "UTC")
    return await _go_on(lambda draft: rules.only_once(draft, now), incoming, services)


async def suggest(incoming: Incoming, services: Services) -> Screen:
    """Propose what fits the plan."""
    found = await services.db.read(work.propose, visit(incoming, services))
    if found is None:
        return screens.no_plan()
    proposed, mine = found
    return screens.proposal(proposed) if proposed else changing.overview(mine)


async def accept(incoming: Incoming, services: Services) -> Screen:
    """Make what was proposed; a second tap makes nothing more."""
    mine = await services.db.run(work.accept, visit(incoming, services))
    if not mine.has_zone:
        return await clock.ask(incoming, services)
    return changing.overview(mine, "Done. Tap one to change its time.")


async def book(incoming: Incoming, services: Services) -> Screen:
    """Remind once, tomorrow morning, to book the visit at which the hip is looked at."""
    person = await services.db.read(people.get, incoming.person_id)
    if person.zone is None:
        return await clock.ask(incoming, services, "typed")
    on = person.date(incoming.now).add(days=1)
    draft = ReminderDraft(ReminderKind.OWN, _BOOK, _BOOK_AT, once=on)
    return await _go_on(lambda _: draft, incoming, services)


async def _go_on(
    changed: Callable[[ReminderDraft], ReminderDraft],
    incoming: Incoming,
    services: Services,
    notes: Sequence[str] = (),
) -> Screen:
    """Keep what is known and ask for what is missing, or make the reminder."""
    visitor = visit(incoming, services)
    made = await services.db.run(work.go_on, visitor, changed)
    return await _shown(made, incoming, services, notes)


async def _shown(
    making: ReminderMaking,
    incoming: Incoming,
    services: Services,
    notes: Sequence[str],
    *,
    echoes: bool = False,
) -> Screen:
    """Show what was made, or ask for the clock where nothing would come without it."""
    made = making.opened or making.all
    if made is not None and not made.has_zone:
        return await clock.ask(incoming, services)
    return _made(making, notes, echoes=echoes)


def _draft(asked: ReminderLine) -> ReminderDraft:
    return ReminderDraft(
        kind=asked.kind,
        text="" if len(asked.text) > words.MOST_LETTERS else asked.text,
        at=asked.at,
        weekdays=None if asked.wrong_day else asked.weekdays,
        also_at=asked.also_at,
        once=asked.once,
        every_days=asked.every_days,
        is_exercise=is_about_exercise(asked.text),
        is_unclear=asked.is_unclear,
    )


def _made(making: ReminderMaking, notes: Sequence[str], *, echoes: bool = False) -> Screen:
    """Show what was made, or ask for what is missing, with what was understood till then."""
    if making.is_past:
        notes = (*notes, "That time has gone by.")
    if making.missing == "yes":
        return screens.confirm(making.draft, notes)
    note = " ".join(("You have this one already." if making.is_known else "Saved.", *notes))
    if making.missing and echoes and (said := screens.understood(making.draft)):
        notes = (f"I understood: {said}.", *notes)
    if making.opened:
        return replace(changing.opened(making.opened, note), kept=plain(note))
    if making.all:
        return changing.overview(making.all, note)
    return _ask(making.missing, making.draft, notes) if making.missing else screens.too_many()


def _ask(missing: Missing, draft: ReminderDraft, notes: Sequence[str]) -> Screen:
    if missing == "kind" or draft.kind is None:
        return screens.kinds(notes)
    if missing == "text":
        return screens.own_text(notes)
    if missing == "days":
        return _ask_days(draft.kind, frozenset(), notes)
    means, back = action("reminders", "at"), action("reminders", "add")
    return changing.times(draft.text or screens.NAMES[draft.kind], means, back, notes)


def _on_days(args: tuple[str, ...], draft: ReminderDraft) -> ReminderDraft:
    chosen = weekdays_of(args, draft.kind) if draft.kind else None
    if chosen is None:
        return draft
    return replace(draft, weekdays=chosen, once=None, every_days=0)


def _ask_days(kind: ReminderKind, chosen: frozenset[int], notes: Sequence[str] = ()) -> Screen:
    means, back = action("reminders", "week"), action("reminders", "add")
    return changing.weekdays(kind, chosen, means, back, notes)


def _of_medicine(text: str, services: Services) -> Iterator[str]:
    """Yield whom to ask where a reminder is about a medicine."""
    if is_about_medicine(text):
        yield services.content.reminders["medicine"].text
