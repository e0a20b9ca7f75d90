"""A fault of ours is noted with a short id, and nothing that a person wrote goes with it."""

import asyncio
import errno
import io
import logging

import psycopg
import pytest
import structlog
from sqlcipher3 import dbapi2 as sqlcipher
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.chat.markup import Markup
from bot.chat.screen import Screen
from bot.gateway import errors
from bot.gateway.errors import guarded
from bot.gateway.render import TEXT_LIMIT, units, visible

WORDS = "my groin hurts, please tell nobody"


@pytest.fixture(autouse=True)
def _fresh_logger(monkeypatch: pytest.MonkeyPatch) -> None:
    # Another test may have started the program, which fixes its loggers on their first use.
    monkeypatch.setattr(errors, "_log", structlog.get_logger())


async def fails(error: BaseException) -> Screen:
    note = f"{WORDS} again"
    if not note:
        return Screen(Markup(note))
    raise error


async def in_a_chain() -> Screen:
    try:
        int(WORDS)
    except ValueError as error:
        raise RuntimeError(WORDS) from error
    return Screen(Markup(""))


def with_a_note() -> Exception:
    error = ValueError("fault")
    error.add_note(WORDS)
    return error


class WrittenError(Exception):
    """Tells what was written wherever it can."""

    def __str__(self) -> str:
        return WORDS

    __repr__ = __str__


FAULTS = [
    ValueError(WORDS),
    KeyError(WORDS),
    UnicodeDecodeError("utf-8", WORDS.encode(), 0, 1, WORDS),
    ExceptionGroup(WORDS, [ValueError(WORDS)]),
    WrittenError(WORDS),
    with_a_note(),
]


async def result_and_log(error: BaseException) -> tuple[Screen, list[EventDict]]:
    with capture_logs() as entries:
        screen = await guarded(fails(error), "check:pick")
    return screen, list(entries)


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
async def test_nothing_a_person_wrote_gets_into_the_log(
    error: Exception, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    screen, entries = await result_and_log(error)
    assert len(entries) == 1
    assert WORDS not in repr(entries)
    assert WORDS not in visible(screen.text)
    assert WORDS not in caplog.text
    assert WORDS not in "".join(capsys.readouterr())


async def test_nor_what_an_earlier_error_said() -> None:
    with capture_logs() as entries:
        await guarded(in_a_chain(), "typed")
    assert WORDS not in repr(entries)
    assert entries[0]["error"] == "RuntimeError"


async def test_the_printed_line_is_as_silent() -> None:
    printed = io.StringIO()
    logger = structlog.wrap_logger(
        structlog.PrintLogger(printed), processors=[structlog.processors.JSONRenderer()]
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(errors, "_log", logger)
        await guarded(fails(ValueError(WORDS)), "typed")
    assert '"event": "fault"' in printed.getvalue()
    assert WORDS not in printed.getvalue()


async def test_the_id_in_the_log_is_the_one_in_the_apology() -> None:
    screen, (entry,) = await result_and_log(ValueError(WORDS))
    assert f"Fault {entry['id']}" in visible(screen.text)
    assert entry["route"] == "check:pick"
    assert entry["error"] == "ValueError"
    assert entry["log_level"] == "error"
    assert any(place.endswith(" fails") for place in entry["at"])


async def test_two_faults_have_two_ids() -> None:
    _, (first,) = await result_and_log(ValueError())
    _, (second,) = await result_and_log(ValueError())
    assert first["id"] != second["id"]


async def test_the_apology_is_a_new_message_that_sends_nobody_away_in_danger() -> None:
    screen, _ = await result_and_log(ValueError())
    assert screen.fresh
    assert "emergency number" in visible(screen.text)
    assert units(visible(screen.text)) < TEXT_LIMIT


async def test_what_works_comes_back_as_it_is() -> None:
    wanted = Screen(Markup("fine"))

    async def works() -> Screen:
        return wanted

    with capture_logs() as entries:
        assert await guarded(works(), "start") is wanted
    assert entries == []


async def test_the_end_of_a_task_is_no_fault() -> None:
    with pytest.raises(asyncio.CancelledError):
        await guarded(fails(asyncio.CancelledError()), "start")


def full_disk() -> Exception:
    connection = sqlcipher.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 1")
    try:
        connection.execute("CREATE TABLE wide (a)")
    except sqlcipher.OperationalError as error:
        told: Exception = error
        return told
    finally:
        connection.close()
    raise AssertionError("there is room")


async def test_the_log_names_sqlites_error_and_what_to_do() -> None:
    _, (entry,) = await result_and_log(full_disk())
    assert (entry["error"], entry["code"]) == ("OperationalError", "SQLITE_FULL")
    assert entry["advice"].startswith("the disk is full")


async def test_the_log_names_the_systems_error() -> None:
    _, (entry,) = await result_and_log(OSError(errno.ENOSPC, WORDS))
    assert (entry["code"], entry["advice"][:16]) == ("ENOSPC", "the disk is full")
    _, (other,) = await result_and_log(OSError(errno.EPIPE, WORDS))
    assert other["code"] == "EPIPE"
    assert "advice" not in other


@pytest.mark.parametrize(
    ("state", "advice"),
    [
        (psycopg.errors.DiskFull, "the disk is full"),
        (psycopg.errors.LockNotAvailable, "another program holds the database"),
        (psycopg.errors.AdminShutdown, "PostgreSQL does not answer"),
        (psycopg.errors.InsufficientPrivilege, "let the user in DATABASE_URL own"),
        (psycopg.errors.ReadOnlySqlTransaction, "PostgreSQL only reads"),
        (psycopg.errors.DataCorrupted, "the database is damaged"),
    ],
)
async def test_the_log_names_postgresqls_error_and_what_to_do(
    state: type[psycopg.Error], advice: str
) -> None:
    _, (entry,) = await result_and_log(state(WORDS))
    assert (entry["error"], entry["code"]) == (state.__name__, state.sqlstate)
    assert entry["advice"].startswith(advice)


async def test_a_lost_connection_has_a_code_and_a_mistake_of_ours_none() -> None:
    _, (lost,) = await result_and_log(psycopg.OperationalError(WORDS))
    assert (lost["code"], lost["advice"][:23]) == ("08000", "PostgreSQL does not ans")
    _, (ours,) = await result_and_log(psycopg.ProgrammingError(WORDS))
    assert "code" not in ours
