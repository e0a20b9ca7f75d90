"""The diary's command, what is typed after it, and its buttons."""

import re
from dataclasses import replace

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import judging, store
from bot.domain.diary import store_weekly as impacts
from bot.domain.diary.rules import WORST, Compared, Entry, is_graver, zone
from bot.domain.diary.rules_weekly import is_due
from bot.domain.diary.runs import WINDOW_DAYS, allowed
from bot.domain.people import store as people
from bot.domain.plan.model import TOP_LEVEL, Effort, Zone, days_between
from bot.domain.plan.rules import BREAK_DAYS
from bot.domain.plan.work import Outlook, outlook
from bot.features.diary import handlers_entries as entries
from bot.features.diary import handlers_weekly as weekly
from bot.features.diary import screens
from bot.features.diary.handlers_following import added, compared, shown
from bot.features.diary.screens import Opening
from bot.features.diary.screens_entries import gone
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage.instants import stored
from bot.typed import diary_line as typed

_PAINS = {str(pain): pain for pain in range(WORST + 1)}
_EFFORTS = {effort.value: effort for effort in Effort}
_COMPARED = {compared.value: compared for compared in Compared}
_TOKEN = re.compile(r"s[0-9]{1,18}")
_RED_DAYS = 3  # the longest rest after red


async def log(incoming: Incoming, services: Services) -> Screen:
    """Ask for the pain of the moment, or take the line that was typed."""
    if incoming.words.strip():
        return await take(incoming, services)
    return await _opening(incoming, services)


async def take(incoming: Incoming, services: Services) -> Screen:
    """Note what was typed, as far as it can be understood."""
    person = await services.db.run(people.get, incoming.person_id)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    line = typed.read(incoming.words, today, person.units)
    if not line.has_day:
        return screens.other_day(line, person.units)
    if line.is_empty:
        return await _opening(incoming, services, " ".join(screens.unclear(line)) or None)
    entry = replace(
        _blank(incoming, line.on),
        effort=line.effort,
        pain=line.pain,
        worst=line.worst,
        morning=line.morning,
        minutes=line.minutes,
        metres=line.metres,
        note=line.note,
    )
    token = f"m{incoming.message.message_id}" if incoming.message else _stamp(incoming)
    return await added(entry, token, incoming, services, line)


async def pain(incoming: Incoming, services: Services) -> Screen:
    """Note the pain of the moment by one tap; one screen makes one entry."""
    match incoming.args:
        case (number, token) if number in _PAINS and _TOKEN.fullmatch(token):
            found = await _standing(incoming, services)
            entry = replace(_blank(incoming, found.on), pain=_PAINS[number])
            return await added(entry, token, incoming, services)
        case _:
            return await _opening(incoming, services)


async def effort(incoming: Incoming, services: Services) -> Screen:
    """Note today's session or run of the plan with its pain; a second tap corrects the first."""
    match incoming.args:
        case (name, number) if name in _EFFORTS and number in _PAINS:
            found = await _standing(incoming, services)
            entry = replace(_blank(incoming, found.on), effort=_EFFORTS[name])
            if entry.effort is Effort.RUN:
                minutes = _minutes(found, services)
                entry = replace(entry, worst=_PAINS[number], minutes=minutes)
            else:
                entry = replace(entry, pain=_PAINS[number])
            return await added(entry, f"{name}{found.on.format_iso()}", incoming, services)
        case _:
            return await _opening(incoming, services)


async def morning(incoming: Incoming, services: Services) -> Screen:
    """Ask how the morning after the latest effort was, where nobody has told.

    One that the plan knows but the diary does not counts as amber, so that the plan goes on.
    """
    found = await _standing(incoming, services)
    waiting = await services.db.run(store.unsettled, incoming.person_id, found.on)
    if waiting and days_between(found.on, waiting[-1].on) < BREAK_DAYS:
        return screens.morning(waiting[-1], found.on)
    if await services.db.run(judging.pass_over, found):
        return screens.no_morning(services.content.diary.text("unanswered"))
    return screens.no_morning()


async def compare(incoming: Incoming, services: Services) -> Screen:
    """Take how the morning after was, for every effort of that day, and judge them."""
    entry = await entries.mine(incoming, services)
    if entry is None:
        return gone()
    answer = _COMPARED.get(incoming.args[1]) if len(incoming.args) > 1 else None
    found = await _standing(incoming, services)
    if answer is None or entry.effort is None or entry.on >= found.on:
        return await shown(entry, incoming, services)
    person = await services.db.run(people.get, incoming.person_id)
    for other in await services.db.run(store.efforts, incoming.person_id, entry.on, entry.on):
        told = replace(other, compared=answer)
        if is_graver(told, other):
            told = replace(told, evident_at=incoming.now)
        await services.db.run(store.save, told)
        told = await services.db.run(judging.settle, person, told, incoming.now)
        entry = told if told.entry_id == entry.entry_id else entry
    return await compared(entry, incoming, services)


async def how_long(incoming: Incoming, services: Services) -> Screen:
    """Say how long the next run may be, unless it is not the time for one."""
    wording = services.content.diary
    found = await _standing(incoming, services)
    person = await services.db.run(people.get, incoming.person_id)
    since = found.on.subtract(days=WINDOW_DAYS)
    known = await services.db.run(store.entries, incoming.person_id, since, found.on)
    if why := screens.held(found.access, wording):
        return screens.no_run_now(wording, why, found.access)
    lately = found.on.subtract(days=_RED_DAYS)
    if any(zone(entry) is Zone.RED for entry in known if entry.on >= lately):
        return screens.no_run_now(wording, wording.zone(Zone.RED).today, found.access)
    if found.plan is not None and not found.plan.may_run:
        return screens.no_run_now(wording, wording.text("run_later"), found.access)
    if found.plan is not None and found.plan.level < TOP_LEVEL:
        return screens.how_long_by_plan(found.plan.level, _minutes(found, services) or 0, wording)
    run = allowed(known, found.on.add(days=1))
    cited = services.content.cite(wording.phrases["how_long"].sources)
    return screens.how_long(run, wording, cited, person.units)


async def _opening(incoming: Incoming, services: Services, first: str | None = None) -> Screen:
    found = await _standing(incoming, services)
    last = await services.db.run(impacts.last_weekly, incoming.person_id)
    return screens.log(
        Opening(
            _stamp(incoming),
            found.on,
            await services.db.run(store.open_effort, incoming.person_id, found.on),
            asks_weekly=is_due(last.on if last else None, found.on),
            access=found.access,
            first=first,
        )
    )


async def _standing(incoming: Incoming, services: Services) -> Outlook:
    person = await services.db.run(people.get, incoming.person_id)
    return await services.db.run(outlook, person, incoming.now)


def _minutes(found: Outlook, services: Services) -> int | None:
    """Return how long the plan's run of today is."""
    plan = found.plan
    return services.content.plan.level(plan.level).run_minutes if plan and plan.level else None


def _stamp(incoming: Incoming) -> str:
    return f"s{stored(incoming.now)}"


def _blank(incoming: Incoming, on: Date) -> Entry:
    return Entry(0, incoming.person_id, on, incoming.now, incoming.now)


FEATURE = Feature(
    "diary",
    commands=(
        Command("log", "note your pain, such as /log 4", log, aliases=("diary",), free_words=True),
    ),
    taps={
        "log": log,
        "typed": take,
        "pain": pain,
        "effort": effort,
        "morning": morning,
        "compare": compare,
        "how_long": how_long,
        "earlier": entries.earlier,
        "open": entries.show,
        "ask": entries.ask,
        "set": entries.set_score,
        "sign": entries.set_sign,
        "length": entries.length,
        "minutes": entries.set_minutes,
        "metres": entries.set_metres,
        "typed_length": entries.type_length,
        "note": entries.note,
        "typed_note": entries.type_note,
        "no_note": entries.remove_note,
        "ask_delete": entries.ask_delete,
        "undo": entries.delete,
        "weekly": weekly.weekly,
        "impact": weekly.answer,
        "impact_back": weekly.back,
    },
)
