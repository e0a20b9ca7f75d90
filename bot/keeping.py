"""What the clock starts for the installation itself: copies of the database, and their end."""

import asyncio
from pathlib import Path

import structlog
from whenever import Time

from bot.chat.sending import Outbox
from bot.problems import StorageError
from bot.routes import Job
from bot.services import Services
from bot.storage import upkeep

_log = structlog.get_logger()


async def copy(services: Services, _: Outbox) -> None:
    """Make the copy of the day where a folder is set, and let go of copies that are too old."""
    settings, now = services.settings, services.clock()
    url, key = settings.database_url, settings.database_key
    try:
        if settings.backup_dir:
            folder, keep = Path(settings.backup_dir), settings.backup_keep
            made = await asyncio.to_thread(upkeep.daily, url, key, folder, now, keep)
            if made:
                _log.info("backup", bytes=made.size, removed=len(made.removed))
    except StorageError as error:
        _log.error("backup_failed", advice=str(error))
        raise
    finally:
        await asyncio.to_thread(upkeep.forget_before, url, now)


JOBS = (Job("copies", Time(2, 40), copy),)
