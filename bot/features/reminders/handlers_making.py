"""Makes reminders, from typed words, button by button, or from the plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from bot.chat.actions import action
from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders import work_making as work
from bot.domain.reminders.model import Making, Missing, ReminderDraft, ReminderKind
from bot.features.reminders import screens_changing as changing
from bot.features.reminders import screens_making as screens
from bot.features.reminders.handlers_changing import four_digits, visit
from bot.features.reminders.handlers_changing import weekdays as weekdays_of
from bot.services import Services
from bot.typed import reminder_line as words
from bot.typed.reminder_line import Asked

_KINDS = {kind.value: kind for kind in ReminderKind}


async def remind(incoming: Incoming, services: Services) -> Screen:
    """Make what is typed; where a part is missing or wrong, ask for that part alone."""
    asked = words.read(incoming.words)
    notes = list(_notes(asked))
    weekdays = None if asked.wrong_day else asked.weekdays
    text = "" if len(asked.text) > words.MOST_LETTERS else asked.text
    draft = ReminderDraft(asked.kind, text, asked.at, weekdays)
    if asked.kind and asked.at and asked.wrong_day:
        await services.db.run(settings.save_draft, incoming.person_id, draft)
        return _ask_days(asked.kind, asked.weekdays or frozenset(), notes)
    visitor = visit(incoming, services)
    return _made(await services.db.run(work.make_typed, visitor, draft, asked.also_at), notes)


async def add(incoming: Incoming, services: Services) -> Screen:
    """Begin a new one."""
    await services.db.run(settings.save_draft, incoming.person_id, ReminderDraft())
    return screens.kinds()


async def take_kind(incoming: Incoming, services: Services) -> Screen:
    """Take what it is for."""
    kind = _KINDS.get("".join(incoming.args[:1]))
    if kind is None:
        return screens.kinds()
    return await _go_on(lambda draft: replace(draft, kind=kind, text=""), incoming, services)


async def take_text(incoming: Incoming, services: Services) -> Screen:
    """Take the person's own words."""
    text = " ".join(incoming.words.split())
    notes = [_too_long(text)] if len(text) > words.MOST_LETTERS else []
    kept = "" if notes else text
    own = ReminderKind.OWN
    return await _go_on(
        lambda draft: replace(draft, kind=own, text=kept), incoming, services, notes
    )


async def take_time(incoming: Incoming, services: Services) -> Screen:
    """Take the time of a button, or a typed one."""
    at = four_digits("".join(incoming.args[:1])) or words.read_time(incoming.words)
    notes = [_no_time(incoming.words)] if incoming.words and at is None else []
    return await _go_on(lambda draft: replace(draft, at=at), incoming, services, notes)


async def take_days(incoming: Incoming, services: Services) -> Screen:
    """Tick days, or take them."""
    if incoming.args[1:] == ("ok",):
        return await _go_on(partial(_on_days, incoming.args[:1]), incoming, services)
    draft = await services.db.read(settings.draft, incoming.person_id)
    if draft.kind is None:
        return screens.kinds()
    return _ask_days(draft.kind, weekdays_of(incoming.args[:1], draft.kind) or frozenset())


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
    return changing.overview(mine, "Done. Tap one to change its time.")


async def _go_on(
    changed: Callable[[ReminderDraft], ReminderDraft],
    incoming: Incoming,
    services: Services,
    notes: Sequence[str] = (),
) -> Screen:
    """Keep what is known and ask for what is missing, or make the reminder."""
    visitor = visit(incoming, services)
    return _made(await services.db.run(work.go_on, visitor, changed), notes)


def _made(making: Making, notes: Sequence[str]) -> Screen:
    """Show what was made, or ask for what is missing."""
    note = " ".join(("Saved.", *notes))
    if making.opened:
        return changing.opened(making.opened, note)
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
    return replace(draft, weekdays=chosen)


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
