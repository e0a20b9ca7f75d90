"""What handlers work with, built once in `app.py` and handed in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from whenever import Instant

from bot.library.content import Content
from bot.recorded.recordings import Recordings
from bot.search.remembered import Remembered
from bot.settings import Settings
from bot.storage.database import Database

Clock = Callable[[], Instant]


@dataclass(frozen=True, slots=True)
class Services:
    """Content and its search, the database, clock, settings, /help's commands."""

    content: Content
    search: asyncio.Future[Remembered]  # built while the database is opened
    db: Database
    clock: Clock
    settings: Settings
    commands: tuple[tuple[str, str], ...]  # name and description, in the menu's order
    recordings: Recordings = field(default_factory=Recordings)  # who reads files of watches
