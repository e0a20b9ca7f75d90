"""Looks up, corrects and deletes entries."""

from dataclasses import replace
from typing import get_args

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.diary import judging, store
from bot.domain.diary import store_reopening as reopening
from bot.domain.diary.rules import WORST, Entry, Score
from bot.domain.diary.signs import noticed
from bot.domain.people import store as people
from bot.domain.plan.model import Effort
from bot.domain.plan.work import outlook
from bot.domain.standing import Access
from bot.features.diary import screens_entries as screens
from bot.features.diary.handlers_following import changed, shown, sign_in
from bot.features.diary.screens import CUT
from bot.services import Services
from bot.typed import diary_line as typed
from bot.typed import lengths as measures

_SCORES: dict[str, Score] = {name: name for name in get_args(Score)}
_NO_UNIT = "Please say min or km, or miles."


async def earlier(incoming: Incoming, services: Services) -> Screen:
    """List one page of entries."""
    page = incoming.args[0] if incoming.args else "0"
    number = int(page) if page.isdecimal() and len(page) < 5 else 0  # noqa: PLR2004
    person = await services.db.run(people.get, incoming.person_id)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    found, total = await services.db.run(
        store.latest, incoming.person_id, number * screens.PAGE, screens.PAGE
    )
    if not found and number:  # the last page went with its entries
        return await earlier(replace(incoming, args=("0",)), services)
    return screens.earlier(found, number, total, today, person.units)


async def show(incoming: Incoming, services: Services) -> Screen:
    """Show one entry, to be changed."""
    entry = await mine(incoming, services)
    return await shown(entry, incoming, services) if entry else screens.gone()


async def ask(incoming: Incoming, services: Services) -> Screen:
    """Ask for one of an entry's pains."""
    entry = await mine(incoming, services)
    asked = _SCORES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    if entry is None:
        return screens.gone()
    return screens.score(entry, asked) if asked else await shown(entry, incoming, services)


async def set_score(incoming: Incoming, services: Services) -> Screen:
    """Store one of an entry's pains; the worst pain is that of a run, unless it was a session."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    match incoming.args[1:]:
        case (name, value) if name in _SCORES and (value == "none" or _is_pain(value)):
            pain = None if value == "none" else int(value)
            new = _with_score(entry, _SCORES[name], pain)
            return await changed(entry, new, incoming, services)
        case _:
            return await shown(entry, incoming, services)


async def set_sign(incoming: Incoming, services: Services) -> Screen:
    """Tick or untick a limp, night pain or deep pain on landing."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    match incoming.args[1:]:
        case ("limp", on) if on in _ON:
            return await changed(entry, replace(entry, limp=_ON[on]), incoming, services)
        case ("night", on) if on in _ON:
            return await changed(entry, replace(entry, night=_ON[on]), incoming, services)
        case ("landing", on) if on in _ON:
            return await changed(entry, replace(entry, landing=_ON[on]), incoming, services)
        case _:
            return await shown(entry, incoming, services)


async def length(incoming: Incoming, services: Services) -> Screen:
    """Ask how long a run was."""
    entry = await mine(incoming, services)
    person = await services.db.run(people.get, incoming.person_id)
    return screens.length(entry, person.units) if entry else screens.gone()


async def set_minutes(incoming: Incoming, services: Services) -> Screen:
    """Store how long a run took; 0 empties time and distance."""
    entry = await mine(incoming, services)
    minutes = _number(incoming, measures.MOST_MINUTES)
    if entry is None or minutes is None:
        return await show(incoming, services)
    if not minutes:
        return await changed(entry, replace(entry, minutes=None, metres=None), incoming, services)
    return await changed(entry, replace(_run(entry), minutes=minutes), incoming, services)


async def set_metres(incoming: Incoming, services: Services) -> Screen:
    """Store how far a run went."""
    entry = await mine(incoming, services)
    metres = _number(incoming, measures.MOST_METRES)
    if entry is None or not metres:
        return await show(incoming, services)
    return await changed(entry, replace(_run(entry), metres=metres), incoming, services)


async def type_length(incoming: Incoming, services: Services) -> Screen:
    """Take a time, a distance or both in words."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    person = await services.db.run(people.get, incoming.person_id)
    found = typed.read(incoming.words, entry.on, person.units)
    if not found.metres and not found.minutes:
        return screens.length(entry, person.units, _NO_UNIT)
    new = replace(
        _run(entry),
        minutes=found.minutes or entry.minutes,
        metres=found.metres or entry.metres,
    )
    return await changed(entry, new, incoming, services)


async def note(incoming: Incoming, services: Services) -> Screen:
    """Ask for a note."""
    entry = await mine(incoming, services)
    return screens.note(entry) if entry else screens.gone()


async def type_note(incoming: Incoming, services: Services) -> Screen:
    """Store a note."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    text, is_cut = typed.shortened(incoming.words)
    new = noticed(replace(entry, note=text, sign=await sign_in(text, services)))
    return await changed(entry, new, incoming, services, [CUT] if is_cut else [])


async def remove_note(incoming: Incoming, services: Services) -> Screen:
    """Remove a note, and the warning sign that it named."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    return await changed(entry, replace(entry, note="", sign=None), incoming, services)


async def ask_delete(incoming: Incoming, services: Services) -> Screen:
    """Ask before an entry is deleted."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    person = await services.db.run(people.get, incoming.person_id)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    return screens.ask_delete(entry, today, person.units)


async def delete(incoming: Incoming, services: Services) -> Reply:
    """Remove an entry and, where it still can be, what it did to the plan."""
    entry = await mine(incoming, services)
    if entry is None:
        return screens.gone()
    person = await services.db.run(people.get, incoming.person_id)
    plan_is_back = await services.db.run(judging.withdraw, person, entry)
    await services.db.run(store.delete, entry)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    await services.db.run(
        reopening.opened, services.content.diary.reopenings, entry.person_id, today, incoming.now
    )
    found = await services.db.run(outlook, person, incoming.now)
    waits = found.access is Access.CHECK
    return screens.deleted(check_waits=waits, plan_is_back=plan_is_back)


async def mine(incoming: Incoming, services: Services) -> Entry | None:
    """Return the entry that a button names, if it is the person's own."""
    number = incoming.args[0] if incoming.args else ""
    if not number.isdecimal() or len(number) > 18:  # noqa: PLR2004  # SQLite's integers end there
        return None
    return await services.db.run(store.one, incoming.person_id, int(number))


def _with_score(entry: Entry, name: Score, pain: int | None) -> Entry:
    match name:
        case "worst":
            return replace(_run(entry) if pain is not None else entry, worst=pain)
        case "morning":
            return replace(entry, morning=pain)
        case "pain":
            return replace(entry, pain=pain)


def _run(entry: Entry) -> Entry:
    """Return an entry about a run, or the session that it is about."""
    return replace(entry, effort=entry.effort or Effort.RUN)


def _number(incoming: Incoming, most: int) -> int | None:
    match incoming.args[1:]:
        case (value,) if value.isdecimal() and len(value) < 7 and int(value) <= most:  # noqa: PLR2004
            return int(value)
        case _:
            return None


def _is_pain(value: str) -> bool:
    return value in {str(pain) for pain in range(WORST + 1)}


_ON = {"0": False, "1": True}
