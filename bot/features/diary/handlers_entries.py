"""Looks up, corrects and deletes entries."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.chat.incoming import Incoming
from bot.chat.markup import fill
from bot.chat.screen import Screen
from bot.domain.diary import work, work_asking
from bot.domain.diary.model import SCORES, SIGNS, WORST, Entry, Score, Watch
from bot.domain.diary.rules import noticed
from bot.domain.diary.work import Change, Followed, Key
from bot.domain.plan.model import Effort
from bot.features.diary import screens_asking as screens
from bot.features.diary.screens import CUT
from bot.features.diary.screens_entry import entry as entry_screen
from bot.features.diary.screens_meaning import Said
from bot.library.diary import what
from bot.services import Services
from bot.typed import diary_line as typed
from bot.typed import lengths as measures

_SCORES: dict[str, Score] = {name: name for name in SCORES}
_PAINS: dict[str, int | None] = {"none": None} | {str(pain): pain for pain in range(WORST + 1)}
_ON = {"0": False, "1": True}
_NO_UNIT = "Please say min or km, or miles."


async def earlier(incoming: Incoming, services: Services) -> Screen:
    """List one page of entries."""
    page = incoming.args[0] if incoming.args else "0"
    number = int(page) if page.isdecimal() and len(page) < 5 else 0  # noqa: PLR2004
    found = await services.db.read(
        work_asking.earlier, incoming.person_id, number, screens.PAGE, incoming.now
    )
    return screens.earlier(found)


async def show(incoming: Incoming, services: Services) -> Screen:
    """Show one entry, to be changed."""
    found = await _mine(incoming, services)
    return shown(found, services) if found else screens.gone()


async def ask(incoming: Incoming, services: Services) -> Screen:
    """Ask for one of an entry's pains."""
    found = await _mine(incoming, services)
    asked = _SCORES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    if found is None:
        return screens.gone()
    return screens.score(found.entry, asked) if asked else shown(found, services)


async def set_score(incoming: Incoming, services: Services) -> Screen:
    """Store one of an entry's pains; the worst pain is that of a run, unless it was a session."""
    match incoming.args[1:]:
        case (name, value) if name in _SCORES and value in _PAINS:
            score, pain = _SCORES[name], _PAINS[value]
            return await _changed(lambda e: _with_score(e, score, pain), incoming, services)
        case _:
            return await show(incoming, services)


async def set_sign(incoming: Incoming, services: Services) -> Screen:
    """Tick or untick a limp, night pain or deep pain on landing."""
    match incoming.args[1:]:
        case (name, on) if name in SIGNS and on in _ON:
            ticks: dict[str, Any] = {name: _ON[on]}
            return await _changed(lambda e: replace(e, **ticks), incoming, services)
        case _:
            return await show(incoming, services)


async def length(incoming: Incoming, services: Services) -> Screen:
    """Ask how long a run was."""
    found = await _mine(incoming, services)
    return screens.length(found.entry, found.units) if found else screens.gone()


async def set_minutes(incoming: Incoming, services: Services) -> Screen:
    """Store how long a run took; 0 empties time and distance."""
    minutes = _number(incoming, measures.MOST_MINUTES)
    if minutes is None:
        return await show(incoming, services)
    if not minutes:
        return await _changed(lambda e: replace(e, minutes=None, metres=None), incoming, services)
    return await _changed(lambda e: replace(_run(e), minutes=minutes), incoming, services)


async def set_metres(incoming: Incoming, services: Services) -> Screen:
    """Store how far a run went."""
    metres = _number(incoming, measures.MOST_METRES)
    if not metres:
        return await show(incoming, services)
    return await _changed(lambda e: replace(_run(e), metres=metres), incoming, services)


async def set_length(incoming: Incoming, services: Services) -> Screen:
    """Store how far a run went and how long it took, as a file says."""
    length = length_of(incoming.args[1:])
    if length is None:
        return await show(incoming, services)
    metres, minutes = length
    return await _changed(
        lambda e: replace(_run(e), minutes=minutes, metres=metres), incoming, services
    )


async def type_length(incoming: Incoming, services: Services) -> Screen:
    """Take a time, a distance or both in words."""
    found = await _mine(incoming, services)
    if found is None:
        return screens.gone()
    line = typed.read(incoming.words, found.entry.on, found.units)
    if not line.metres and not line.minutes:
        return screens.length(found.entry, found.units, _NO_UNIT)
    return await _changed(
        lambda e: replace(
            _run(e), minutes=line.minutes or e.minutes, metres=line.metres or e.metres
        ),
        incoming,
        services,
    )


async def note(incoming: Incoming, services: Services) -> Screen:
    """Ask for a note."""
    found = await _mine(incoming, services)
    return screens.note(found.entry) if found else screens.gone()


async def type_note(incoming: Incoming, services: Services) -> Screen:
    """Store a note, with the warning signs that it names."""
    text, is_cut = typed.shortened(incoming.words)
    sign = await sign_in(text, services)
    notes = [CUT] if is_cut else []
    return await _changed(
        lambda e: noticed(replace(e, note=text, sign=sign)), incoming, services, notes
    )


async def remove_note(incoming: Incoming, services: Services) -> Screen:
    """Remove a note, and the warning sign that it named."""
    return await _changed(lambda e: replace(e, note="", sign=None), incoming, services)


async def ask_delete(incoming: Incoming, services: Services) -> Screen:
    """Ask before an entry is deleted."""
    found = await _mine(incoming, services)
    return screens.ask_delete(found) if found else screens.gone()


async def delete(incoming: Incoming, services: Services) -> Screen:
    """Remove an entry and, where it still can be, what it did to the plan."""
    undone = await services.db.run(work.undo, watch(services), key(incoming), incoming.now)
    return screens.deleted(undone) if undone else screens.gone()


def key(incoming: Incoming) -> Key:
    """Return the entry that a button names; one that cannot be has the number 0."""
    return Key(incoming.person_id, incoming.number())


def watch(services: Services) -> Watch:
    """Return what the diary is watched for."""
    wording = services.content.diary
    return Watch(wording.reopenings, services.content.triage, wording.calm)


def said(
    followed: Followed,
    services: Services,
    notes: Iterable[str] = (),
    *,
    just_done: bool = False,
) -> Screen:
    """Say what an entry means, after what else is to be said of it."""
    unanswered = services.content.diary.text("unanswered")
    notes = (*notes, *([unanswered] if followed.passed_over else []))
    kept = fill("<b>Noted:</b> {what}.", what=what(followed.entry) or "your words")
    return replace(entry_screen(Said(services.content, followed, notes, just_done)), kept=kept)


def shown(followed: Followed, services: Services) -> Screen:
    """Show an entry that was noted before."""
    return said(replace(followed, is_new=False), services)


async def sign_in(note: str, services: Services) -> str | None:
    """Return the warning sign of the hip's that a note names: its zone must not say to go on."""
    if not note:
        return None
    name = (await asyncio.shield(services.search)).find(note).red_flag
    sign = services.content.sign(name) if name else None
    return None if sign and sign.answer else name


def length_of(args: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the metres and minutes that a button carries, None where no run is like that."""
    match args:
        case (metres, minutes) if all(n.isdecimal() and len(n) < 7 for n in args):  # noqa: PLR2004
            far, long = int(metres), int(minutes)
            fits = 0 < far <= measures.MOST_METRES and 0 < long <= measures.MOST_MINUTES
            return (far, long) if fits else None
        case _:
            return None


async def _mine(incoming: Incoming, services: Services) -> Followed | None:
    return await services.db.read(work.show, key(incoming), incoming.now)


async def _changed(
    how: Change, incoming: Incoming, services: Services, notes: Iterable[str] = ()
) -> Screen:
    which, now = key(incoming), incoming.now
    found = await services.db.run(work.change, watch(services), which, how, now)
    return said(found, services, notes) if found else screens.gone()


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
