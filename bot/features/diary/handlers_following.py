"""Stores an entry and answers with what follows from it, in one order everywhere."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import judging, store
from bot.domain.diary import store_reopening as reopening
from bot.domain.diary.rules import Entry, is_graver
from bot.domain.diary.runs import WINDOW_DAYS, spike
from bot.domain.diary.signs import noticed
from bot.domain.people import store as people
from bot.domain.plan.model import Effort
from bot.domain.plan.work import outlook
from bot.features.diary import screens_following as screens
from bot.features.diary.screens import unclear, which
from bot.features.diary.screens_meaning import Said
from bot.services import Services
from bot.typed.diary_line import Typed

_NEW_MINUTES = 60  # so long an entry is undone without being asked
_DESPAIR = "self_harm"  # no sign of the hip's: it is answered elsewhere, with people to call


async def added(
    entry: Entry,
    token: str,
    incoming: Incoming,
    services: Services,
    line: Typed | None = None,
) -> Screen:
    """Store a new entry and say what follows; of one token, the first entry takes what is new.

    `line` is what it was read from, where it was typed.
    """
    entry = replace(noticed(entry), sign=await sign_in(entry.note, services))
    stored = await services.db.run(store.add, entry, token)
    said = tuple(unclear(line)) if line else ()
    if stored.effort:
        person = await services.db.run(people.get, stored.person_id)
        if await services.db.run(judging.close, person, stored.on, incoming.now):
            said = (*said, services.content.diary.text("unanswered"))
    numbers = {n: p for n in ("pain", "worst") if (p := getattr(entry, n)) is not None}
    screen = await changed(stored, replace(stored, **numbers), incoming, services, said)
    if line is None or line.loose is None:
        return screen
    person = await services.db.run(people.get, stored.person_id)
    return which(stored, line.loose, person.units, screen)


async def changed(
    before: Entry, entry: Entry, incoming: Incoming, services: Services, notes: Iterable[str] = ()
) -> Screen:
    """Store what has changed in an entry and say what follows."""
    if is_graver(entry, before):
        entry = replace(entry, evident_at=incoming.now)
    if entry != before:
        await services.db.run(store.save, entry)
    return await followed(entry, incoming, services, notes)


async def followed(
    entry: Entry, incoming: Incoming, services: Services, notes: Iterable[str] = ()
) -> Screen:
    """Move the plan and open the check where the entry asks for it, and say so."""
    view = await _followed(entry, incoming, services)
    return screens.entry(replace(view, notes=tuple(notes)))


async def compared(entry: Entry, incoming: Incoming, services: Services) -> Screen:
    """Judge an effort whose next morning is known now, and say what that means."""
    return screens.verdict(await _followed(entry, incoming, services))


async def shown(entry: Entry, incoming: Incoming, services: Services) -> Screen:
    """Show an entry as it is."""
    return screens.entry(replace(await _said(entry, incoming, services), is_new=False))


async def sign_in(note: str, services: Services) -> str | None:
    """Return the warning sign that a note names: its zone must not say to go on."""
    if not note:
        return None
    sign = (await asyncio.shield(services.search)).find(note).red_flag
    return None if sign == _DESPAIR else sign


async def _followed(entry: Entry, incoming: Incoming, services: Services) -> Said:
    person = await services.db.run(people.get, entry.person_id)
    entry = await services.db.run(judging.settle, person, entry, incoming.now)
    today = incoming.now.to_tz(person.zone or "UTC").date()
    reopened = await services.db.run(
        reopening.opened, services.content.diary.reopenings, entry.person_id, today, incoming.now
    )
    return replace(await _said(entry, incoming, services), reopened=reopened)


async def _said(entry: Entry, incoming: Incoming, services: Services) -> Said:
    content = services.content
    person = await services.db.run(people.get, entry.person_id)
    found = await services.db.run(outlook, person, incoming.now)
    runs = []
    if entry.effort is Effort.RUN:
        since = entry.on.subtract(days=WINDOW_DAYS)
        runs = list(await services.db.run(store.efforts, entry.person_id, since, entry.on))
    return Said(
        entry,
        found.on,
        person.units,
        content.diary,
        found.access,
        has_plan=found.plan is not None,
        may_run=found.plan is None or found.plan.may_run,
        spike=spike(entry, runs),
        cited=content.cite(content.diary.phrases["longer"].sources),
        is_new=(incoming.now - entry.written_at).total("minutes") < _NEW_MINUTES,
    )
