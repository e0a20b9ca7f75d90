"""The one place where a fault of ours ends: logged without a person's words, apologised for."""

import errno
import secrets
import traceback
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

import structlog

from bot.chat.markup import fill
from bot.chat.screen import Screen
from bot.domain.people.rules import MOST_A_DAY, Counted, TooOftenError

_log = structlog.get_logger()
_T = TypeVar("_T")

_FREE = "the disk is full: free some space, nothing need be restarted"
_STOPPED = "PostgreSQL does not answer or restarts: nothing, unless it lasts; then look at its log"
_HELD = "another program holds the database: stop that one"
_DAMAGED = "the database is damaged: stop, keep the file, restore the last backup"
# By the beginning of the names that SQLite and the system have for what went wrong, and of
# PostgreSQL's codes (appendix A of its manual).
_ADVICE = {
    "SQLITE_FULL": _FREE,
    "ENOSPC": _FREE,
    "SQLITE_BUSY": _HELD,
    "SQLITE_LOCKED": _HELD,
    "SQLITE_READONLY": "give this user write access to the database's file and folder",
    "SQLITE_CANTOPEN": "give this user write access to the database's file and folder",
    "SQLITE_IOERR": "the disk of the database fails: look at the system's log, keep a backup",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "08": _STOPPED,
    "57P": _STOPPED,
    "25006": "PostgreSQL only reads: let DATABASE_URL lead to the server that takes writes",
    "42501": "let the user in DATABASE_URL own PostgreSQL's database and its tables",
    "53100": _FREE,
    "53300": "PostgreSQL has no connection left: raise its max_connections, or end others",
    "55P03": _HELD,
    "57014": "PostgreSQL took longer than a minute: look at its load and its log",
    "58030": "the disk of the database fails: look at the system's log, keep a backup",
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "EMFILE": "too many files are open: raise the limit (ulimit -n) and start again",
}


_NO_CONNECTION = "08000"  # PostgreSQL's own code for that


class Apology(Screen):
    """What a person sees when something broke, or was too much."""

    __slots__ = ()


async def guarded(work: Awaitable[_T], route: str) -> _T | Apology:
    """Return what the work returns; an apology with a short id where it raises."""
    try:
        return await work
    except TooOftenError as error:
        _log.warning("too_often", what=error.what.name, route=route)
        return too_often(error.what)
    except Exception as error:  # noqa: BLE001  # the boundary: nothing above could do better
        fault_id = secrets.token_hex(3)
        # Neither message nor values: both can hold what a person wrote.
        what = {"error": type(error).__name__, **_told(error)}
        _log.error("fault", id=fault_id, route=route, **what, at=_where(error))
        return apology(fault_id)


def too_often(what: Counted) -> Apology:
    """Say that something was done as often as is possible on one day."""
    return Apology(
        fill(
            "That is more than I take in one day: {most} {what} in 24 hours. What you did before "
            "is kept, and this was not; tomorrow it goes on.\n\n"
            "If you feel very unwell or cannot put weight on the leg, do not wait for me: "
            "call your emergency number.",
            most=MOST_A_DAY[what],
            what=what.value,
        ),
        fresh=True,
    )


def apology(fault_id: str) -> Apology:
    """Return the apology for a fault that the log knows by this id."""
    return Apology(
        fill(
            "Sorry, that went wrong on my side. What you told me before is kept: "
            "please try once more.\n\n"
            "If you feel very unwell or cannot put weight on the leg, do not wait for me: "
            "call your emergency number.\n\n<i>Fault {fault_id}</i>",
            fault_id=fault_id,
        ),
        fresh=True,
    )


def _told(error: Exception) -> dict[str, str]:
    """Return what the database or the system calls an error, and what to do about it."""
    code = getattr(error, "sqlite_errorname", None)
    if code is None and hasattr(error, "sqlstate"):
        # Where no connection is left there was nobody to give a code; the driver is an extra.
        lost = any(each.__name__ == "OperationalError" for each in type(error).__mro__)
        code = error.sqlstate or (_NO_CONNECTION if lost else None)
    if code is None and isinstance(error, OSError) and error.errno:
        code = errno.errorcode.get(error.errno)
    if code is None:
        return {}
    advice = next((do for name, do in _ADVICE.items() if code.startswith(name)), None)
    return {"code": code, "advice": advice} if advice else {"code": code}


def _where(error: Exception) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-6:]]
