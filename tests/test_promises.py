"""Numbers that the documents promise are those of the program."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from whenever import Date, Time

from bot.keeping import JOBS
from bot.settings import Settings
from bot.storage import sqlite
from tests.attacks import faults, floods
from tests.benchmarks.test_budget import needed
from tests.conversations.test_upgrade import WRITTEN
from tests.source import ROOT
from tests.storage.conftest import KEY

README, GUIDE = "README.md", "docs/operating.md"
MIB = 1024 * 1024

# Words of a document, and what they are the words for: a module, a name in it, and its value.
PROMISES = [
    (GUIDE, "`telegram` (no answer for a minute)", "bot.health.readiness", "_SILENT_S", 60),
    (GUIDE, "late by a minute", "bot.health.readiness", "_LATE_S", 60),
    (GUIDE, "at it for ten minutes", "bot.health.readiness", "_LONG_S", 600),
    (GUIDE, "less than 64 MiB", "bot.health.readiness", "_LEAST_FREE", 64 * MIB),
    (GUIDE, "less than 512 MiB", "bot.diagnosis", "_LEAST_FREE", 512 * MIB),
    (GUIDE, "of the last 50 hours", "bot.diagnosis", "_OLDEST_COPY_HOURS", 50),
    (GUIDE, "as `flexor.db.before-...` for 30 days", "bot.storage.upkeep", "BEFORE_DAYS", 30),
    (GUIDE, "at `flexor.db.before-schema-N` for 30 days", "bot.storage.upkeep", "BEFORE_DAYS", 30),
    (README, "goes after 30 days", "bot.storage.upkeep", "BEFORE_DAYS", 30),
    (README, "a folder keeps the newest 7", "bot.storage.upkeep", "KEPT", 7),
    (GUIDE, "write for 24 months", "bot.domain.people.rules", "SILENT_MONTHS", 24),
    (GUIDE, "and removed 30 days later", "bot.domain.people.rules", "ANSWER_DAYS", 30),
    (GUIDE, "waits ten seconds for the first", "bot.storage.postgres", "_HANDOVER_S", 10),
    (GUIDE, "waits at most 5 s for the one before", "bot.storage.sqlite", "_BUSY_TIMEOUT_MS", 5000),
    (
        GUIDE,
        "Flexor takes five",
        "bot.storage.postgres",
        "_READERS",
        5 - 2,
    ),  # one writes, one holds
]


def words(document: str) -> str:
    """Return a document with single spaces."""
    return " ".join((ROOT / document).read_text("utf-8").split())


@pytest.mark.parametrize(("document", "promise", "module", "name", "value"), PROMISES)
def test_a_number_is_the_program_s(
    document: str, promise: str, module: str, name: str, value: float
) -> None:
    assert promise in words(document)
    assert getattr(import_module(module), name) == value


def test_the_copy_of_the_day_is_made_when_it_is_said() -> None:
    (at,) = (job.again for job in JOBS if isinstance(job.again, Time))
    assert f"each night ({at.format_iso()[:5]} UTC) a copy is made" in words(GUIDE)


def test_a_week_of_copies_is_kept_where_nothing_else_is_said() -> None:
    keep = Settings.model_fields["backup_keep"].default
    assert f"a week with `BACKUP_KEEP={keep}`" in words(GUIDE)
    assert keep == 7


def test_it_stops_as_soon_as_is_said() -> None:
    ends = [
        vars(import_module(f"bot.{name}"))["_LAST_S"]
        for name in ("scheduling", "gateway.inbox", "gateway.polling")
    ]
    assert f"in {sum(ends):.0f} seconds at most" in words(README)


def test_languages_packages_and_attacks_are_counted() -> None:
    languages = [folder for folder in (ROOT / "content").iterdir() if folder.is_dir()]
    others = len([folder for folder in languages if folder.name not in {"en", "__pycache__"}])
    assert f"in {others} other languages" in words(README)
    assert f"signs of an emergency in {others} of them" in words(README)
    assert f"Flexor is {len(set(needed()))} packages" in words(README)
    kinds = len(list(floods.kinds()))
    assert (
        f"floods of {NUMBERS[kinds]} kinds, {NUMBERS[len(faults.KINDS)]} kinds of faults"
        in words(README)
    )


NUMBERS = {10: "ten", 18: "eighteen"}


def test_memory_is_bounded_alike_wherever_it_runs() -> None:
    assert "give it 512 MB" in words(GUIDE)
    assert "mem_limit: 512m" in words("compose.yaml")
    assert "MemoryMax=512M" in words("deploy/flexor.service")


def copied(connection: Any, table: str, times: int, **changed: Callable[[int], object]) -> None:
    """Add rows of a person's as often as is said, each with other values in some columns."""
    rows = connection.execute(f"SELECT * FROM {table} WHERE person_id = 1001").fetchall()  # noqa: S608
    names = rows[0].keys()
    for number in range(times):
        row = dict(zip(names, rows[number % len(rows)], strict=True))
        row |= {name: value(number) for name, value in changed.items()}
        marks = ", ".join(f":{name}" for name in names)
        connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", row)  # noqa: S608


def test_a_year_of_daily_use_takes_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "flexor.db"
    connection = sqlite.opened(str(path), KEY)
    connection.executescript(WRITTEN.read_text("utf-8"))
    sizes, day = [], Date(2026, 1, 1).add
    for person in (5001, 5002, 5003, 5004):
        is_ = {"person_id": lambda _, person=person: person}
        copied(connection, "people", 1, **is_)
        copied(connection, "diary_entries", 365, **is_, entry_id=lambda _: None,
               day=lambda n: day(days=n).format_iso(), token=lambda n: f"{n}")  # fmt: skip
        copied(connection, "quiz_answers", 365, **is_, source=lambda n: f"asked:{n}")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sizes.append(path.stat().st_size)
    connection.close()
    a_year = (sizes[-1] - sizes[0]) / (len(sizes) - 1)
    assert "takes 250 kB of disk a year" in words(GUIDE)
    assert 125e3 < a_year < 250e3
