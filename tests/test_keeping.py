"""The job that copies the database, as the bot runs it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from whenever import Instant

from bot import keeping
from bot.problems import StorageError
from bot.services import Services
from bot.settings import Settings
from bot.storage import upkeep
from tests.storage.conftest import KEY, opened

NOON = Instant.from_utc(2026, 3, 2, 12)
UNUSED: Any = None


async def run(path: Path, folder: str) -> None:
    async with opened(path) as db:
        settings = Settings.model_construct(
            database_url=f"sqlite:///{path}", database_key=KEY, backup_dir=folder
        )
        await keeping.copy(Services(UNUSED, UNUSED, db, lambda: NOON, settings, ()), UNUSED)


async def test_a_copy_is_made_where_a_folder_is_set(tmp_path: Path) -> None:
    await run(tmp_path / "flexor.db", str(tmp_path / "copies"))
    (made,) = (tmp_path / "copies").iterdir()
    await asyncio.to_thread(upkeep.verify, made, KEY)


async def test_nothing_is_made_where_none_is_set(tmp_path: Path) -> None:
    await run(tmp_path / "flexor.db", "")
    assert not list(tmp_path.rglob("flexor-*"))


async def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file in its place")
    with pytest.raises(StorageError, match="copies"):
        await run(tmp_path / "flexor.db", str(tmp_path / "copies"))
