"""A process that sends reminders until it is killed: what it sent is appended to a file."""

import asyncio
import os
import sys
from pathlib import Path

from whenever import Instant

from bot.domain.reminders import work_due as work
from bot.domain.reminders.model import ReminderKind
from bot.domain.reminders.model_due import DueReminder
from bot.storage.database import Database
from tests.domain.reminders.office import KEY

AT_ONCE = 8


async def send(path: Path, log: Path, now: Instant) -> None:
    """Send what is due, some at a time."""
    db = await Database.open(f"sqlite:///{path}", KEY)
    sent = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    async def one(due: DueReminder) -> None:
        os.write(sent, f"{due.reminder.reminder_id}\n".encode())
        await asyncio.sleep(0.005)
        await db.run(work.settle, due, now)

    while found := await db.run(work.claim, (ReminderKind.OWN,), now, AT_ONCE):
        await asyncio.gather(*(one(due) for due in found))
    await db.close()


if __name__ == "__main__":
    asyncio.run(send(Path(sys.argv[1]), Path(sys.argv[2]), Instant.parse_iso(sys.argv[3])))
