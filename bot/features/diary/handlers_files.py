"""Runs that come as files of watches and apps."""

import hashlib
from dataclasses import replace

from whenever import Date, Instant

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.diary import work, work_recorded
from bot.domain.diary.model import Entry
from bot.domain.diary.work import Key
from bot.domain.diary.work_recorded import RecordedRun, RunSeen
from bot.domain.people.work import hand_file
from bot.domain.plan.model import Effort
from bot.domain.plan.work import Outlook
from bot.features.diary import screens_files as screens
from bot.features.diary.handlers_entries import length_of, said, watch
from bot.features.diary.screens import full
from bot.library.held import held
from bot.recorded.model import UnusableError
from bot.recorded.reading import MOST_BYTES
from bot.services import Services

NAMES = r"\.(?:gpx|tcx|fit)(?:\.gz)?$|\.zip$"
_OLDEST_DAYS = 30  # as for what is typed
_MINUTE = 60


async def take(incoming: Incoming, services: Services) -> Screen:
    """Show the run in a file, to be kept by one tap; of the file nothing else is kept."""
    file = incoming.file
    if file is None or (file.size or 0) > MOST_BYTES:
        return screens.too_large()
    await services.db.run(hand_file, incoming.person_id, incoming.now)
    content = await file.fetch(MOST_BYTES)
    if content is None:
        return screens.not_fetched()
    try:
        found = await services.recordings.read(content)
    except UnusableError as error:
        return screens.unusable(error.why)
    run = RecordedRun(
        Instant.from_timestamp(int(found.began)),
        found.metres,
        max(1, round(found.seconds / _MINUTE)),
        f"f{hashlib.sha256(content).hexdigest()[:16]}",
    )
    seen = await services.db.read(work_recorded.look, incoming.person_id, run, incoming.now)
    return await _answered(seen, incoming, services)


async def _answered(seen: RunSeen, incoming: Incoming, services: Services) -> Screen:
    if seen.kept is not None:
        which = Key(incoming.person_id, seen.kept.entry_id)
        known = await services.db.read(work.show, which, incoming.now)
        if known is not None:
            return said(replace(known, is_new=False), services, [screens.KEPT_BEFORE])
    if not seen.found.on.subtract(days=_OLDEST_DAYS) <= seen.on <= seen.found.on:
        return screens.other_time(seen)
    return screens.found(seen, held(services.content, seen.found.standing))


async def keep(incoming: Incoming, services: Services) -> Screen:
    """Note the run of a file, and ask for its pain; a second tap changes nothing."""
    length, now = length_of(incoming.args[:2]), incoming.now
    match incoming.args[2:]:
        case (day, token) if length and _date(day) and token[:1] == "f":
            metres, minutes = length
        case _:
            return screens.unusable("broken")

    def write(found: Outlook) -> tuple[Entry, str]:
        on = day_told(day, found.on)
        entry = Entry(0, incoming.person_id, on, now, now, effort=Effort.RUN)
        return replace(entry, minutes=minutes, metres=metres), token

    followed = await services.db.run(work.note, watch(services), incoming.person_id, write, now)
    return said(followed, services) if followed else full()


def day_told(text: str, today: Date) -> Date:
    """Return the day that a button carries, as far as it can be noted."""
    return max(today.subtract(days=_OLDEST_DAYS), min(_date(text) or today, today))


def _date(text: str) -> Date | None:
    try:
        return Date.parse_iso(text)
    except ValueError:
        return None
